import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { t } from '../language.js';
import { businessDateOf } from '../rules/time.js';
import { shop } from '../shop.js';
import { orderDetail, refundDetail, saleDetail } from './history-details.js';
import { historyRow, rowWords } from './history-rows.js';
import './range-picker.js';
import { segments } from './shell-sheets.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';

const kinds = ['sale', 'refund', 'order'];
const pages = { sale: api.sales, refund: api.refunds, order: api.orders };

/** Sales, refunds and orders of a range of days, page by page, with the detail beside the list. */
class HistoryScreenElement extends ShopElement {
  start() {
    const params = new URLSearchParams(location.search);
    const today = shop.till?.businessDate || businessDateOf(Date.now(), shop.timezone, shop.store?.businessDayStart);
    const asked = this.dataset.kind ?? params.get('kind');
    this.kind = kinds.includes(asked) ? asked : 'sale';
    this.range = { from: params.get('from') ?? today, to: params.get('to') ?? today };
    this.list = h('div', { class: 'card flush history-list' });
    this.detail = h('section', { class: 'card history-detail', 'aria-label': t('history.detail') });
    this.picker = h('range-picker', { set: { value: this.range, today } });
    this.append(h('div', { class: `screen ${this.dataset.id ? 'has-detail' : ''}` },
      h('div', { class: 'screen-head' }, h('h1', {}, t('title.history')),
        segments(t('history.kind'), kinds.map((kind) => [kind, t(`historyKind.${kind}`)]), this.kind,
          (kind) => { this.kind = kind; this.load(); }),
        h('span', { class: 'push' }), this.picker),
      h('div', { class: 'history-columns' }, this.list, this.detail)));
    this.listen(this.picker, 'range', (event) => { this.range = event.detail; this.load(); });
    this.listen(shop, 'sale', () => this.kind !== 'order' && shop.soon('history', () => this.load(true)));
    this.load();
    this.showDetail();
  }

  async load(quietly = false) {
    if (!this.isConnected) return;
    if (!quietly) fill(this.list, loadingNote(), skeleton(8, '3.75rem'));
    const kind = this.kind;
    try {
      await shop.ready();
      const answer = await pages[kind](this.range);
      if (kind !== this.kind) return;
      Object.assign(this, { rows: answer.data, next: answer.next });
      this.drawList();
    } catch (problem) {
      fill(this.list, errorState(problem, () => this.load()));
    }
  }

  async more() {
    const answer = await pages[this.kind]({ ...this.range, after: this.next });
    this.rows = [...this.rows, ...answer.data];
    this.next = answer.next;
    this.drawList();
  }

  drawList() {
    if (this.rows.length === 0) {
      fill(this.list,
        emptyState({
          name: 'receipt', title: t(`historyNone.${this.kind}`), text: t('history.noText'),
          actions: [h('a', { class: 'button primary', href: '/till' }, t('nav.tables'))]
        }));
      return;
    }
    const withDay = this.range.from !== this.range.to;
    const more = button(t('history.more'),
      () => this.more().catch((problem) => fill(this.list, errorState(problem, () => this.load()))),
      { look: 'quiet wide' });
    fill(this.list,
      h('ul', { class: 'rows' }, this.rows.map((row) => h('li', {},
        historyRow({ href: `/orders/${this.kind}/${row.id}`, id: row.id, chosen: this.dataset.id }, rowWords[this.kind](row, withDay))))),
      this.next && more);
  }

  async showDetail(quietly = false) {
    const { id, kind } = this.dataset;
    if (!id) return fill(this.detail, emptyState({ name: 'receipt', title: t('history.choose'), text: t('history.chooseText') }));
    if (!quietly) fill(this.detail, skeleton(6, '2.5rem'));
    try {
      if (kind === 'order') return orderDetail(this.detail, await api.order(id));
      if (kind === 'refund') {
        const refund = await api.refund(id);
        return refundDetail(this.detail, refund, await api.sale(refund.saleId).catch(() => null));
      }
      return saleDetail(this.detail, await api.sale(id), () => { this.showDetail(true); this.load(true); });
    } catch (problem) {
      return fill(this.detail, errorState(problem, () => this.showDetail()));
    }
  }
}

customElements.define('history-screen', HistoryScreenElement);
