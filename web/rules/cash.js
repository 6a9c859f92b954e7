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
