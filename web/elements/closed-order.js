import { h } from '../dom.js';
import { t } from '../language.js';
import { checkFlagTags } from './flag-tags.js';
import { emptyState } from './states.js';

const reasonOf = (order) => (order.mergedInto ? 'order.merged' : order.status === 'paid' ? 'order.paid' : 'order.cancelled');

/**
 * An order that takes nothing any more: why, and where it goes on.
 * @param {any} order
 * @param {string} title of the screen
 * @param {{text?: string, first?: Element, reason?: string}} [more] `first` is the action that comes before the others
 */
export function closedOrder(order, title, { text, first, reason } = {}) {
  const flags = checkFlagTags((order.checks ?? []).flatMap((check) => check.flags ?? []));
  const next = first ?? (order.mergedInto && h('a', { class: 'button primary', href: `/till/orders/${order.mergedInto}` }, t('order.openMerged')));
  return h('div', { class: 'pad-closed' },
    h('h1', { class: 'hidden-text' }, title),
    emptyState({
      tags: flags,
      name: 'check', title: t(reason ?? reasonOf(order)), text: text ?? order.number,
      actions: [
        next,
        h('a', { class: `button ${next ? '' : 'primary'}`, href: '/till' }, t('nav.tables')),
        h('a', { class: 'button', href: `/orders/order/${order.id}` }, t('order.seeHistory'))
      ]
    }));
}
