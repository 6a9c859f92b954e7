import { h } from '../dom.js';
import { icon } from '../icons.js';
import { clock, dateText, money, t } from '../language.js';
import { isStruck } from '../rules/cart.js';
import { saleFlagTags } from './flag-tags.js';
import { refundTag } from './history-details.js';
import { whereOf } from './places.js';

const when = (row, withDay) => {
  const moment = row.soldAt ?? row.openedAt ?? row.placedAt ?? row.at;
  const day = withDay ? `${dateText(row.businessDate, { weekday: false })} ` : '';
  return moment ? day + clock(moment) : day.trim();
};

const methodsOf = (row) => (row.tenders ?? []).map((tender) => t(`method.${tender.method}`)).join(', ');

/**
 * One line of a list of what was.
 * @param {{href: string, id: string, chosen?: string}} to
 * @param {{title: string, sub: string, tags?: any[], amount: number}} words
 */
export function historyRow(to, { title, sub, tags = [], amount }) {
  return h('a', {
    class: 'row', href: to.href, 'data-test': 'history-row', 'data-focus': `row ${to.id}`, 'aria-current': to.id === to.chosen ? 'true' : null
  },
    h('span', { class: 'row-main' }, h('span', { class: 'row-title number' }, title), h('span', { class: 'row-sub' }, sub)),
    tags.length > 0 && h('span', { class: 'row-tags' }, tags), h('span', { class: 'amount strong' }, money(amount)), icon('next', 18));
}

/** Words of a row by its kind: `sale`, `refund` or `order`. */
export const rowWords = {
  sale: (sale, withDay) => ({
    title: `${when(sale, withDay)} · ${whereOf(sale, sale.orderNumber)}`, sub: [sale.receiptNumber, methodsOf(sale)].filter(Boolean).join(' · '),
    tags: [refundTag(sale), ...saleFlagTags(sale.flags)].filter(Boolean).slice(0, 2), amount: sale.total
  }),
  refund: (refund, withDay) => ({
    title: `${when(refund, withDay)} · ${whereOf(refund)}`, sub: [refund.number, methodsOf(refund), refund.reason].filter(Boolean).join(' · '),
    tags: [h('span', { class: 'tag negative' }, t(refund.whole ? 'refund.whole' : 'sale.refunded'))], amount: -refund.total
  }),
  order: (order, withDay) => ({
    title: `${when(order, withDay)} · ${whereOf(order, order.number)}`,
    sub: (order.lines ?? []).filter((line) => !isStruck(line)).map((line) => `${line.name} ×${line.quantity}`).join(', '),
    tags: [h('span', { class: `tag ${{ open: 'accent', cancelled: 'negative' }[order.status] ?? ''}` }, t(`orderState.${order.status}`))], amount: order.total
  }),
};
