import { fill, h } from '../dom.js';
import { money, t } from '../language.js';
import { busy } from './field.js';
import { openSheet } from './sheet.js';
import { button } from './states.js';
import { visitorLine } from './visitor-lines.js';

/**
 * The cart of a guest's phone: quantities, the sum, and ordering.
 * @param {import('../visitor-cart.js').VisitorCart} cart
 * @param {import('../guest-orders.js').GuestOrders} orders
 * @param {() => Promise<boolean>} send
 */
export function openGuestCart(cart, orders, send) {
  const list = h('ul', { class: 'visit-lines', 'aria-label': t('cart.lines') });
  const sum = h('p', { class: 'sum-row total' });
  const order = h('button', { type: 'button', class: 'button primary large wide', 'data-test': 'order', on: { click: () => busy(order, act) } });
  const until = new AbortController();

  async function act() {
    if (cart.hasGone) return cart.put(cart.lines.filter((line) => !line.isGone));
    if (await send()) dialog.close('');
    return undefined;
  }

  function draw() {
    if (cart.count === 0 && !orders.batch) return dialog.close('');
    fill(list, cart.lines.map((line) => visitorLine(line, cart, Boolean(orders.batch))));
    fill(sum, h('span', {}, t('cart.total'), h('span', { class: 'weak small' }, ` ${t('cart.count', { n: cart.count })}`)), h('span', { class: 'amount', 'data-test': 'cart-total' }, money(cart.total)));
    return fill(order, t(cart.hasGone ? 'visit.dropGone' : orders.batch ? 'guest.sendAgain' : 'guest.order'));
  }

  const dialog = openSheet({
    title: t('guest.cart'), body: [list, sum, h('p', { class: 'weak small' }, t('guest.payLater'))], foot: order, onclose: () => until.abort()
  });
  for (const source of [cart, orders]) source.addEventListener('change', draw, { signal: until.signal });
  draw();
}
