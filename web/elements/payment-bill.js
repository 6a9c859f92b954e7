import { h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { entriesOf, isSplit, placeOf } from '../rules/split.js';
import { go, goBack } from '../router.js';
import { partWords } from './check-column.js';
import { orderTitle } from './places.js';
import { button } from './states.js';

const methodIcons = { cash: 'cash', card: 'card', transfer: 'transfer', voucher: 'tag' };

/** `계산서 B · 3/4`, once there are several. */
export const payerWords = (order, check) => (isSplit(order) ? t('payment.payer', { letter: check.letter, ...placeOf(order, check.id) }) : null);

/** Which order is paid, with the ways back and to the split. */
export function billHead(order) {
  return h('header', { class: 'pad-head' },
    h('button',
      {
        type: 'button', class: 'button quiet icon-only', 'data-back': true, 'aria-label': t('action.back'),
        on: { click: () => goBack(`/till/orders/${order.id}`) }
      },
      icon('back')),
    h('div', { class: 'pad-title' },
      h('h1', {}, t('title.payment')),
      h('p', { class: 'weak small' }, [orderTitle(order), order.number].filter(Boolean).join(' · '))),
    button(t('split.open'), () => go(`/till/orders/${order.id}/split`), { name: 'split', look: 'quiet', 'data-test': 'open-split' }));
}

/** What a check pays for. */
export function billLines(order, check) {
  const entries = entriesOf(order, check.id);
  const discount = entries.reduce((sum, entry) => sum + entry.discount, 0);
  return h('ul', { class: 'pay-lines' },
    entries.map((entry) => h('li', {},
      h('span', {}, entry.line.name),
      h('span', { class: 'number weak' }, partWords(entry.line, entry)),
      h('span', { class: 'amount' }, money(entry.amount)))),
    discount > 0 && h('li', {},
      h('span', {}, t('cart.discount')),
      h('span', {}),
      h('span', { class: 'amount' }, money(-discount))));
}

/** A payment that was taken; it can be taken out until the sale is asked for. */
export function tenderRow(tender, remove) {
  return h('li', { class: 'row' }, icon(methodIcons[tender.method]),
    h('span', { class: 'row-main' },
      h('span', { class: 'row-title' }, t(`method.${tender.method}`)),
      tender.received > tender.amount && h('span', { class: 'row-sub' },
        t('payment.receivedChange', { received: money(tender.received), change: money(tender.received - tender.amount) }))),
    h('span', { class: 'amount strong' }, money(tender.amount)),
    remove && h('button',
      { type: 'button', class: 'button quiet icon-only', 'aria-label': t('payment.remove'), on: { click: remove } },
      icon('close', 18)));
}
