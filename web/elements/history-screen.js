import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { clock, dateText, momentText, money, t } from '../language.js';
import { icon } from '../icons.js';
import { isStruck } from '../rules/cart.js';
import { columnsOf, isSplit } from '../rules/split.js';
import { businessDateOf } from '../rules/time.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { checkTags } from './check-column.js';
import { orderTitle, whereOf } from './places.js';
import './range-picker.js';
import { openReceipt } from './receipt-view.js';
import { segments } from './shell-sheets.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';

/** Sales and orders of a range of days, page by page, with the detail beside the list. */
class HistoryScreenElement extends ShopElement {
  start() {
    const params = new URLSearchParams(location.search);
    const today = shop.till?.businessDate || businessDateOf(Date.now(), shop.timezone, shop.store?.businessDayStart);
    this.kind = this.dataset.kind === 'order' || params.get('kind') === 'order' ? 'order' : 'sale';
    this.range = { from: params.get('from') ?? today, to: params.get('to') ?? today };
    this.method = '';
    this.list = h('div', { class: 'card flush history-list' });
    this.detail = h('section', { class: 'card history-detail', 'aria-label': t('history.detail') });
    this.picker = h('range-picker', { set: { value: this.range, today } });
    this.append(h('div', { class: `screen ${this.dataset.id ? 'has-detail' : ''}` },
      h('div', { class: 'screen-head' }, h('h1', {}, t('title.history')),
        segments(t('history.kind'),
          [['sale', t('history.sales')], ['order', t('history.orders')]],
          this.kind,
          (kind) => { this.kind = kind; this.load(); }),
        h('span', { class: 'push' }), this.picker),
      h('div', { class: 'history-columns' }, this.list, this.detail)));
    this.listen(this.picker, 'range', (event) => { this.range = event.detail; this.load(); });
    this.listen(shop, 'sale', () => this.kind === 'sale' && shop.soon('history', () => this.load(true)));
    this.load();
    this.showDetail();
  }

  get page() {
    const { from, to } = this.range;
    return (after) => (this.kind === 'sale' ? api.sales({ from, to, after }) : api.orders({ from, to, after }));
  }

  async load(quietly = false) {
    if (!this.isConnected) return;
    if (!quietly) fill(this.list, loadingNote(), skeleton(8, '3.75rem'));
    const kind = this.kind;
    try {
      await shop.ready();
      const answer = await this.page();
      if (kind !== this.kind) return;
      Object.assign(this, { rows: answer.data, next: answer.next });
      this.drawList();
    } catch (problem) {
      fill(this.list, errorState(problem, () => this.load()));
    }
  }

  async more() {
    const answer = await this.page(this.next);
    this.rows = [...this.rows, ...answer.data];
    this.next = answer.next;
    this.drawList();
  }

  drawList() {
    if (this.rows.length === 0) {
      fill(this.list,
        emptyState({
          name: 'receipt', title: t(this.kind === 'sale' ? 'history.noSales' : 'history.noOrders'), text: t('history.noText'),
          actions: [h('a', { class: 'button primary', href: '/till' }, t('nav.tables'))]
        }));
      return;
    }
    const more = button(t('history.more'),
      () => this.more().catch((problem) => fill(this.list, errorState(problem, () => this.load()))),
      { look: 'quiet wide' });
    fill(this.list,
      h('ul', { class: 'rows' },
        this.rows.map((row) => h('li', {}, this.kind === 'sale' ? this.saleRow(row) : this.orderRow(row)))),
      this.next && more);
  }

  row(row, { title, sub, tag, look }) {
    return h('a', {
      class: 'row', href: `/orders/${this.kind}/${row.id}`, 'data-test': 'history-row', 'data-focus': `row ${row.id}`,
      'aria-current': row.id === this.dataset.id ? 'true' : null
    },
      h('span', { class: 'row-main' }, h('span', { class: 'row-title number' }, title), h('span', { class: 'row-sub' }, sub)),
      tag && h('span', { class: `tag ${look ?? ''}` }, tag), h('span', { class: 'amount strong' },
        money(row.total)), icon('next', 18));
  }

  saleRow(sale) {
    const methods = (sale.tenders ?? []).map((tender) => t(`method.${tender.method}`)).join(', ');
    const refunded = ['refunded', 'partially-refunded'].includes(sale.status);
    return this.row(sale,
      {
        title: `${this.when(sale)} · ${whereOf(sale, sale.orderNumber)}`, sub: [sale.receiptNumber, methods].filter(Boolean).join(' · '), tag: refunded ? t('sale.refunded') : null,
        look: 'negative'
      });
  }

  orderRow(order) {
    const lines = (order.lines ?? []).filter((line) => !isStruck(line)).map((line) => `${line.name} ×${line.quantity}`);
    return this.row(order,
      {
        title: `${this.when(order)} · ${whereOf(order, order.number)}`, sub: lines.join(', '), tag: t(`orderState.${order.status}`),
        look: { open: 'accent', cancelled: 'negative' }[order.status]
      });
  }

  when(row) {
    const moment = row.soldAt ?? row.openedAt ?? row.placedAt ?? row.at;
    const day = this.range.from === this.range.to ? '' : `${dateText(row.businessDate, { weekday: false })} `;
    return moment ? day + clock(moment) : day.trim();
  }

  async showDetail() {
    const { id, kind } = this.dataset;
    if (!id) return fill(this.detail, emptyState({ name: 'receipt', title: t('history.choose'), text: t('history.chooseText') }));
    fill(this.detail, skeleton(6, '2.5rem'));
    try {
      return kind === 'order' ? this.drawOrder(await api.order(id)) : this.drawSale(await api.sale(id));
    } catch (problem) {
      return fill(this.detail, errorState(problem, () => this.showDetail()));
    }
  }

  detailHead(title, moment) {
    return h('div', { class: 'card-head' },
      h('button',
        {
          type: 'button', class: 'button quiet icon-only detail-back', 'data-back': true, 'aria-label': t('action.back'),
          on: { click: () => go('/orders' + (this.kind === 'order' ? '?kind=order' : '')) }
        },
        icon('back')),
      h('h2', { class: 'number' }, title),
      h('span', { class: 'weak small push' }, momentText(moment)));
  }

  lines(lines) {
    return h('ul', { class: 'pay-lines' },
      lines.map((line) => h('li', { class: isStruck(line) ? 'is-struck' : '' },
        h('span', {}, line.name),
        h('span', { class: 'number weak' }, `×${line.quantity}`),
        h('span', { class: 'amount' }, money(line.amount)))));
  }

  sums(of) {
    const row = (label, amount, look = '') => h('div', { class: look },
      h('dt', {}, label),
      h('dd', { class: 'amount' }, money(amount)));
    return h('dl', { class: 'pairs detail-sums' }, of.discount > 0 && row(t('cart.discount'), -of.discount), row(t('cart.total'), of.total, 'strong'), of.tax !== undefined && row(t('sale.tax'), of.tax),
      (of.tenders ?? []).map((tender) => row(
        [t(`method.${tender.method}`), tender.approval?.issuer, tender.approval?.number].filter(Boolean).join(' '),
        tender.received ?? tender.amount)), of.change > 0 && row(t('payment.change'), of.change));
  }

  drawSale(sale) {
    fill(this.detail, this.detailHead(sale.receiptNumber ?? t('receipt.title'),
      sale.soldAt), this.lines(sale.lines ?? []), this.sums(sale),
      h('div', { class: 'button-row' },
        button(t('receipt.show'), () => openReceipt(sale), { look: 'primary', name: 'receipt', 'data-test': 'show-receipt' }),
        sale.orderId && h('a', { class: 'button', href: `/orders/order/${sale.orderId}` }, t('history.seeOrder'))));
  }

  drawOrder(order) {
    fill(this.detail, this.detailHead(order.number ?? t('title.order'), order.openedAt ?? order.placedAt),
      h('p', { class: 'button-row' },
        h('span', { class: 'tag' }, order.mergedInto ? t('order.merged') : t(`orderState.${order.status}`)),
        h('span', { class: 'weak small' }, orderTitle(order))),
      this.lines(order.lines ?? []), this.sums(order), this.checks(order),
      h('div', { class: 'button-row' },
        order.mergedInto && h('a', { class: 'button', href: `/orders/order/${order.mergedInto}` }, t('order.openMerged')),
        order.status === 'open' && h('a', { class: 'button primary', href: `/till/orders/${order.id}` }, t('history.openOrder'))));
  }

  /** Every payer with its receipt. */
  checks(order) {
    const columns = columnsOf(order).filter(({ check }) => check.saleId || isSplit(order));
    return columns.length > 0 && h('ul', { class: 'rows detail-checks', 'aria-label': t('split.payers') }, columns.map(({ check }) => h('li', { class: 'row', 'data-test': 'history-check' },
      h('span', { class: 'letter', 'aria-label': `${t('check.title')} ${check.letter}`, role: 'img' }, check.letter),
      h('span', { class: 'row-main' }, h('span', { class: 'amount strong' }, money(check.total)), h('span', { class: 'button-row' }, checkTags(check))),
      check.saleId && button(t('receipt.title'), () => openReceipt({ id: check.saleId }), { name: 'receipt', 'data-test': 'check-receipt' }))));
  }
}

customElements.define('history-screen', HistoryScreenElement);
