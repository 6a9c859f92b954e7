import { h } from '../dom.js';
import { t } from '../language.js';
import { guestForm } from './guest-count.js';
import { openSheet } from './sheet.js';
import { button } from './states.js';

/**
 * What concerns the whole order: guests of a new one, splitting, moving, joining, taking back, cancelling.
 * @param {{guests?: number, tableId?: string, undo?: string}} info
 * @param {{isNew: boolean, hasLines: boolean, setGuests: (guests: number) => void} & Record<'split'|'move'|'merge'|'undo'|'cancel', () => void>} acts
 */
export function openOrderSheet(info, { isNew, hasLines, setGuests, ...acts }) {
  const choice = (label, act, name, test, look = '') => button(label, () => { dialog.close(''); act(); }, { name, look, 'data-test': test });
  const dialog = openSheet({
    title: t('order.more'),
    body: [
      isNew && info.tableId && guestForm(info.guests, setGuests, () => dialog.close('')),
      hasLines && choice(t('split.open'), acts.split, 'split', 'split-order'),
      info.tableId && choice(t('move.title'), acts.move, 'transfer', 'move-order'),
      info.tableId && (!isNew || hasLines) && choice(t('merge.title'), acts.merge, 'merge', 'merge-order'),
      info.undo && choice(t(`undo.${info.undo}`), acts.undo, 'undo', 'undo-order'),
      choice(t(isNew ? 'order.discard' : 'order.cancel'), acts.cancel, 'trash', 'cancel-order', 'danger'),
    ],
  });
}
