import { h } from '../dom.js';
import { t } from '../language.js';
import { field } from './field.js';
import { openSheet } from './sheet.js';
import { button } from './states.js';

/**
 * What concerns the whole order: guests of a new one, splitting, moving, joining, taking back, cancelling.
 * @param {{guests?: number, tableId?: string, undo?: string}} info
 * @param {{isNew: boolean, hasLines: boolean, setGuests: (guests: number) => void} & Record<'split'|'move'|'merge'|'undo'|'cancel', () => void>} acts
 */
export function openOrderSheet(info, { isNew, hasLines, setGuests, ...acts }) {
  const choice = (label, act, name, test, look = '') => button(label, () => { dialog.close(''); act(); }, { name, look, 'data-test': test });
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
      hasLines && choice(t('split.open'), acts.split, 'split', 'split-order'),
      info.tableId && choice(t('move.title'), acts.move, 'transfer', 'move-order'),
      info.tableId && (!isNew || hasLines) && choice(t('merge.title'), acts.merge, 'merge', 'merge-order'),
      info.undo && choice(t(`undo.${info.undo}`), acts.undo, 'undo', 'undo-order'),
      choice(t(isNew ? 'order.discard' : 'order.cancel'), acts.cancel, 'trash', 'cancel-order', 'danger'),
    ],
  });
}
