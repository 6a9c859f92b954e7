/** What a kiosk or a guest's phone may order, and what became of what was put into its cart. */

/** The categories that visitors see: nothing whose price somebody has to type, and no empty one. */
export function sellable(categories) {
  return categories.map((category) => ({ ...category, items: category.items.filter((item) => !item.openPrice) })).filter((category) => category.items.length > 0);
}

/** The price of a line as the menu tells it now; null when it cannot be ordered any more. */
function priceNow(line, items) {
  const item = items.find(({ id }) => id === line.itemId);
  if (!item || item.soldOut) return null;
  const options = (item.optionGroups ?? []).flatMap((group) => group.options);
  const chosen = line.options.map(({ id }) => options.find((option) => option.id === id));
  if (chosen.some((option) => !option || option.soldOut)) return null;
  return { unitPrice: item.price, options: chosen.map(({ id, name, price }) => ({ id, name, price })) };
}

/** The lines of a cart with today's prices; `isGone` marks those that were sold out or taken off the menu meanwhile. */
export function linesNow(lines, items) {
  return lines.map(({ isGone, ...line }) => {
    const now = priceNow(line, items);
    return now ? { ...line, ...now } : { ...line, isGone: true };
  });
}

/** Are these two carts the same order? Ids of lines do not matter. */
export function sameCart(a, b) {
  const words = (lines) => JSON.stringify(lines.map(({ itemId, options, quantity, note }) => [itemId, options.map(({ id }) => id), quantity, note ?? '']));
  return words(a) === words(b);
}

/** How far an order's line is, as its guest is told: `waiting`, `cooking`, `ready`, `served` or `cancelled`. */
export function lineState(line) {
  if (['cancelled', 'removed', 'loss'].includes(line.status)) return 'cancelled';
  return { cooking: 'cooking', ready: 'ready', served: 'served' }[line.status] ?? 'waiting';
}

/** After so many seconds a card terminal should have answered; longer than that, somebody has to look. */
const answerTime = 60_000;

/** Payments that only somebody who looks at the card terminal can decide: the tender without an answer of each. */
export function undecided(sales, now) {
  return sales.flatMap((sale) => {
    const tender = sale.tenders.find(({ state }) => state === 'unknown') ?? sale.tenders.find(({ state }) => state === 'pending');
    if (!tender || (tender.state === 'pending' && now - Date.parse(sale.createdAt) < answerTime)) return [];
    return [{ saleId: sale.id, orderId: sale.orderId, tenderId: tender.id, amount: tender.amount, since: sale.createdAt }];
  });
}
