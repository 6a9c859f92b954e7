import { api, newId } from '../api.js';
import { closings } from '../closings.js';
import { drawer } from '../drawer.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { closeBody, countedOf, isCounted, ordersToClose } from '../rules/shift.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import './close-count.js';
import { closeOrders } from './close-orders.js';
import { closeSteps, refusalWords } from './close-steps.js';
import { confirmAct } from './sheet.js';
import { mayOpenShift } from './shift-link.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';

/** Closing the drawer: open orders, a blind count, then the Z. Every step is kept on this device until the Z is there. */
class ShiftCloseElement extends ShopElement {
  start() {
    this.screen = h('div', { class: 'screen shift-closing' });
    this.append(this.screen);
    this.listen(shop, 'orders', () => this.closing?.step === 'orders' && this.isAsking && this.draw());
    this.listen(drawer, 'change', () => this.hearShift());
    this.listen(this, 'count', (event) => this.remember(event.detail));
    this.listen(this, 'enter', () => this.finish());
    this.load();
  }

  get title() {
    return h('h1', {}, t('title.shiftClose'));
  }

  async load() {
    this.isAsking = false;
    fill(this.screen, this.title, loadingNote(), skeleton(3, '5rem'));
    try {
      const waiting = closings.waiting();
      // A close without an answer may have been the one that closed the shift: asking again tells.
      if (waiting) return await this.send(waiting);
      await Promise.all([shop.loadTill(), mayOpenShift() && drawer.load()]);
      if (!this.isConnected) return undefined;
      if (!drawer.shift) return go('/shift', { replace: true });
      this.closing = closings.of(drawer.shift.id);
      return this.draw();
    } catch (problem) {
      return fill(this.screen, this.title, errorState(problem, () => this.load()));
    }
  }

  get orders() {
    return ordersToClose(shop.openOrders);
  }

  /** Somebody else closed it: what was counted here is not asked for any more. */
  hearShift() {
    if (this.isAsking && drawer.shift !== undefined && drawer.shift?.id !== this.closing.shiftId) this.showClosed(this.closing.shiftId);
  }

  remember(change) {
    this.closing = closings.save({ ...this.closing, ...change });
    this.drawFoot();
  }

  toStep(step) {
    this.notice = null;
    this.remember({ step });
    this.draw();
    this.closest('main').scrollTop = 0;
    this.querySelector('h2').focus();
  }

  draw() {
    this.isAsking = true;
    const { step } = this.closing;
    const isOrders = step === 'orders';
    this.foot = h('div', { class: 'close-foot' });
    fill(this.screen, this.title, closeSteps(step),
      this.notice && h('p', { class: 'notice', role: 'alert', 'data-test': 'close-notice' }, this.notice),
      isOrders
        ? closeOrders(this.orders, this.closing.fates, (id, fate) => { this.remember({ fates: { ...this.closing.fates, [id]: fate } }); this.draw(); })
        : h('close-count', { set: { closing: this.closing } }),
      this.foot);
    this.drawFoot();
  }

  drawFoot() {
    const { step } = this.closing;
    if (step === 'orders') {
      const voided = this.orders.filter((order) => this.closing.fates[order.id]?.do === 'void').length;
      const carried = this.orders.length - voided;
      return fill(this.foot,
        h('a', { class: 'button large', href: '/shift', 'data-back': true }, t('action.back')),
        h('p', { class: 'close-sum weak', role: 'status' }, this.orders.length > 0 && t('close.fates', { carried, voided })),
        button(t('close.toCount'), () => this.toStep('count'), { look: 'primary large', 'data-test': 'to-count', 'data-focus': 'next' }));
    }
    return fill(this.foot,
      button(t('action.back'), () => this.toStep('orders'), { look: 'large', 'data-back': true, 'data-test': 'to-orders', 'data-focus': 'back' }),
      h('p', { class: 'close-sum', role: 'status' }, h('span', { class: 'weak' }, t('shift.counted')), h('span', { class: 'amount', 'data-test': 'count-sum' }, money(countedOf(this.closing)))),
      button(t('shift.close'), () => this.finish(), { look: 'primary large', 'data-test': 'finish-close', 'data-focus': 'next' }));
  }

  async finish() {
    if (this.closing.step !== 'count' || document.querySelector('dialog[open]')) return undefined;
    if (!isCounted(this.closing)) {
      this.notice = t('close.countFirst');
      return this.draw();
    }
    const amount = money(countedOf(this.closing));
    const yes = await confirmAct({ title: t('close.ask', { amount }), text: t('close.askText'), act: t('shift.close'), danger: false });
    return yes && this.send(closings.save({ ...this.closing, key: newId(), body: closeBody(this.closing, this.orders) }));
  }

  /** The same close with the same key until an answer comes; a refusal is an answer, and the count stays. */
  async send(closing) {
    this.closing = closing;
    this.isAsking = false;
    fill(this.screen, this.title, closeSteps('z'), h('p', { class: 'weak', role: 'status' }, t('close.working')), skeleton(1, '18rem'));
    try {
      await api.closeShift(closing.shiftId, closing.body, closing.key);
    } catch (problem) {
      return this.explain(closing, problem);
    }
    closings.forget(closing.shiftId);
    drawer.load().catch(() => { /* the next look tells */ });
    return this.isConnected && go(`/shift/past/${closing.shiftId}?closed`, { replace: true });
  }

  explain(closing, problem) {
    if (problem.isUnknown) return this.showUnanswered(closing);
    this.closing = closings.save({ ...closing, key: null, body: null });
    if (!this.isConnected) return undefined;
    if (problem.code === 'shift-closed') return this.showClosed(closing.shiftId);
    const { words, step } = refusalWords(problem, closing.body);
    this.notice = words;
    if (step) this.closing = closings.save({ ...this.closing, step });
    this.draw();
    return this.closest('main').scrollTo(0, 0);
  }

  showUnanswered(closing) {
    fill(this.screen, this.title, closeSteps('z'), h('section', { class: 'card' }, h('div', { class: 'empty', role: 'alert', 'data-test': 'close-unanswered' },
      h('span', { class: 'round' }, icon('offline', 28)), h('h2', {}, t('close.unknown')), h('p', {}, t('close.unknownText')),
      h('div', { class: 'button-row' }, button(t('payment.again'), () => this.send(closing), { look: 'primary large', 'data-test': 'retry-close' })))));
  }

  showClosed(shiftId) {
    this.isAsking = false;
    closings.forget(shiftId);
    drawer.load().catch(() => { /* the next look tells */ });
    fill(this.screen, this.title, h('section', { class: 'card', 'data-test': 'already-closed' }, emptyState({
      name: 'check', title: t('close.already'), text: t('close.alreadyText'),
      actions: [h('a', { class: 'button primary', href: `/shift/past/${shiftId}`, 'data-test': 'see-z' }, t('close.seeZ')), h('a', { class: 'button', href: '/shift' }, t('title.shift'))]
    })));
  }
}

customElements.define('shift-close', ShiftCloseElement);
