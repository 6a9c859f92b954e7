import { api, newId } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { money, t } from '../language.js';
import { cashDue, leftOf } from '../rules/cash.js';
import { checkToPay, dueChecks, nextCheck } from '../rules/split.js';
import { drawer } from '../drawer.js';
import { payments } from '../payments.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { checkTags } from './check-column.js';
import { closedOrder } from './closed-order.js';
import { billHead, billLines, payerWords, tenderRow } from './payment-bill.js';
import './payment-done.js';
import './tender-form.js';
import { errorState, loadingNote, skeleton } from './states.js';
import { toast, toastProblem } from './toast.js';

/** Taking payment for a check: tenders until nothing is left, then one sale. */
class PaymentScreenElement extends ShopElement {
  tenders = [];

  start() {
    this.className = 'fixed-screen payment';
    this.checkId = new URLSearchParams(location.search).get('check');
    this.listen(this, 'tender', (event) => this.addTender(event.detail));
    this.listen(shop, 'orders', (event) => event.detail?.id === this.dataset.id && this.hearOrder(event.detail.order));
    this.open();
  }

  async open() {
    fill(this,
      h('h1', { class: 'hidden-text' }, t('title.payment')),
      loadingNote(),
      h('div', { class: 'screen' }, skeleton(3, '8rem')));
    try {
      await shop.ready();
      this.order = await shop.refreshOrder(this.dataset.id);
      this.chooseCheck();
      await this.recall();
      if (this.isConnected && !this.sale) this.show();
    } catch (problem) {
      fill(this, h('h1', { class: 'hidden-text' }, t('title.payment')), errorState(problem, () => this.open()));
    }
  }

  /** The named check, the one whose payment waits for an answer, or the only one that is due. */
  chooseCheck() {
    const kept = payments.ofOrder(this.order.id);
    const waiting = kept.find((payment) => payment.body)?.checkId;
    const checkId = checkToPay(this.order, this.checkId ?? waiting)?.id ?? waiting;
    this.checkId = checkId ?? (this.order.status === 'open' ? null : kept[0]?.checkId ?? null);
  }

  /** A check that was put back is paid as part of another one; what was taken goes along. */
  leaveCheck() {
    payments.forget(this.order.id, this.checkId);
    this.chooseCheck();
    this.remember();
  }

  /** Takes up again what was taken before a reload or a step back, and a sale that got no answer. */
  async recall() {
    const kept = payments.of(this.order.id, this.checkId) ?? { tenders: [], body: null };
    // What was taken for a check that was put back meanwhile belongs to the one that is paid now.
    const lost = payments.ofOrder(this.order.id).filter((payment) => !payment.body && !this.order.checks.some((check) => check.id === payment.checkId));
    if (this.isClosed) {
      this.tenders = kept.body?.tenders ?? kept.tenders;
      const sale = kept.body && await this.booked(kept.body.id);
      if (!sale) return;
      payments.forget(this.order.id, this.checkId);
      if (this.isConnected) this.finish(sale);
    } else if (this.check) {
      Object.assign(this, { tenders: [...kept.tenders, ...lost.flatMap((payment) => payment.tenders)], body: kept.body });
      for (const payment of lost) payments.forget(this.order.id, payment.checkId);
      this.fit();
      this.remember();
    }
  }

  /** The sale that got no answer, or null when the server says that there is none; without an answer nothing is forgotten. */
  async booked(id) {
    try {
      return await api.sale(id);
    } catch (problem) {
      if (problem.status === 404) return null;
      throw problem;
    }
  }

  /** What was taken may not exceed what is to be paid. */
  fit() {
    if (this.body || this.rest >= 0 || this.isClosed) return;
    this.tenders = [];
    toast(t('payment.tooMuch', { total: money(this.total) }), { kind: 'bad' });
  }

  remember() {
    payments.save({ orderId: this.order.id, checkId: this.checkId, tenders: this.tenders, body: this.body ?? null });
  }

  get check() {
    return this.order.checks.find((check) => check.id === this.checkId) ?? null;
  }

  get isClosed() {
    return this.order.status !== 'open' || this.check?.status === 'paid';
  }

  get total() {
    return this.check?.total ?? this.order.total;
  }

  get rest() {
    return leftOf(this.total, this.tenders, shop.cashUnit);
  }

  /** What the form asks for: the rest, and what of it is to be taken when it comes in cash. */
  get asked() {
    return { rest: this.rest, cash: this.rest === 0 ? 0 : cashDue(this.total, this.tenders, shop.cashUnit), total: this.total };
  }

  hearOrder(order) {
    if (!this.order || this.isSelling || this.sale || !order) return undefined;
    // A sale without an answer may be the one that closed the order: asking again tells.
    if (this.body) return this.sell();
    const [total, checkId] = [this.total, this.check?.id];
    this.order = order;
    if (!this.check) this.leaveCheck();
    const isOpen = !this.isClosed && Boolean(this.check);
    // What is being typed stays, unless what is to be paid changed.
    if (isOpen && this.total === total && this.checkId === checkId) return this.form?.isConnected && this.drawBill();
    if (isOpen) toast(t('payment.changed', { before: money(total), after: money(this.total) }), { kind: 'bad' });
    this.fit();
    return this.show();
  }

  /** Several checks and none named: one chooses among them first. */
  show() {
    if (!this.isClosed && !this.check && dueChecks(this.order).length > 1) return go(`/till/orders/${this.order.id}/split`, { replace: true });
    if (this.isClosed || !this.check) return this.showClosed();
    if (!this.form?.isConnected) {
      this.form = h('tender-form', {});
      this.bill = h('section', { class: 'pay-left', 'aria-label': t('payment.due') });
      this.form.content = this.asked;
      fill(this, this.bill, this.form);
    } else this.form.content = { ...this.asked, keeps: true };
    this.drawBill();
    if (this.body) this.form.unanswered = () => this.sell();
    else if (this.tenders.length > 0 && this.rest === 0) this.sell();
    return undefined;
  }

  drawBill() {
    const { order, check } = this;
    const isTaken = this.tenders.length > 0;
    const payer = payerWords(order, check);
    fill(this.bill,
      billHead(order),
      h('div', { class: 'pay-sum' },
        h('p', { class: 'weak pay-who' },
          payer && h('span', { class: 'tag accent', 'data-test': 'payer' }, payer), t(isTaken ? 'payment.rest' : 'payment.due')),
        h('p', { class: 'pay-amount amount', 'data-test': 'due', 'aria-live': 'polite' }, money(this.rest)),
        isTaken && h('p', { class: 'weak' }, t('payment.of', { total: money(this.total) })),
        (check.status === 'claimed' || check.flags?.length > 0) && !this.body && h('p', { class: 'button-row' }, checkTags(check))),
      h('ul', { class: 'tender-list', 'aria-label': t('payment.taken') }, this.tenders.map((tender) => tenderRow(tender,
        !this.body && (() => this.setTenders(this.tenders.filter((each) => each !== tender)))))),
      billLines(order, check));
  }

  setTenders(tenders, how = {}) {
    this.tenders = tenders;
    this.remember();
    this.drawBill();
    this.form.content = { ...this.asked, ...how };
  }

  addTender(tender) {
    if (this.isSelling) return;
    const tenders = this.total > 0 ? [...this.tenders, { id: newId(), ...tender }] : [];
    if (leftOf(this.total, tenders, shop.cashUnit) > 0) return this.setTenders(tenders);
    // What was received and the change stay in sight until the answer is there.
    this.tenders = tenders;
    return this.sell();
  }

  /** One sale. Its id stays the same until an answer came, so that asking again charges nobody twice. */
  async sell() {
    this.isSelling = true;
    this.form.working = true;
    const check = this.check;
    this.body ??= { id: newId(), orderId: this.order.id, checkId: check.id, checkVersion: check.version, tenders: this.tenders, ...drawer.stamp };
    this.remember();
    try {
      const sale = await api.sell(this.body);
      payments.forget(this.order.id, this.checkId);
      shop.soon(`order ${this.order.id}`, () => shop.refreshOrder(this.order.id));
      this.finish(sale);
    } catch (problem) {
      await this.explain(problem);
    }
    this.isSelling = false;
    if (this.form?.isConnected) this.form.working = false;
  }

  finish(sale) {
    this.sale = sale;
    const { order, check } = this;
    fill(this, h('payment-done', { set: { content: { sale, order, payer: check && payerWords(order, check), next: nextCheck(order, this.checkId) } } }));
  }

  /** Without an answer only the same sale may follow; after a refusal the last tender is given back, the others stay taken. */
  async explain(problem) {
    if (problem.isUnknown) {
      if (this.form.isConnected) this.form.unanswered = () => this.sell();
      this.drawBill();
      return;
    }
    this.body = null;
    // The chosen drawer was removed: the next try goes without one.
    if (problem.code === 'terminal-unknown') drawer.forget();
    const taken = this.tenders;
    toastProblem(problem);
    this.setTenders(this.tenders.slice(0, -1), { keeps: true });
    if ([409, 412].includes(problem.status) || problem.code === 'check-required') {
      this.order = await shop.refreshOrder(this.order.id).catch(() => this.order);
      if (!this.check) this.leaveCheck();
      if (this.isClosed) this.tenders = taken;
      this.fit();
      this.show();
    }
  }

  /** Paid or cancelled elsewhere: what was taken here belongs to nobody's sale. */
  showClosed() {
    payments.forget(this.order.id, this.checkId);
    const { order } = this;
    const taken = this.tenders.reduce((sum, tender) => sum + tender.amount, 0);
    const next = order.status === 'open' && nextCheck(order, this.checkId);
    fill(this, closedOrder(order, t('title.payment'), {
      reason: order.status === 'open' ? 'payment.checkPaid' : undefined,
      text: taken > 0 ? t('payment.giveBack', { amount: money(taken) }) : t('payment.closedText', { number: order.number ?? '' }),
      first: next ? h('a', { class: 'button primary', href: `/till/orders/${order.id}/split`, 'data-test': 'next-check' }, t('payment.nextCheck')) : undefined,
    }));
  }
}

customElements.define('payment-screen', PaymentScreenElement);
