import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { clock, dateText, t } from '../language.js';
import { icon } from '../icons.js';
import { receiptFilter, receiptLink } from '../rules/alerts.js';
import { goBack } from '../router.js';
import { shop } from '../shop.js';
import { historyRow } from './history-rows.js';
import { tableCall } from './places.js';
import { busy } from './field.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';
import { toastProblem } from './toast.js';

/** The receipts behind a figure of the dashboard, refunds among them with their minus. */
class FigureReceiptsElement extends ShopElement {
  rows = [];

  start() {
    this.filter = receiptFilter(new URLSearchParams(location.search));
    this.list = h('div', { class: 'card flush', 'data-test': 'figure-receipts' });
    this.about = h('p', { class: 'weak' });
    this.append(h('div', { class: 'screen narrow' },
      h('div', { class: 'screen-head' },
        h('button', { type: 'button', class: 'button quiet icon-only', 'data-back': true, 'aria-label': t('action.back'), on: { click: () => goBack('/dashboard') } }, icon('back')),
        h('h1', {}, t('title.figureReceipts'))),
      this.about, this.list));
    this.load();
  }

  /** `11월 20일 – 11월 25일 · 카드`. */
  words() {
    const { from, to, method, item, hour } = this.filter;
    const days = [...new Set([from, to].filter(Boolean))].map((date) => dateText(date)).join(' – ');
    return [days, method && t(`method.${method}`), item && (shop.item(item)?.name ?? t('receipts.oneItem')), hour && t('chart.hourName', { hour })].filter(Boolean).join(' · ');
  }

  async load() {
    fill(this.list, loadingNote(), skeleton(8, '3.75rem'));
    try {
      await shop.ready();
      this.about.textContent = this.words();
      this.rows = [];
      await this.more();
    } catch (problem) {
      fill(this.list, errorState(problem, () => this.load()));
    }
  }

  async more() {
    const answer = await api.figureReceipts({ ...this.filter, after: this.next });
    this.rows = [...this.rows, ...answer.data];
    this.next = answer.next;
    this.draw();
  }

  draw() {
    if (this.rows.length === 0) {
      fill(this.list, emptyState({ name: 'receipt', title: t('dashboard.empty'), text: t('history.noText'), actions: [h('a', { class: 'button primary', href: '/dashboard' }, t('title.dashboard'))] }));
      return;
    }
    const more = button(t('history.more'), () => busy(more, () => this.more().catch(toastProblem)), { look: 'quiet wide' });
    fill(this.list, h('ul', { class: 'rows' }, this.rows.map((row) => h('li', { 'data-kind': row.kind }, this.row(row)))), this.next && more);
  }

  row(row) {
    const isRefund = row.kind === 'refund';
    const where = row.tableName ? tableCall(row.tableName) : t(`channel.${row.channel === 'table' ? 'takeout' : row.channel}`);
    const isOneDay = this.filter.from === this.filter.to;
    const moment = isOneDay ? clock(row.soldAt) : `${dateText(row.businessDate, { weekday: false })} ${clock(row.soldAt)}`;
    return historyRow({ href: receiptLink(row), id: row.refundId ?? row.saleId }, {
      title: `${moment} · ${where} · ${row.orderNumber}`, sub: [row.receiptNumber, row.staffName].filter(Boolean).join(' · '),
      tags: isRefund ? [h('span', { class: 'tag negative' }, t('sale.refunded'))] : [], amount: row.total
    });
  }
}

customElements.define('figure-receipts', FigureReceiptsElement);
