import { h } from '../dom.js';
import { t } from '../language.js';
import { field } from './field.js';
import { openSheet } from './sheet.js';
import { button } from './states.js';

/**
 * What concerns the whole order: guests of a new one, cancelling.
 * @param {{guests?: number, tableId?: string}} info
 * @param {{isNew: boolean, setGuests: (guests: number) => void, cancel: () => void}} acts
 */
export function openOrderSheet(info, { isNew, setGuests, cancel }) {
  const guests = h('form', { class: 'form', on: { submit: (event) => { event.preventDefault(); dialog.close(''); } } },
    field({
      name: 'guests', label: t('order.guests'), type: 'number', min: 1, max: 99, inputmode: 'numeric', value: info.guests ?? '',
      on: { change: (event) => setGuests(Math.max(1, Number(event.target.value) || 1)) }
    }),
    h('div', { class: 'chips' },
      [1, 2, 3, 4, 5, 6].map((count) => h('button',
        {
          type: 'button', class: 'chip', 'aria-pressed': String(count === info.guests), 'data-test': `guests-${count}`,
          on: { click: () => { setGuests(count); dialog.close(''); } }
        },
        t('table.guests', { n: count })))));
  const dialog = openSheet({
    title: t('order.more'),
    body: [
      isNew && info.tableId ? guests : null,
      button(t(isNew ? 'order.discard' : 'order.cancel'),
        () => { dialog.close(''); cancel(); },
        { look: 'danger', name: 'trash', 'data-test': 'cancel-order' }),
    ],
  });
}
