import { api } from '../api.js';
import { fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { momentText, money, t } from '../language.js';
import { isStruck } from '../rules/cart.js';
import { canRefund } from '../rules/refund.js';
import { columnsOf, isSplit } from '../rules/split.js';
import { refunds } from '../refunds.js';
import { go } from '../router.js';
import { checkTags, partWords } from './check-column.js';
import { saleFlagTags } from './flag-tags.js';
import { orderTitle } from './places.js';
import { openReceipt, openRefundReceipt } from './receipt-view.js';
import { openRefundSheet } from './refund-sheet.js';
import { backWords, refundParts } from './refund-words.js';
import { button } from './states.js';

/** `refunded` and `partly-refunded` as badges; null for a sale that was kept whole. */
export function refundTag(sale) {
  if (sale.status === 'refunded') return h('span', { class: 'tag negative' }, t('sale.refunded'));
  return sale.status === 'partly-refunded' ? h('span', { class: 'tag negative' }, t('sale.partlyRefunded')) : null;
}

const head = (title, moment, kind) => h('div', { class: 'card-head' },
  h('button', {
    type: 'button', class: 'button quiet icon-only detail-back', 'data-back': true, 'aria-label': t('action.back'),
    on: { click: () => go(`/orders${kind === 'sale' ? '' : `?kind=${kind}`}`) }
  }, icon('back')),
  h('h2', { class: 'number' }, title),
  h('span', { class: 'weak small push' }, momentText(moment)));

const count = (line) => (line.quantity === 0 ? '' : line.den ? partWords(line, { num: line.num ?? 1, den: line.den }) : `×${line.quantity}`);

const linesOf = (lines, { minus = false } = {}) => h('ul', { class: 'pay-lines' },
  lines.map((line) => h('li', { class: isStruck(line) ? 'is-struck' : '' },
    h('span', {}, line.name, line.restock === 'loss' && line.quantity > 0 && h('span', { class: 'weak small' }, ` ${t('restock.loss')}`)),
    h('span', { class: 'number weak' }, count(line)),
    h('span', { class: 'amount' }, money(minus ? -line.amount : line.amount)))));

const sumRow = (label, amount, look = '') => h('div', { class: look }, h('dt', {}, label), h('dd', { class: 'amount' }, money(amount)));

const tenderWords = (tender) => [t(`method.${tender.method}`), tender.approval?.issuer, tender.approval?.number].filter(Boolean).join(' ');

function sums(of) {
  return h('dl', { class: 'pairs detail-sums' },
    of.discount > 0 && sumRow(t('cart.discount'), -of.discount), sumRow(t('cart.total'), of.total, 'strong'),
    of.tax !== undefined && sumRow(t('sale.tax'), of.tax),
    (of.tenders ?? []).map((tender) => sumRow(tenderWords(tender), tender.received ?? tender.amount)),
    of.change > 0 && sumRow(t('payment.change'), of.change),
    of.refunded > 0 && sumRow(t('sale.refunded'), -of.refunded, 'strong'));
}

const tagRow = (tags) => tags.length > 0 && h('p', { class: 'button-row', 'data-test': 'detail-tags' }, tags);

/** A sale with what was given back of it. `changed` draws it anew after a refund. */
export function saleDetail(detail, sale, changed) {
  const waits = refunds.of(sale.id) !== null;
  const refund = () => openRefundSheet(sale, { changed });
  fill(detail, head(sale.receiptNumber ?? t('receipt.title'), sale.soldAt, 'sale'),
    tagRow([refundTag(sale), ...saleFlagTags(sale.flags)].filter(Boolean)),
    linesOf(sale.lines ?? []), sums(sale), refundList(sale),
    waits && h('p', { class: 'notice warn', role: 'alert' }, t('refund.waits')),
    h('div', { class: 'button-row' },
      button(t('receipt.show'), () => openReceipt(sale), { look: 'primary', name: 'receipt', 'data-test': 'show-receipt' }),
      (waits || canRefund(sale)) && button(t(waits ? 'payment.again' : 'refund.title'), refund, { name: 'undo', 'data-test': 'refund', 'aria-haspopup': 'dialog' }),
      sale.orderId && h('a', { class: 'button', href: `/orders/order/${sale.orderId}` }, t('history.seeOrder'))));
}

function refundList(sale) {
  const list = sale.refunds ?? [];
  return list.length > 0 && h('section', { 'aria-label': t('refund.list') }, h('h3', {}, t('refund.list')),
    h('ul', { class: 'rows refund-list' }, list.map((refund) => h('li', {}, h('a', {
      class: 'row', href: `/orders/refund/${refund.id}`, 'data-test': 'sale-refund'
    }, h('span', { class: 'row-main' },
      h('span', { class: 'row-title number' }, `${refund.number} · ${momentText(refund.at)}`),
      h('span', { class: 'row-sub' }, [refund.reason, backWords(refundParts(sale, refund))].join(' · '))),
    h('span', { class: 'amount strong' }, money(-refund.total)), icon('next', 18))))));
}

/** A refund, with the sale it gives back from when that can be read. */
export function refundDetail(detail, refund, sale) {
  const receipt = h('span', {});
  fill(detail, head(refund.number, refund.at, 'refund'),
    tagRow([h('span', { class: 'tag negative' }, t(refund.whole ? 'refund.whole' : 'sale.refunded')), refund.reopen && h('span', { class: 'tag' }, t('refund.reopened')),
      ...saleFlagTags(refund.flags)].filter(Boolean)),
    linesOf(refund.lines, { minus: true }),
    h('dl', { class: 'pairs detail-sums' }, sumRow(t('cart.total'), -refund.total, 'strong'), sumRow(t('sale.tax'), -refund.tax),
      refund.rounding !== 0 && sumRow(t('refund.rounding'), -refund.rounding),
      h('div', {}, h('dt', {}, t('refund.how')), h('dd', {}, backWords(refundParts(sale, refund)))),
      h('div', {}, h('dt', {}, t('reason.label')), h('dd', {}, refund.reason)),
      refund.staffName && h('div', {}, h('dt', {}, t('refund.staff')), h('dd', {}, refund.staffName))),
    h('div', { class: 'button-row' }, receipt,
      h('a', { class: 'button', href: `/orders/sale/${refund.saleId}`, 'data-test': 'refund-sale' }, t('refund.seeSale'))));
  api.refundReceipt(refund.id).then(() => receipt.isConnected && receipt.replaceWith(
    button(t('receipt.show'), () => openRefundReceipt(refund), { look: 'primary', name: 'receipt', 'data-test': 'refund-receipt' })), () => receipt.remove());
}

export function orderDetail(detail, order) {
  fill(detail, head(order.number ?? t('title.order'), order.openedAt ?? order.placedAt, 'order'),
    h('p', { class: 'button-row' },
      h('span', { class: 'tag' }, order.mergedInto ? t('order.merged') : t(`orderState.${order.status}`)),
      h('span', { class: 'weak small' }, orderTitle(order))),
    linesOf(order.lines ?? []), sums(order), checks(order),
    h('div', { class: 'button-row' },
      order.mergedInto && h('a', { class: 'button', href: `/orders/order/${order.mergedInto}` }, t('order.openMerged')),
      order.status === 'open' && h('a', { class: 'button primary', href: `/till/orders/${order.id}` }, t('history.openOrder'))));
}

/** Every payer with its receipt. */
function checks(order) {
  const columns = columnsOf(order).filter(({ check }) => check.saleId || isSplit(order) || check.flags?.length > 0);
  return columns.length > 0 && h('ul', { class: 'rows detail-checks', 'aria-label': t('split.payers') }, columns.map(({ check }) => h('li', { class: 'row', 'data-test': 'history-check' },
    h('span', { class: 'letter', 'aria-label': `${t('check.title')} ${check.letter}`, role: 'img' }, check.letter),
    h('span', { class: 'row-main' }, h('span', { class: 'amount strong' }, money(check.total)), h('span', { class: 'button-row' }, checkTags(check))),
    check.saleId && h('a', { class: 'button', href: `/orders/sale/${check.saleId}`, 'data-test': 'check-sale' }, t('refund.seeSale')),
    check.saleId && button(t('receipt.title'), () => openReceipt({ id: check.saleId }), { name: 'receipt', 'data-test': 'check-receipt' }))));
}
