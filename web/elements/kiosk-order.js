import { fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { kioskPayment } from '../kiosk-payment.js';
import { messages } from '../messages.js';
import { lineTotal, needsChoice } from '../rules/cart.js';
import { shop } from '../shop.js';
import { visit } from '../visit.js';
import { voice } from '../voice.js';
import { openOptionSheet } from './option-sheet.js';
import { button } from './states.js';
import { lineWords, visitorLine } from './visitor-lines.js';
import './visitor-menu.js';

/** The menu and the cart; above, on a tall kiosk, the whole order to read. */
export function menuPage(board, controls, screen) {
  const list = h('ul', { class: 'visit-lines is-strip', 'aria-label': t('cart.lines'), tabindex: 0 });
  const acts = h('div', { class: 'kiosk-acts' });
  const reach = h('span', { role: 'status' });
  fill(controls, h('visitor-menu', { on: { pick: ({ detail }) => pick(detail) } }), h('section', { class: 'kiosk-cart', 'aria-label': t('cart.title') }, list, acts));
  fill(board, h('div', { class: 'kiosk-head' }, h('h1', {}, t('kiosk.choose')), h('span', { class: 'tag accent' }, t(`kioskPlace.${visit.place}`)), reach), h('div', { class: 'kiosk-bill' }));
  const bill = board.querySelector('.kiosk-bill');
  let shown = visit.cart.lines.length;
  return () => {
    const { lines } = visit.cart;
    fill(list, lines.length === 0 ? h('li', { class: 'visit-none weak' }, t('cart.empty')) : lines.map((line) => visitorLine(line, visit.cart)));
    if (lines.length > shown) list.scrollLeft = list.scrollWidth;
    shown = lines.length;
    fill(acts, button(t('kiosk.cancel'), () => screen.tell('end'), { look: 'large', 'data-test': 'cancel' }), payButton());
    fill(bill, ...billOf(lines));
    fill(reach, offlineTag());
  };
}

const offlineTag = () => shop.offlineSince !== null && h('span', { class: 'tag warning' }, icon('offline', 18), t('kiosk.offline'));

function billOf(lines) {
  if (lines.length === 0) return [h('p', { class: 'weak' }, t('cart.empty'))];
  return [
    h('ul', {}, lines.map((line) => h('li', {},
      h('span', {}, line.name, lineWords(line) && h('span', { class: 'row-sub' }, lineWords(line))),
      h('span', { class: 'number' }, `×${line.quantity}`), h('span', { class: 'amount' }, line.isGone ? t('item.soldOut') : money(lineTotal(line)))))),
    h('p', { class: 'sum-row total' }, h('span', {}, t('cart.total')), h('span', { class: 'amount', 'data-test': 'bill-total' }, money(visit.cart.total)))
  ];
}

function pick(item) {
  const take = (line) => {
    visit.cart.add(line);
    voice.say(t('kiosk.added', { name: item.name, total: money(visit.cart.total) }));
  };
  if (needsChoice(item)) openOptionSheet(item, take, undefined, { asksNote: false });
  else take({ itemId: item.id, name: item.name, unitPrice: item.price, options: [], quantity: 1 });
}

/** What was sold out meanwhile goes first; nobody pays for it. */
function payButton() {
  const { cart } = visit;
  if (cart.hasGone) return button(t('visit.dropGone'), () => cart.put(cart.lines.filter((line) => !line.isGone)), { look: 'large primary', 'data-test': 'drop-gone', 'data-focus': 'pay' });
  return button(cart.count > 0 ? t('kiosk.pay', { n: cart.count, amount: money(cart.total) }) : t('cart.pay'), pay, { look: 'large primary', name: 'card', disabled: cart.count === 0, 'data-test': 'pay', 'data-focus': 'pay' });
}

function pay() {
  if (kioskPayment.payment || visit.step !== 'menu') return;
  kioskPayment.begin(visit.cart, messages[`kioskPlace.${visit.place}`][0]);
  visit.go('pay');
}
