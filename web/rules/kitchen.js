/**
 * What a kitchen screen makes of its tickets. The server's word always wins; this is what the hand sees meanwhile.
 * @typedef {{lineId: string, itemId: string, name: string, options?: string[], quantity: number, struck?: number, note?: string, course?: number, status: string}} TicketLine
 * @typedef {{id: string, orderId: string, number: string, channel: string, tableName?: string, station: string, kind: 'add'|'void', status: string, lines: TicketLine[], createdAt: string, readyAt?: string, version: number}} Ticket
 * @typedef {{id: string, ticketId: string, step: string, lineId?: string}} Tap a step on its way to the server
 */
const states = ['queued', 'acknowledged', 'cooking', 'ready', 'served'];
const reached = { acknowledge: 'acknowledged', start: 'cooking', ready: 'ready', serve: 'served' };
const next = { queued: 'acknowledge', acknowledged: 'start', cooking: 'ready', ready: 'serve' };
const further = (a, b) => (states.indexOf(a) > states.indexOf(b) ? a : b);

/** Pieces that are still to be made: what was voided since is struck. */
export const liveQuantity = (line) => Math.max(0, line.quantity - (line.struck ?? 0));

export const oldestFirst = (tickets) => [...tickets].sort((a, b) => a.createdAt.localeCompare(b.createdAt) || a.id.localeCompare(b.id));

/** The tickets of one station, or all of them. */
export const ofStation = (tickets, station) => (station ? tickets.filter((ticket) => ticket.station === station) : tickets);

/** `A-017` -> `017`, what is called out to a guest who waits. */
export const callNumber = (number) => (number ?? '').split('-').at(-1);

/** What the big button does: a void ticket is only read, one with nothing left to make is only put away. */
export function nextStep(ticket) {
  if (ticket.kind === 'void' && ticket.status !== 'served') return 'acknowledge';
  if (ticket.status !== 'served' && ticket.lines.every((line) => liveQuantity(line) === 0)) return 'serve';
  return next[ticket.status] ?? null;
}

/** May it be called ready without the steps in between? */
export const canFinish = (ticket) => ['acknowledge', 'start'].includes(nextStep(ticket)) && ticket.kind !== 'void';

/** Can this line be tapped one step on? */
export const canBump = (ticket, line) => ticket.kind !== 'void' && liveQuantity(line) > 0 && line.status !== 'served';

/** Can it be brought back? Not what only said that nothing is to be made. */
export const canRecall = (ticket) => ticket.kind !== 'void' && ticket.lines.some((line) => liveQuantity(line) > 0);

/** The ticket as it will be after a step; a later state stays. */
export function afterStep(ticket, { step, lineId }) {
  if (step === 'bump') return afterBump(ticket, lineId);
  if (step === 'recall') return { ...ticket, status: 'cooking', lines: ticket.lines.map((line) => ({ ...line, status: 'cooking' })) };
  const status = ticket.kind === 'void' ? 'served' : further(reached[step], ticket.status);
  const least = { cooking: 'cooking', ready: 'ready', served: 'served' }[status] ?? 'queued';
  return { ...ticket, status, lines: ticket.lines.map((line) => ({ ...line, status: further(least, line.status) })) };
}

function afterBump(ticket, lineId) {
  const lines = ticket.lines.map((line) => (line.lineId === lineId ? { ...line, status: ['ready', 'served'].includes(line.status) ? 'served' : 'ready' } : line));
  const live = lines.filter((line) => liveQuantity(line) > 0);
  const least = live.every((line) => line.status === 'served') ? 'served'
    : live.every((line) => ['ready', 'served'].includes(line.status)) ? 'ready' : 'cooking';
  return { ...ticket, lines, status: further(least, ticket.status) };
}

/** Tickets as the hand sees them: with the taps that are on their way, without what left the kitchen. */
export function shownTickets(tickets, taps) {
  return oldestFirst(tickets)
    .map((ticket) => taps.filter((tap) => tap.ticketId === ticket.id).reduce(afterStep, ticket))
    .filter((ticket) => ticket.status !== 'served');
}

/** Takes in what the server says about one ticket; an older version than the known one is ignored. */
export function putTicket(tickets, ticket) {
  const known = tickets.find((each) => each.id === ticket.id);
  if (known && ticket.version < known.version) return tickets;
  const others = tickets.filter((each) => each.id !== ticket.id);
  return ticket.status === 'served' ? others : [...others, ticket];
}

/** How many pieces of each item are still to be made, over all tickets: the most first. */
export function allDay(tickets) {
  const counts = new Map();
  for (const ticket of tickets.filter((each) => each.kind !== 'void')) {
    for (const line of ticket.lines.filter((each) => !['ready', 'served'].includes(each.status))) {
      const { name, quantity } = counts.get(line.itemId) ?? { name: line.name, quantity: 0 };
      counts.set(line.itemId, { name, quantity: quantity + liveQuantity(line) });
    }
  }
  return [...counts.values()].filter((each) => each.quantity > 0).sort((a, b) => b.quantity - a.quantity || a.name.localeCompare(b.name));
}

export const secondsSince = (moment, now) => Math.max(0, Math.floor((now - Date.parse(moment)) / 1000));

/** `04:12`, `1:02:03`. */
export function stopwatch(seconds) {
  const two = (part) => String(part).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`;
}

/** Is a ticket in time? What is ready has stopped being late. */
export function lateness(ticket, now, { warnAfter, lateAfter }) {
  const seconds = secondsSince(ticket.createdAt, ticket.readyAt && ['ready', 'served'].includes(ticket.status) ? Date.parse(ticket.readyAt) : now);
  if (seconds >= lateAfter) return 'late';
  return seconds >= warnAfter ? 'warn' : 'fresh';
}

/** Tickets that nobody acknowledged in time. */
export const unseen = (tickets, now, { alarmAfter }) => tickets.filter((ticket) => ticket.status === 'queued' && secondsSince(ticket.createdAt, now) >= alarmAfter);

/** Does a tap come so soon after the last one that the finger did not mean it? A card that moved under it, a tap twice. */
export const isSlip = (last, now) => now - last < 300;
