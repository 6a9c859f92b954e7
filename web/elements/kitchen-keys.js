import { t } from '../language.js';
import { tickets } from '../tickets.js';
import { placeKind, placeName } from './ticket-card.js';
import { toast, toastProblem } from './toast.js';

/**
 * The keys of the kitchen: left and right go from ticket to ticket, up and down through its lines, Enter does what has
 * the focus (once, however long it is held), `r` (also while Hangul is typed) brings the last served ticket back.
 * @param {HTMLElement} list the tickets, in their order
 */
export function pressInKitchen(list, event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') || event.target.matches?.('input, textarea, select')) return;
  const way = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (way) {
    if (!list.contains(event.target) && event.target.closest?.('button, a, summary')) return;
    event.preventDefault();
    if (['ArrowUp', 'ArrowDown'].includes(event.key)) throughLines(list, event.target, way);
    else throughTickets(list, event.target, way);
  } else if (event.key === 'Enter' && event.repeat) event.preventDefault();
  else if ((event.key === 'r' || event.code === 'KeyR') && !event.repeat) recallLast();
}

function throughTickets(list, from, way) {
  const rows = [...list.children];
  const place = rows.findIndex((row) => row.contains(from));
  const next = place < 0 ? rows.at(way > 0 ? 0 : -1) : rows[place + way];
  next?.querySelector('.ticket-act')?.focus();
}

function throughLines(list, from, way) {
  const row = from.closest?.('ticket-card') ?? list.firstElementChild;
  const stops = [...row?.querySelectorAll('button') ?? []];
  const place = stops.indexOf(from);
  (place < 0 ? stops.at(-1) : stops[place + way])?.focus();
}

async function recallLast() {
  try {
    const [last] = await tickets.served();
    if (last) await recall(last);
    else toast(t('kitchen.noServed'));
  } catch (problem) {
    toastProblem(problem);
  }
}

/** Brings a ticket back and says which. */
export async function recall(ticket) {
  await tickets.recall(ticket.id);
  toast(t('kitchen.recalled', { place: `${placeKind(ticket)} ${placeName(ticket)}`, number: ticket.number }));
}
