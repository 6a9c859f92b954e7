const notes = { KRW: [1000, 5000, 10000, 50000] };

/** Sums a guest is likely to hand over for this amount: exact first, then what real notes make. */
export function quickCash(rest, currency = 'KRW') {
  if (rest <= 0) return [];
  const sums = new Set([rest]);
  for (const note of notes[currency] ?? [100, 500, 1000, 5000]) sums.add(Math.ceil(rest / note) * note);
  return [...sums].sort((a, b) => a - b).slice(0, 5);
}

/** What is still to be paid. */
export function restOf(total, tenders) {
  return total - tenders.reduce((paid, tender) => paid + tender.amount, 0);
}

const cashOf = (tenders) => tenders.reduce((sum, tender) => sum + (tender.method === 'cash' ? tender.amount : 0), 0);

/** What is to be taken when the rest is paid in cash: down to whole `unit`s, unless nothing would be left of it. */
export function cashDue(total, tenders, unit = 0) {
  const rest = restOf(total, tenders);
  if (!(unit > 1) || rest <= 0) return rest;
  const before = cashOf(tenders);
  const due = Math.floor((before + rest) / unit) * unit - before;
  return due > 0 ? due : rest;
}

/** By what cash was rounded, as the books name it: negative, or zero. Only cash that was taken last can end a payment so. */
export function roundingOf(total, tenders, unit = 0) {
  const missing = restOf(total, tenders);
  const isRounded = unit > 1 && missing > 0 && missing < unit && tenders.at(-1)?.method === 'cash' && cashOf(tenders) % unit === 0;
  return isRounded ? -missing : 0;
}

/** What is still to be paid once cash was rounded. */
export const leftOf = (total, tenders, unit = 0) => restOf(total, tenders) + roundingOf(total, tenders, unit);

/** What goes back to the guest. */
export const changeOf = (received, due) => Math.max(0, received - due);

/** A tender of what was handed over or typed, never more than the rest; nothing typed means all of it. */
export function tenderOf(method, typed, rest) {
  const given = typed > 0 ? typed : rest;
  const tender = { method, amount: Math.min(given, rest) };
  if (method === 'cash') tender.received = given;
  return tender;
}

/** One key of the keypad on what is typed so far. */
export function pressKey(typed, key) {
  if (key === 'clear') return 0;
  if (key === 'back') return Math.floor(typed / 10);
  const next = Number(`${typed}${key}`);
  return next > 999_999_999 ? typed : next;
}
