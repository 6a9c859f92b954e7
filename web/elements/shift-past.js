import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { clock, dateText, money, t } from '../language.js';
import { balanceOf } from '../rules/shift.js';
import { go } from '../router.js';
import { closeSteps } from './close-steps.js';
import './shift-report.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';

/** Shifts that were, with the Z of each beside the list. Attribute `data-id`. */
class ShiftPastElement extends ShopElement {
  start() {
    this.list = h('div', { class: 'card flush history-list' });
    this.detail = h('section', { class: 'card flush history-detail slip', 'aria-label': t('shift.z') });
    const wasClosed = new URLSearchParams(location.search).has('closed');
    fill(this, wasClosed && this.dataset.id && h('div', { class: 'just-closed' }, closeSteps('z')), h('div', { class: 'history-columns' }, this.list, this.detail));
    this.load();
    this.showDetail();
  }

  async load() {
    fill(this.list, loadingNote(), skeleton(6, '3.75rem'));
    try {
      const answer = await api.shifts({ limit: 50 });
      Object.assign(this, { rows: answer.data, next: answer.next });
      this.draw();
    } catch (problem) {
      fill(this.list, errorState(problem, () => this.load()));
    }
  }

  async more() {
    try {
      const answer = await api.shifts({ limit: 50, after: this.next });
      Object.assign(this, { rows: [...this.rows, ...answer.data], next: answer.next });
      this.draw();
    } catch (problem) {
      fill(this.list, errorState(problem, () => this.load()));
    }
  }

  draw() {
    const closed = this.rows.filter((shift) => shift.status === 'closed');
    if (closed.length === 0) return fill(this.list, emptyState({ name: 'drawer', title: t('shift.noPast'), text: t('shift.noPastText'), actions: [h('a', { class: 'button primary', href: '/shift' }, t('shiftPart.now'))] }));
    return fill(this.list, h('ul', { class: 'rows' }, closed.map((shift) => h('li', {}, this.row(shift)))), this.next && button(t('history.more'), () => this.more(), { look: 'quiet wide' }));
  }

  row(shift) {
    const balance = balanceOf(shift.difference);
    return h('a', {
      class: 'row', href: `/shift/past/${shift.id}`, 'data-test': 'past-shift', 'data-focus': `shift ${shift.id}`, 'aria-current': shift.id === this.dataset.id ? 'true' : null
    },
      h('span', { class: 'row-main' },
        h('span', { class: 'row-title' }, dateText(shift.businessDate)),
        h('span', { class: 'row-sub number' }, [t('report.z', { n: shift.number }), `${clock(shift.openedAt)}–${clock(shift.closedAt)}`, shift.openedByName].filter(Boolean).join(' · '))),
      h('span', { class: `tag ${{ even: 'positive', short: 'negative', over: 'warning' }[balance]}` }, balance === 'even' ? t('balance.evenShort') : money(shift.difference, { sign: true })), icon('next', 18));
  }

  async showDetail() {
    const { id } = this.dataset;
    if (!id) return fill(this.detail, emptyState({ name: 'receipt', title: t('shift.choose'), text: t('shift.chooseText') }));
    fill(this.detail, skeleton(6, '3rem'));
    try {
      const report = await api.shiftReport(id);
      return fill(this.detail,
        h('div', { class: 'card-head no-print' },
          h('button', { type: 'button', class: 'button quiet icon-only detail-back', 'data-back': true, 'aria-label': t('action.back'), on: { click: () => go('/shift/past') } }, icon('back')),
          h('h2', {}, t('shift.z')), h('span', { class: 'push' }),
          button(t('receipt.print'), () => window.print(), { name: 'print', 'data-test': 'print-report' })),
        h('shift-report', { set: { report } }));
    } catch (problem) {
      return fill(this.detail, errorState(problem, () => this.showDetail()));
    }
  }
}

customElements.define('shift-past', ShiftPastElement);
