import { api, newId } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { isStruck } from '../rules/cart.js';
import { restOf } from '../rules/cash.js';
import { payments } from '../payments.js';
import { goBack } from '../router.js';
import { shop } from '../shop.js';
import './payment-done.js';
import './tender-form.js';
import { emptyState, errorState, loadingNote, skeleton } from './states.js';
import { toast, toastProblem } from './toast.js';

const methodIcons = { cash: 'cash', card: 'card', transfer: 'transfer', voucher: 'tag' };

/** Taking payment for a check: tenders until nothing is left, then one sale. */
class PaymentScreenElement extends ShopElement {
  tenders = [];

  start() {
    this.className = 'fixed-screen payment';
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
      await this.recall();
      if (this.isConnected && !this.sale) this.show();
    } catch (problem) {
      fill(this, h('h1', { class: 'hidden-text' }, t('title.payment')), errorState(problem, () => this.open()));
    }
  }

  /** Takes up again what was taken before a reload or a step back, and a sale that got no answer. */
  async recall() {
    const kept = payments.of(this.order.id);
    if (!kept) return;
    if (this.order.status !== 'open') {
      this.tenders = kept.tenders;
      const sale = kept.body && await api.sale(kept.body.id).catch(() => null);
      if (!sale) return;
      payments.forget(this.order.id);
      if (this.isConnected) this.finish(sale);
    } else if (kept.checkId === this.check?.id) {
      Object.assign(this, { tenders: kept.tenders, body: kept.body });
      this.fit();
    }
  }

  /** What was taken may not exceed what is to be paid. */
  fit() {
    if (this.body || this.rest >= 0 || this.order.status !== 'open') return;
    this.tenders = [];
    toast(t('payment.tooMuch', { total: money(this.total) }), { kind: 'bad' });
  }

  remember() {
    payments.save(this.order.id, { checkId: this.check?.id, tenders: this.tenders, body: this.body ?? null });
  }

  get check() {
    const open = (this.order.checks ?? []).filter((check) => check.status === 'open');
    return open[0] ?? null;
  }

  get total() {
    return this.check?.total ?? this.order.total;
  }

  get rest() {
    return restOf(this.total, this.tenders);
  }

  hearOrder(order) {
    if (!this.order || this.isSelling || this.sale || !order) return;
    // A sale without an answer may be the one that closed the order: asking again tells.
    if (this.body) {
      this.sell();
      return;
    }
    const [before, checkId] = [this.total, this.check?.id];
    this.order = order;
    // What is being typed stays, unless what is to be paid changed.
    if (order.status === 'open' && this.total === before && this.check?.id === checkId) return;
    if (order.status === 'open') toast(t('payment.changed', { before: money(before), after: money(this.total) }),
      { kind: 'bad' });
    this.fit();
    this.show();
  }

  show() {
    if (this.order.status !== 'open' || !this.check) return this.showClosed();
    this.form = h('tender-form', {});
    this.form.content = { rest: this.rest, total: this.total };
    this.tenderList = h('ul', { class: 'tender-list', 'aria-label': t('payment.taken') });
    this.sum = h('div', { class: 'pay-sum' });
    const table = shop.table(this.order.tableId);
    fill(this,
      h('section', { class: 'pay-left', 'aria-label': t('payment.due') },
        h('header', { class: 'pad-head' },
          h('button',
            {
              type: 'button', class: 'button quiet icon-only', 'data-back': true, 'aria-label': t('action.back'),
              on: { click: () => goBack(`/till/orders/${this.order.id}`) }
            },
            icon('back')),
          h('div', { class: 'pad-title' },
            h('h1', {}, t('title.payment')),
            h('p', { class: 'weak small' },
              [
                table ? t('order.table', { name: table.name }) : t('floor.takeout'), this.order.number
              ].filter(Boolean).join(' · ')))),
        this.sum, this.tenderList,
        h('ul', { class: 'pay-lines' }, this.order.lines.filter((line) => !isStruck(line)).map((line) => h('li', {},
          h('span', {}, line.name),
          h('span', { class: 'number weak' }, `×${line.quantity}`),
          h('span', { class: 'amount' }, money(line.amount)))),
          this.order.discount > 0 && h('li', {},
            h('span', {}, t('cart.discount')),
            h('span', {}),
            h('span', { class: 'amount' }, money(-this.order.discount))))),
      this.form);
    this.drawSum();
    if (this.body) this.form.unanswered = () => this.sell();
    else if (this.tenders.length > 0 && this.rest === 0) this.sell();
  }

  drawSum() {
    fill(this.sum,
      h('p', { class: 'weak' }, t(this.tenders.length > 0 ? 'payment.rest' : 'payment.due')),
      h('p', { class: 'pay-amount amount', 'data-test': 'due', 'aria-live': 'polite' }, money(this.rest)),
      this.tenders.length > 0 && h('p', { class: 'weak' }, t('payment.of', { total: money(this.total) })));
    const change = (tender) => tender.received > tender.amount && h('span', { class: 'row-sub' },
      t('payment.receivedChange', { received: money(tender.received), change: money(tender.received - tender.amount) }));
    fill(this.tenderList, this.tenders.map((tender) => h('li', { class: 'row' }, icon(methodIcons[tender.method]), h('span',
      { class: 'row-main' },
      h('span', { class: 'row-title' }, t(`method.${tender.method}`)), change(tender)), h('span', { class: 'amount strong' }, money(tender.amount)),
      !this.body && h('button',
        {
          type: 'button', class: 'button quiet icon-only', 'aria-label': t('payment.remove'),
          on: { click: () => this.setTenders(this.tenders.filter((each) => each !== tender)) }
        },
        icon('close', 18)))));
  }

  setTenders(tenders) {
    this.tenders = tenders;
    this.remember();
    this.drawSum();
    this.form.content = { rest: this.rest, total: this.total };
  }

  addTender(tender) {
    if (this.isSelling) return;
    const tenders = this.total > 0 ? [...this.tenders, { id: newId(), ...tender }] : [];
    if (restOf(this.total, tenders) > 0) return this.setTenders(tenders);
    // What was received and the change stay in sight until the answer is there.
    this.tenders = tenders;
    return this.sell();
  }

  /** One sale. Its id stays the same until an answer came, so that asking again charges nobody twice. */
  async sell() {
    this.isSelling = true;
    this.form.working = true;
    const check = this.check;
    this.body ??= { id: newId(), orderId: this.order.id, checkId: check.id, checkVersion: check.version, tenders: this.tenders };
    this.remember();
    try {
      const sale = await api.sell(this.body);
      payments.forget(this.order.id);
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
    fill(this, h('payment-done', { set: { content: { sale, order: this.order } } }));
  }

  /** Without an answer only the same sale may follow; after a refusal the last tender is given back, the others stay taken. */
  async explain(problem) {
    if (problem.isUnknown) {
      if (this.form.isConnected) this.form.unanswered = () => this.sell();
      this.drawSum();
      return;
    }
    this.body = null;
    const taken = this.tenders;
    toastProblem(problem);
    this.setTenders(this.tenders.slice(0, -1));
    if (problem.status === 409 || problem.status === 412) {
      this.order = await shop.refreshOrder(this.order.id).catch(() => this.order);
      if (this.order.status !== 'open') this.tenders = taken;
      this.fit();
      this.show();
    }
  }

  /** Paid or cancelled elsewhere: what was taken here belongs to nobody's sale. */
  showClosed() {
    payments.forget(this.order.id);
    const taken = this.total > 0 ? this.tenders.reduce((sum, tender) => sum + tender.amount, 0) : 0;
    fill(this, h('div', { class: 'pad-closed' }, h('h1', { class: 'hidden-text' }, t('title.payment')), emptyState({
      name: 'check', title: t(this.order.status === 'cancelled' ? 'order.cancelled' : 'order.paid'), text: taken > 0
        ? t('payment.giveBack', { amount: money(taken) })
        : t('payment.closedText', { number: this.order.number ?? '' }),
      actions: [
        h('a', { class: 'button primary', href: '/till' }, t('payment.next')),
        h('a', { class: 'button', href: `/orders/order/${this.order.id}` }, t('order.seeHistory'))
      ],
    })));
  }
}

customElements.define('payment-screen', PaymentScreenElement);
