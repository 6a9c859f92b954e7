import { addDays, businessDateOf } from './time.js';

/** So few left that the tile says how many. */
const few = 5;

/** The moment that a wall clock in a time zone shows this date and time. */
function momentOf(date, time, timezone) {
  const wall = Date.parse(`${date}T${time}:00Z`);
  const shown = (moment) => {
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en-US', {
      timeZone: timezone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit'
    }).formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
    return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  };
  // Twice, since the clocks may change between the guess and the moment.
  const guess = wall - (shown(wall) - wall);
  return guess + (wall - shown(guess));
}

/** When the present business day ends: the next time the store's clock shows its cutoff. */
export function endOfDay(now, { timezone = 'Asia/Seoul', businessDayStart = '05:00' } = {}) {
  return momentOf(addDays(businessDateOf(now, timezone, businessDayStart), 1), businessDayStart, timezone);
}

/** What to send for a way of being sold out: for an hour, until the day's end, until switched on again, or on sale. */
export function soldOutChange(way, now, place) {
  if (way === 'sale') return { soldOut: false, soldOutUntil: null };
  const until = { hour: now + 3_600_000, day: endOfDay(now, place), open: null }[way];
  return { soldOut: true, soldOutUntil: until === null ? null : new Date(until).toISOString() };
}

/** What a tile says: `on`, `few` with the count, or why it is not sold: `day`, `until` a moment, `gone`, `off`. */
export function saleState(item, now, place) {
  if (!item.soldOut) return typeof item.stock === 'number' && item.stock > 0 && item.stock <= few ? { kind: 'few', count: item.stock } : { kind: 'on' };
  if (item.soldOutUntil) return { kind: Date.parse(item.soldOutUntil) === endOfDay(now, place) ? 'day' : 'until', until: item.soldOutUntil };
  return { kind: item.stock === 0 ? 'gone' : 'off' };
}

/** When the first of these items comes back by itself, or null. */
export function nextReturn(items, now) {
  const moments = items.filter((item) => item.soldOut && item.soldOutUntil).map((item) => Date.parse(item.soldOutUntil)).filter((moment) => moment > now);
  return moments.length > 0 ? Math.min(...moments) : null;
}

/** A group's options with what is left of them, which only the menu knows; the group itself knows what was typed last. */
export function withLeft(group, items) {
  const options = items.flatMap((item) => item.optionGroups ?? []).find(({ id }) => id === group.id)?.options ?? [];
  return { ...group, options: group.options.map((option) => {
    const { stock, soldOut } = options.find(({ id }) => id === option.id) ?? option;
    return { ...option, stock, soldOut };
  }) };
}

/** A typed count: a whole number from 0, null for `not counted`, undefined when it is none. */
export function parseCount(text) {
  const clean = String(text).trim();
  if (clean === '') return null;
  return /^\d{1,6}$/.test(clean) ? Number(clean) : undefined;
}
