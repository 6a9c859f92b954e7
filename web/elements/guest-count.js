import { h } from '../dom.js';
import { t } from '../language.js';
import { field } from './field.js';
import { openSheet } from './sheet.js';
import { button } from './states.js';

const usual = [1, 2, 3, 4, 5, 6];
const many = [7, 8, 9, 10, 11, 12];

const chip = (count, label, guests, choose) => h('button', {
  type: 'button', class: 'chip number', 'data-test': `guests-${count}`, 'data-focus': `guests ${count}`, 'aria-label': t('table.guests', { n: count }),
  'aria-pressed': String(count === guests), on: { click: () => choose(count) }
}, label);

/** Asks once above the items how many came; nobody has to answer. */
export function guestRow(choose) {
  return h('div', { class: 'guest-row', role: 'group', 'aria-label': t('order.howMany'), 'data-test': 'ask-guests' },
    h('span', { class: 'small strong', 'aria-hidden': 'true' }, t('order.howMany')),
    h('div', { class: 'guest-chips' }, usual.map((count) => chip(count, count, 0, choose)),
      h('button', {
        type: 'button', class: 'chip', 'aria-label': t('order.guestsMore'), 'aria-haspopup': 'dialog', 'data-test': 'guests-more', on: { click: () => openGuestSheet(0, choose) }
      }, '+')));
}

/** A number or a chip. */
export function guestForm(guests, choose, done, counts = usual) {
  return h('form', { class: 'form', on: { submit: (event) => { event.preventDefault(); done(); } } },
    field({
      name: 'guests', label: t('order.guests'), type: 'number', min: 1, max: 99, inputmode: 'numeric', value: guests || '', autocomplete: 'off',
      on: { change: (event) => choose(Math.min(99, Math.max(1, Number(event.target.value) || 1))) }
    }),
    h('div', { class: 'chips' }, counts.map((count) => chip(count, t('table.guests', { n: count }), guests, () => { choose(count); done(); }))));
}

/** More than the row of chips offers; also for an order that was placed. */
export function openGuestSheet(guests, choose, { counts = many, title = t('order.howMany') } = {}) {
  const form = guestForm(guests, choose, () => dialog.close(''), counts);
  const dialog = openSheet({
    title, body: form,
    foot: button(t('action.done'), () => form.requestSubmit(), { look: 'primary large wide', 'data-test': 'guests-done' })
  });
  form.elements.guests.focus();
}
