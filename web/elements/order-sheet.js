import { h } from '../dom.js';
import { t } from '../language.js';
import { guestForm, openGuestSheet } from './guest-count.js';
import { openSheet } from './sheet.js';
import { button } from './states.js';

const usual = Array.from({ length: 12 }, (_, place) => place + 1);

/**
 * What concerns the whole order: its guests, the bill, splitting, moving, joining, taking back, cancelling.
 * @param {{guests?: number, tableId?: string, undo?: string}} info
 * @param {{isNew: boolean, hasLines: boolean, setGuests: (guests: number) => void} & Record<'bill'|'split'|'move'|'merge'|'undo'|'cancel', () => void>} acts
 */
export function openOrderSheet(info, { isNew, hasLines, setGuests, ...acts }) {
  const choice = (label, act, name, test, look = '') => button(label, () => { dialog.close(''); act(); }, { name, look, 'data-test': test });
  const dialog = openSheet({
    title: t('order.more'),
    body: [
      isNew && info.tableId && guestForm(info.guests, setGuests, () => dialog.close('')),
      !isNew && info.tableId && choice(info.guests > 0 ? t('order.changeGuestsOf', { n: info.guests }) : t('order.changeGuests'),
        () => openGuestSheet(info.guests, setGuests, { counts: usual, title: t('order.changeGuests') }), 'users', 'change-guests'),
      hasLines && choice(t('bill.print'), acts.bill, 'print', 'print-check'),
      hasLines && choice(t('split.open'), acts.split, 'split', 'split-order'),
      info.tableId && choice(t('move.title'), acts.move, 'transfer', 'move-order'),
      info.tableId && (!isNew || hasLines) && choice(t('merge.title'), acts.merge, 'merge', 'merge-order'),
      info.undo && choice(t(`undo.${info.undo}`), acts.undo, 'undo', 'undo-order'),
      choice(t(isNew ? 'order.discard' : 'order.cancel'), acts.cancel, 'trash', 'cancel-order', 'danger'),
    ],
  });
}
