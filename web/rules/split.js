import { isStruck } from './cart.js';

/**
 * Who pays for what. A line lies on one check, or is divided over several by `shares`.
 * @typedef {{line: any, num: number, den: number, amount: number, discount: number}} Entry a line's part on one check
 * @typedef {{checkId: string, parts: Map<string, {num: number, den: number}>}} Choice parts of lines that are to go to a new check
 */

const gcd = (a, b) => (b === 0 ? a : gcd(b, a % b));

/** A fraction in lowest terms. */
export function reduced(num, den) {
  const common = gcd(num, den) || 1;
  return { num: num / common, den: den / common };
}

const isLess = (a, b) => a.num * b.den < b.num * a.den;
const isSame = (a, b) => a.num * b.den === b.num * a.den;

/** The shares of a line; an undivided one is whole on its check. */
export const sharesOf = (line) => line.shares ?? [
  { checkId: line.checkId, num: 1, den: 1, amount: line.amount, discount: line.discount ?? 0 }
];

/** What a check pays for. @returns {Entry[]} */
export function entriesOf(order, checkId) {
  return order.lines.filter((line) => !isStruck(line)).flatMap((line) => sharesOf(line)
    .filter((share) => share.checkId === checkId)
    .map(({ num, den, amount, discount }) => ({ line, ...reduced(num, den), amount, discount: discount ?? 0 })));
}

/** The payers beside each other; a check that was emptied is none. */
export function columnsOf(order) {
  const checks = order.checks ?? [];
  const columns = checks.map((check) => ({ check, entries: entriesOf(order, check.id) }));
  return checks.length < 2 ? columns : columns.filter(({ check, entries }) => check.status === 'paid' || entries.length > 0);
}

export const isSplit = (order) => Boolean(order) && columnsOf(order).length > 1;

/** Letters of the checks that pay for a line: `A·C`, for many of them `A…AX`. */
export function lettersOf(order, line) {
  const held = new Set(sharesOf(line).map((share) => share.checkId));
  const letters = (order.checks ?? []).filter((check) => held.has(check.id)).map((check) => check.letter);
  return letters.length > 5 ? `${letters[0]}…${letters.at(-1)}` : letters.join('·');
}

/** The checks that still want money. */
export const dueChecks = (order) => columnsOf(order).map(({ check }) => check).filter((check) => check.status !== 'paid');

/** What is left to pay of the whole order. */
export const leftToPay = (order) => dueChecks(order).reduce((sum, check) => sum + check.total, 0);

/** The check that a payment is for: the named one, or the only one that is due; null when one must choose. */
export function checkToPay(order, named) {
  const check = named && (order.checks ?? []).find((each) => each.id === named);
  if (check) return check;
  const due = dueChecks(order);
  return due.length === 1 ? due[0] : null;
}

/** Who pays after this check. */
export const nextCheck = (order, checkId) => dueChecks(order).find((check) => check.status === 'open' && check.id !== checkId) ?? null;

/** Which payer of how many. */
export function placeOf(order, checkId) {
  const columns = columnsOf(order);
  return { place: columns.findIndex(({ check }) => check.id === checkId) + 1, count: columns.length };
}

/** May a check go back to the one it was split off? Not when somebody paid, or when it was split again. */
export function parentOf(order, check) {
  if (check.status !== 'open' || !check.parentId || order.checks.some((each) => each.parentId === check.id)) return null;
  return order.checks.find((each) => each.id === check.parentId && each.status === 'open') ?? null;
}

/** Pieces of a line that a part of it is; null when it is no whole number of them. */
export function piecesOf(quantity, { num, den }) {
  const pieces = (quantity * num) / den;
  return Number.isInteger(pieces) ? pieces : null;
}

/** How a part of a line is written: `×2` as pieces, `1/3` as fraction; null for one too fine to be read. */
export function partText(line, part) {
  const pieces = piecesOf(line.quantity, part);
  if (pieces !== null) return `×${pieces}`;
  if (part.den > 50) return null;
  return line.quantity > 1 ? `×${line.quantity} · ${part.num}/${part.den}` : `${part.num}/${part.den}`;
}

/** Fractions of a line that a check can give away: the usual ones of the whole, and half of what it holds. */
export function fractionsOf(entry) {
  const usual = [{ num: 1, den: 3 }, { num: 1, den: 2 }, { num: 2, den: 3 }].filter((part) => isLess(part, entry));
  const half = reduced(entry.num, entry.den * 2);
  return usual.some((part) => isSame(part, half)) ? usual : [half, ...usual].sort((a, b) => a.num / a.den - b.num / b.den);
}

/** What a part costs of what a check pays for a line; the server rounds down the same way. */
export function partAmount(entry, part) {
  if (isSame(part, entry)) return entry.amount - entry.discount;
  const of = (sum) => Math.floor((sum * part.num * entry.den) / (part.den * entry.num));
  return of(entry.amount) - of(entry.discount);
}

/** Chooses a part of a line, or leaves it when it is null; parts of another check are left. @returns {Choice|null} */
export function choose(choice, checkId, lineId, part) {
  const parts = new Map(choice?.checkId === checkId ? choice.parts : []);
  if (part) parts.set(lineId, reduced(part.num, part.den));
  else parts.delete(lineId);
  return parts.size > 0 ? { checkId, parts } : null;
}

/** What is still there of a choice after the order changed. */
export function stillChosen(order, choice) {
  if (!choice || order.checks.find((check) => check.id === choice.checkId)?.status !== 'open') return null;
  const held = new Map(entriesOf(order, choice.checkId).map((entry) => [entry.line.id, entry]));
  const parts = new Map([...choice.parts].filter(([id, part]) => held.has(id) && !isLess(held.get(id), part)));
  return parts.size > 0 ? { checkId: choice.checkId, parts } : null;
}

/** Sum, number of lines, and whether nothing would be left on the check. */
export function choiceSum(order, choice) {
  const entries = entriesOf(order, choice.checkId);
  const chosen = entries.filter((entry) => choice.parts.has(entry.line.id));
  return {
    amount: chosen.reduce((sum, entry) => sum + partAmount(entry, choice.parts.get(entry.line.id)), 0),
    count: chosen.length,
    isAll: chosen.length === entries.length && chosen.every((entry) => isSame(entry, choice.parts.get(entry.line.id))),
  };
}

/** The body of a split by items. */
export const itemSplit = (id, choice) => ({
  id, of: choice.checkId, by: 'items', shares: [...choice.parts].map(([lineId, { num, den }]) => ({ lineId, num, den }))
});

/** Evenly over so many people: the first `more` pay one more than `share`. */
export const evenly = (total, count) => ({ share: Math.floor(total / count), more: total % count });

/** What is left of a total after these amounts; empty ones count nothing. */
export const restAfter = (total, amounts) => total - amounts.reduce((sum, amount) => sum + (amount ?? 0), 0);

/** Can a total be split like this? Two amounts at least, and nothing left. */
export const isWholeSplit = (total, amounts) => amounts.filter((amount) => amount > 0).length > 1 && restAfter(total, amounts) === 0;
