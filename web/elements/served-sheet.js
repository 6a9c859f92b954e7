import { fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { clock, t } from '../language.js';
import { liveQuantity } from '../rules/kitchen.js';
import { tickets } from '../tickets.js';
import { busy } from './field.js';
import { recall } from './kitchen-keys.js';
import { openSheet } from './sheet.js';
import { emptyState, errorState, loadingNote, skeleton } from './states.js';
import { placeKind, placeName } from './ticket-card.js';
import { toastProblem } from './toast.js';

/** What left the kitchen within the last hour; a tap brings it back. */
export async function openServedSheet() {
  const body = h('div', {}, loadingNote(), skeleton(4, '4rem'));
  const dialog = openSheet({ title: t('kitchen.served'), body });
  const show = async () => {
    try {
      const served = await tickets.served();
      fill(body, served.length === 0 ? emptyState({ name: 'undo', title: t('kitchen.noServed'), text: t('kitchen.noServedText') })
        : h('ul', { class: 'rows served' }, served.map(row)));
      body.querySelector('button')?.focus();
    } catch (problem) {
      fill(body, errorState(problem, show));
    }
  };
  const row = (ticket) => h('li', {}, h('button', {
    type: 'button', class: 'row', 'data-test': 'served', 'data-number': ticket.number, 'aria-label': t('kitchen.recall', { place: `${placeKind(ticket)} ${placeName(ticket)}`, number: ticket.number }),
    on: { click: (event) => busy(event.currentTarget, () => bring(ticket)) }
  },
    h('span', { class: 'served-place' }, placeName(ticket)),
    h('span', { class: 'row-main' },
      h('span', { class: 'row-title' }, placeKind(ticket), ' ', h('span', { class: 'weak number' }, ticket.number)),
      h('span', { class: 'row-sub' }, ticket.lines.filter((line) => liveQuantity(line) > 0).map((line) => `${line.name} ×${liveQuantity(line)}`).join(', '))),
    h('time', { class: 'weak' }, clock(ticket.readyAt ?? ticket.createdAt)),
    icon('undo')));
  const bring = async (ticket) => {
    try {
      await recall(ticket);
      dialog.close('');
    } catch (problem) {
      toastProblem(problem);
    }
  };
  await show();
}
