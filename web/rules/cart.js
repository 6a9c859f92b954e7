/**
 * Lines as the till counts them before the server does. The server's figures always win.
 * @typedef {{id: string, itemId: string, name: string, unitPrice: number, options: {id: string, name: string, price: number}[], quantity: number, note?: string, open?: boolean}} DraftLine
 */

const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);

/** One piece with its options. */
export const unitTotal = (line) => line.unitPrice + sum((line.options ?? []).map((option) => option.price ?? 0));

/** A draft line's amount before discounts. */
export const lineTotal = (line) => unitTotal(line) * line.quantity;

export const cartTotal = (lines) => sum(lines.map(lineTotal));

export const cartCount = (lines) => sum(lines.map((line) => line.quantity));

/** Are these the same thing, so that tapping twice makes two of one line? */
export function sameThing(a, b) {
  const options = (line) => (line.options ?? []).map((option) => option.id).sort().join(' ');
  return a.itemId === b.itemId && a.unitPrice === b.unitPrice && (a.note ?? '') === (b.note ?? '') && (a.course ?? 0) === (b.course ?? 0) && options(a) === options(b);
}

/** Adds a line, or counts up the one that is already there. */
export function addLine(lines, line) {
  const place = lines.findIndex((other) => sameThing(other, line));
  if (place < 0) return [...lines, line];
  return lines.map((other, at) => (at === place ? { ...other, quantity: other.quantity + line.quantity } : other));
}

/**
 * How many pieces may still be added, and how many are left at all: of the item and its chosen options the one that ends first.
 * @param {any} item as the menu knows it
 * @param {{id: string}[]} options those chosen
 * @param {any[]} waiting lines that are not sent yet, so that nobody counted them down
 */
export function roomFor(item, options, waiting) {
  const chosen = (item?.optionGroups ?? []).flatMap((group) => group.options).filter(({ id }) => options.some((option) => option.id === id));
  const counts = [[item, (line) => line.itemId === item.id], ...chosen.map((option) => [option, (line) => (line.options ?? []).some(({ id }) => id === option.id)])]
    .filter(([{ stock } = {}]) => typeof stock === 'number')
    .map(([{ stock }, holds]) => ({ left: stock, room: stock - cartCount(waiting.filter(holds)) }));
  return counts.reduce((least, each) => (each.room < least.room ? each : least), { left: Infinity, room: Infinity });
}

/** Sets a quantity; none left removes the line. */
export function setQuantity(lines, id, quantity) {
  if (quantity <= 0) return lines.filter((line) => line.id !== id);
  return lines.map((line) => (line.id === id ? { ...line, quantity: Math.min(quantity, 999) } : line));
}

/** What a chosen set of options still lacks: group id -> `few` or `many`. */
export function optionProblems(groups, chosen) {
  const problems = new Map();
  for (const group of groups) {
    const count = group.options.filter((option) => chosen.has(option.id)).length;
    if (count < (group.min ?? 0)) problems.set(group.id, 'few');
    else if (group.max && count > group.max) problems.set(group.id, 'many');
  }
  return problems;
}

/** Chooses or leaves an option; in a group of one the others go, a full group takes no more. */
export function toggleOption(group, chosen, optionId) {
  const next = new Set(chosen);
  if (next.has(optionId)) {
    if (!(group.min === 1 && group.max === 1)) next.delete(optionId);
    return next;
  }
  if (group.max === 1) for (const option of group.options) next.delete(option.id);
  const count = group.options.filter((option) => next.has(option.id)).length;
  if (!group.max || count < group.max) next.add(optionId);
  return next;
}

/** What is chosen before the guest says anything: the first available one where one must be. */
export function firstChoice(groups) {
  const chosen = new Set();
  for (const group of groups) {
    const available = group.options.filter((option) => !option.soldOut);
    if (group.min === 1 && group.max === 1 && available.length > 0) chosen.add(available[0].id);
  }
  return chosen;
}

/** Does a tap on this item need a question first? */
export const needsChoice = (item) => Boolean(item.openPrice) || (item.optionGroups ?? []).some((group) => group.options.length > 0);

/** A line that is struck, so it costs nothing any more. */
export const isStruck = (line) => ['removed', 'cancelled', 'loss'].includes(line.status);

/** The body of a line for the server; it knows the prices. */
export function lineBody(line) {
  const body = {
    id: line.id, itemId: line.itemId, quantity: line.quantity, options: (line.options ?? []).map((option) => option.id)
  };
  if (line.note) body.note = line.note;
  if (line.course) body.course = line.course;
  if (line.open) body.unitPrice = line.unitPrice;
  return body;
}
