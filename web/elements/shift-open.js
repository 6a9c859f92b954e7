import { api, newId } from '../api.js';
import { drawer } from '../drawer.js';
import { ShopElement, fill, h } from '../dom.js';
import { dateText, money, t } from '../language.js';
import { isYesterday, lastClosed, quickFloats } from '../rules/shift.js';
import { shop } from '../shop.js';
import { drawerName, openDrawerSheet } from './drawer-choice.js';
import { busy } from './field.js';
import './money-pad.js';
import { todayOf } from './shift-link.js';
import { button, errorState, loadingNote, skeleton } from './states.js';
import { toast, toastProblem } from './toast.js';

/** Opening the drawer with what lies in it. */
class ShiftOpenElement extends ShopElement {
  async start() {
    fill(this, loadingNote(), skeleton(1, '24rem'));
    this.shiftId = newId();
    try {
      const [name, last] = await Promise.all([drawerName(), this.last()]);
      if (this.isConnected) this.draw(name, last);
    } catch (problem) {
      fill(this, errorState(problem, () => this.start()));
    }
  }

  /** What was counted when this drawer was closed last. */
  async last() {
    const shift = lastClosed((await api.shifts({ limit: 50 })).data, drawer.terminalId);
    return shift && { ...shift, counted: (await api.shiftReport(shift.id)).counted ?? 0 };
  }

  draw(name, last) {
    const quick = quickFloats(shop.currency).map((amount) => ({ amount }));
    if (last) quick.unshift({ amount: last.counted, label: t(isYesterday(last.businessDate, todayOf()) ? 'shift.leftYesterday' : 'shift.leftLast') });
    this.float = 0;
    const open = button(t('shift.open'), () => busy(open, () => this.open()), { look: 'primary large wide', 'data-test': 'open-shift' });
    fill(this, h('section', { class: 'card shift-opening' },
      h('div', { class: 'opening-words' },
        h('p', { class: 'weak' }, dateText(todayOf())),
        h('h2', {}, t('shift.openTitle')),
        h('p', {}, t('shift.openText')),
        last && h('p', { class: 'weak small' }, t('shift.lastClose', { date: dateText(last.businessDate), amount: money(last.counted) })),
        h('p', { class: 'drawer-line' }, h('span', { class: 'weak' }, t('drawer.label')), h('span', { class: 'strong', 'data-test': 'drawer-name' }, name),
          !drawer.isPaired && button(t('drawer.other'), openDrawerSheet, { look: 'quiet', 'data-test': 'change-drawer', 'aria-label': t('drawer.change') }))),
      h('div', { class: 'opening-form' },
        h('money-pad', {
          set: { content: { label: t('shift.float'), amount: 0, quick } },
          on: { amount: (event) => { this.float = event.detail; }, enter: () => busy(open, () => this.open()) }
        }), open)));
  }

  async open() {
    try {
      const shift = await api.openShift({ id: this.shiftId, terminalId: drawer.terminalId, openingFloat: this.float });
      toast(t('shift.opened', { amount: money(this.float) }));
      drawer.put(shift);
    } catch (problem) {
      if (problem.code === 'terminal-unknown') drawer.forget();
      // Another device was faster: what it opened is this drawer's shift.
      if (problem.code === 'shift-open') drawer.load().catch(() => { /* the next look tells */ });
      toastProblem(problem);
    }
  }
}

customElements.define('shift-open', ShiftOpenElement);
