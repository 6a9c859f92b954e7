import { h } from '../dom.js';
import { icon } from '../icons.js';
import { clock, money, t } from '../language.js';
import { begunAt } from '../rules/shift.js';
import { shop } from '../shop.js';
import { orderTitle, placeOf } from './places.js';
import { askReason } from './sheet.js';
import { emptyState } from './states.js';

/**
 * The first step of a close: each open order is carried over, or cancelled with a reason, or paid first.
 * @param {any[]} orders
 * @param {Record<string, {do: string, reason?: string}>} fates
 * @param {(orderId: string, fate: {do: string, reason?: string}) => void} decide
 */
export function closeOrders(orders, fates, decide) {
  const head = h('div', { class: 'card-head' }, h('div', {}, h('h2', { tabindex: -1 }, t('close.orders')), orders.length > 0 && h('p', { class: 'weak small' }, t('close.ordersText'))));
  if (orders.length === 0) return h('section', { class: 'card' }, h('h2', { class: 'hidden-text', tabindex: -1 }, t('close.orders')), emptyState({ name: 'check', title: t('close.noOrders'), text: t('close.noOrdersText') }));
  return h('section', { class: 'card flush' }, head, h('ul', { class: 'rows' }, orders.map((order) => row(order, fates[order.id], decide))),
    !shop.can('cancelorder') && h('p', { class: 'weak small row' }, icon('alert', 18), h('span', {}, t('close.voidNeedsManager'))));
}

function row(order, fate, decide) {
  const isVoid = fate?.do === 'void';
  const name = [orderTitle(order), order.number].filter(Boolean).join(' · ');
  const choice = (value, isOn, act) => h('button', {
    type: 'button', 'aria-pressed': String(isOn), 'data-test': `order-${value}`, 'data-focus': `${order.id} ${value}`, on: { click: act }
  }, t(`fate.${value}`));
  const voiding = async () => {
    const answer = await askReason({
      title: t('close.voidTitle', { name: placeOf(order) }), text: t('close.voidText'), act: t('close.voidAct'),
      reasons: ['left', 'mistake', 'changed'].map((each) => t(`reason.${each}`))
    });
    if (answer) decide(order.id, { do: 'void', reason: answer.reason });
  };
  return h('li', { class: 'row close-order', 'data-test': 'close-order', 'data-number': order.number },
    h('span', { class: 'row-main' },
      h('span', { class: 'row-title' }, name),
      h('span', { class: 'row-sub number' }, [begunAt(order) && clock(begunAt(order)), isVoid && fate.reason].filter(Boolean).join(' · '))),
    h('span', { class: 'amount strong' }, money(order.total)),
    h('span', { class: 'close-choice' },
      h('span', { class: 'segments', role: 'group', 'aria-label': t('close.fateOf', { name }) },
        choice('carry', !isVoid, () => decide(order.id, { do: 'carry' })), choice('void', isVoid, voiding)),
      h('a', { class: 'button', href: `/till/orders/${order.id}/pay`, 'aria-label': t('close.payOrder', { name }) }, t('cart.pay'))));
}
