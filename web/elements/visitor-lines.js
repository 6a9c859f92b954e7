import { h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { lineTotal } from '../rules/cart.js';

/** Options and note of a line in one row. */
export function lineWords(line) {
  return [...(line.options ?? []).map((option) => option.name), line.note].filter(Boolean).join(' · ');
}

/**
 * A line of a visitor's cart with its quantity; the last piece is taken out by the same button.
 * @param {any} line
 * @param {import('../visitor-cart.js').VisitorCart} cart
 * @param {boolean} [isFixed] what is on its way is not changed
 */
export function visitorLine(line, cart, isFixed = false) {
  const step = (name, label, quantity) => h('button', {
    type: 'button', class: 'button icon-only', 'data-focus': `${label} ${line.id}`, 'data-test': label, 'aria-label': t(`cart.${label}`, { name: line.name }),
    disabled: isFixed || (line.isGone && label === 'more'), on: { click: () => cart.setQuantity(line.id, quantity) }
  }, icon(name, 22));
  return h('li', { class: `visit-line ${line.isGone ? 'is-gone' : ''}`, 'data-test': 'cart-line', 'data-name': line.name },
    h('span', { class: 'visit-line-name' },
      h('span', { class: 'strong' }, line.name), line.isGone && h('span', { class: 'tag negative' }, t('item.soldOut')),
      lineWords(line) && h('span', { class: 'row-sub' }, lineWords(line))),
    h('span', { class: 'stepper' },
      step(line.quantity === 1 || line.isGone ? 'trash' : 'minus', 'less', line.isGone ? 0 : line.quantity - 1),
      h('span', { class: 'number strong', role: 'img', 'aria-label': t('cart.quantity', { n: line.quantity }) }, line.quantity),
      step('plus', 'more', line.quantity + 1)),
    h('span', { class: 'amount' }, line.isGone ? '' : money(lineTotal(line))));
}
