import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { clock, dateText, money, momentText, t } from '../language.js';
import { balanceOf } from '../rules/shift.js';
import { shop } from '../shop.js';
import { addendaList, receiptsList } from './receipt-series.js';

const row = (label, amount, how = {}) => h('div', { class: how.look ?? '' }, h('dt', {}, label), h('dd', { class: 'amount', 'data-test': how.test }, money(amount)));

const part = (title, ...content) => h('section', { class: 'report-part' }, h('h3', {}, title), content);

/** What was sold, from gross to net. */
export function totalsPart({ totals }) {
  const row0 = (label, amount, look) => amount !== 0 && row(label, amount, { look });
  return part(t('report.totals'), h('dl', { class: 'pairs' },
    row(t('report.gross'), totals.gross),
    row0(t('report.discount'), -totals.discount), row0(t('report.refunds'), -totals.refunds),
    row(t('report.sales'), totals.sales, { look: 'strong is-sum', test: 'report-sales' }),
    row(t('report.tax'), totals.tax), row(t('report.net'), totals.net),
    row0(t('report.exempt'), totals.exempt), row0(t('report.deposit'), totals.deposit), row0(t('payment.rounding'), totals.rounding),
    h('div', { class: 'weak' }, h('dt', {}, t('report.receipts')), h('dd', { class: 'number' }, [t('report.saleCount', { n: totals.saleCount }), totals.refundCount > 0 && t('report.refundCount', { n: totals.refundCount })].filter(Boolean).join(' · ')))));
}

/** What came in by each method. */
export function tendersPart({ tenders }) {
  return part(t('report.tenders'), tenders.length === 0 ? h('p', { class: 'weak' }, t('report.nothing')) : h('dl', { class: 'pairs' }, tenders.map((sum) => h('div', { 'data-test': 'report-tender' },
    h('dt', {}, t(`method.${sum.method}`), h('span', { class: 'weak small' }, ' ', t('figure.count', { n: sum.count }), sum.refunded > 0 && ` · ${t('report.refunds')} ${money(-sum.refunded)}`)),
    h('dd', { class: 'amount' }, money(sum.net))))));
}

/** Short, over or even, in words with a colour and a sign. */
export function balanceNote(difference) {
  const balance = balanceOf(difference);
  return h('p', { class: `balance is-${balance}`, 'data-test': 'balance' }, icon(balance === 'even' ? 'check' : 'alert', 22),
    h('span', { class: 'strong' }, t(`balance.${balance}`, { amount: money(Math.abs(difference)) })),
    h('span', { class: 'amount push' }, money(difference, { sign: true })));
}

/** An X or a Z as the books give it. Property `report`. */
class ShiftReportElement extends ShopElement {
  start() {
    const { report } = this;
    const isZ = report.kind === 'Z';
    this.className = 'shift-report';
    fill(this,
      h('header', { class: 'report-head' },
        h('p', { class: 'report-store' }, shop.store?.name ?? ''),
        h('p', { class: 'report-number', 'data-test': 'report-number' }, isZ ? t('report.z', { n: report.number }) : t('report.x')),
        h('p', { class: 'weak small' }, dateText(report.businessDate)),
        h('dl', { class: 'pairs small' },
          this.moment(t('report.opened'), report.openedAt, report.openedByName), isZ && this.moment(t('report.closed'), report.closedAt, report.closedByName))),
      isZ && balanceNote(report.difference),
      this.cash(report), totalsPart(report), tendersPart(report),
      part(t('report.series'), receiptsList(report.receipts, isZ)),
      report.open?.length > 0 && part(t('report.openOrders'), h('dl', { class: 'pairs' }, report.open.map((order) => h('div', { 'data-test': 'report-open' },
        h('dt', {}, [order.number, order.tableName && t('order.table', { name: order.tableName })].filter(Boolean).join(' · '),
          h('span', { class: 'weak small' }, ' ', [t(`fated.${order.do}`), order.reason].filter(Boolean).join(' · '))),
        h('dd', { class: 'amount' }, money(order.total)))))),
      report.addenda?.length > 0 && part(t('report.addenda'), addendaList(report.addenda)),
      report.hash && h('p', { class: 'weak small report-hash' }, t('report.hash'), ' ', h('span', { class: 'number', title: report.hash, 'data-test': 'report-hash' }, report.hash.slice(0, 12))));
  }

  moment(label, at, name) {
    return h('div', {}, h('dt', { class: 'weak' }, label), h('dd', { class: 'number' }, [momentText(at), name].filter(Boolean).join(' · ')));
  }

  cash(report) {
    const counted = (report.denominations ?? []).filter((note) => note.count > 0);
    return part(t('report.cash'),
      h('dl', { class: 'pairs' },
        row(t('shift.float'), report.openingFloat), row(t('report.cashSales'), report.cashSales),
        report.cashRefunds > 0 && row(t('report.cashRefunds'), -report.cashRefunds),
        (report.movements ?? []).map((move) => h('div', {}, h('dt', {}, t(move.kind === 'in' ? 'shift.in' : 'shift.out'), h('span', { class: 'weak small' }, ' ', move.reason, ' · ', clock(move.at))),
          h('dd', { class: 'amount' }, money(move.kind === 'in' ? move.amount : -move.amount)))),
        row(t('report.expected'), report.expected, { look: 'strong is-sum', test: 'report-expected' }),
        report.kind === 'Z' && row(t('shift.counted'), report.counted, { look: 'strong', test: 'report-counted' })),
      counted.length > 0 && h('p', { class: 'weak small number' }, counted.map((note) => `${money(note.value)} × ${note.count}`).join(', ')));
  }
}

customElements.define('shift-report', ShiftReportElement);
