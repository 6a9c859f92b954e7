/** A drawer's working time: counting, what becomes of open orders, what is sent to close it, and what a Z says. */
import { isStruck } from './cart.js';
import { addDays } from './time.js';

const notes = { KRW: [50_000, 10_000, 5000, 1000, 500, 100, 50, 10] };
const floats = { KRW: [50_000, 100_000, 150_000, 200_000, 300_000, 500_000] };

/** Notes and coins of a currency in minor units, largest first. */
export const notesOf = (currency = 'KRW') => notes[currency] ?? [10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1];

/** Below this it is a coin. */
export const isCoin = (value, currency = 'KRW') => value < (currency === 'KRW' ? 1000 : 500);

/** Usual opening floats. */
export const quickFloats = (currency = 'KRW') => floats[currency] ?? [5000, 10_000, 20_000, 30_000];

const most = 100_000;

/** A typed number of notes; nothing typed is none, and what is no number is none. */
export function noteCount(text) {
  const digits = String(text ?? '').replace(/\D/g, '');
  return digits === '' ? 0 : Math.min(most, Number(digits));
}

/** The sum of counted notes: `{50000: '3'}` is 150,000. */
export const countSum = (counts) => Object.entries(counts ?? {}).reduce((sum, [value, count]) => sum + Number(value) * noteCount(count), 0);

/** Was anything counted at all? */
export const isCounted = ({ mode, counts, sum }) => (mode === 'sum' ? sum !== null && sum !== undefined : Object.values(counts ?? {}).some((count) => String(count ?? '') !== ''));

/** What lies in the drawer, however it was counted. */
export const countedOf = ({ mode, counts, sum }) => (mode === 'sum' ? sum ?? 0 : countSum(counts));

/** When an order was begun. */
export const begunAt = (order) => order.openedAt ?? order.placedAt ?? '';

/** Orders that the end of a shift asks about: open, with something in them, oldest first. */
export const ordersToClose = (orders) => orders
  .filter((order) => order.status === 'open' && order.lines.some((line) => !isStruck(line)))
  .sort((a, b) => begunAt(a).localeCompare(begunAt(b)) || a.id.localeCompare(b.id));

/** What is sent to close a shift. An order that is not there any more needs no word, one without a word is carried over. */
export function closeBody(close, orders) {
  const count = close.mode === 'sum'
    ? { counted: close.sum ?? 0 }
    : { denominations: Object.entries(close.counts ?? {}).map(([value, count]) => ({ value: Number(value), count: noteCount(count) })).filter((each) => each.count > 0).sort((a, b) => b.value - a.value) };
  const open = orders.map((order) => {
    const fate = close.fates?.[order.id];
    return fate?.do === 'void' ? { orderId: order.id, do: 'void', reason: fate.reason } : { orderId: order.id, do: 'carry' };
  });
  return { ...count, open };
}

/** How the drawer compares with the books: `even`, `short` or `over`. */
export const balanceOf = (difference) => (difference === 0 ? 'even' : difference < 0 ? 'short' : 'over');

/** The last closed shift of a drawer. */
export const lastClosed = (shifts, terminalId) => shifts.filter((shift) => shift.terminalId === terminalId && shift.status === 'closed')
  .sort((a, b) => Date.parse(b.closedAt) - Date.parse(a.closedAt))[0] ?? null;

/** A shift that began on an earlier business day: what is sold now is booked on that day. */
export const isOverdue = (shift, today) => Boolean(shift && today && shift.businessDate < today);

/** Receipt numbers in a row become one run: `['S-0003', 'S-0004', 'S-0006']` -> `[[3, 4], [6, 6]]` with their heads. */
export function runsOf(numbers) {
  const runs = [];
  for (const number of [...numbers].sort()) {
    const cut = number.lastIndexOf('-') + 1;
    const [head, counter] = [number.slice(0, cut), Number(number.slice(cut))];
    const last = runs.at(-1);
    if (last?.head === head && counter === last.to + 1) Object.assign(last, { to: counter, last: number });
    else runs.push({ head, from: counter, to: counter, first: number, last: number });
  }
  return runs.map(({ first, last, from, to }) => ({ first, last, count: to - from + 1 }));
}

/** Every receipt that nobody has seen. */
export const missingOf = (receipts) => (receipts ?? []).flatMap((series) => series.missing ?? []);

/** What came after the close, as it changes the day: sales add, refunds take away. */
export const addendaSum = (addenda) => (addenda ?? []).reduce((sum, each) => sum + (each.kind === 'refund' ? -each.total : each.total), 0);

/** Days with closed shifts that nobody settled, newest first, today left out. */
export function unsettledDays(shifts, settlements, today) {
  const settled = new Set(settlements.map((each) => each.businessDate));
  const open = new Set(shifts.filter((shift) => shift.status === 'open').map((shift) => shift.businessDate));
  const days = new Set(shifts.map((shift) => shift.businessDate));
  return [...days].filter((date) => date < today && !settled.has(date) && !open.has(date)).sort().reverse();
}

/** Was it the business day before? */
export const isYesterday = (date, today) => date === addDays(today, -1);
