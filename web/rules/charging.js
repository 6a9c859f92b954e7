/**
 * The way of a card payment, so that money and order never part: the order is stored, the payment is stored, then the
 * card terminal is touched, then its answer is stored. Whatever happened before a reload, each step may be asked again
 * with the same ids, and a terminal that was touched once is asked, never charged again.
 *
 * @typedef {{order: any, cart: any[], expected: number, saleId: string, tenderId: string, amount?: number, number?: string,
 *   isStored?: boolean, isTold?: boolean, isCharged?: boolean, result?: {outcome: string, approval?: any}|null}} Payment
 */

/** A payment for this cart; what an earlier try already stored for the same cart is taken up again. */
export function beginPayment({ orderId, channel, cart, note, body, expected }, newId, before = null) {
  const order = before?.order ?? { id: orderId, channel, lines: body, ...(note ? { note } : {}) };
  return { order, cart, expected, saleId: newId(), tenderId: newId(), amount: before?.amount, number: before?.number, isAccepted: before?.isAccepted };
}

/** The same payment with another try at the terminal; only after it declined. */
export const tryAgain = (payment, newId) => ({ ...payment, tenderId: newId(), isTold: false, isCharged: false, result: null });

/** Is money perhaps on its way, so that nobody may walk away from this payment? */
export const mayHoldMoney = (payment) => Boolean(payment?.isCharged) && payment.result?.outcome !== 'declined';

/**
 * Goes on as far as it can: `paid` with the sale, `declined`, `unknown`, `conflict` when staff and terminal disagree, or
 * `changed` when the order costs something else than the guest was told. Throws the problem of a step that got no answer; going on later repeats just that step.
 * @param {Payment} payment
 * @param {{api: any, terminal: any, save: (payment: Payment|null) => void, tell?: (state: string) => void}} with
 */
export async function goOn(payment, { api, terminal, save, tell = () => {} }) {
  let now = payment;
  const keep = (change) => save(now = { ...now, ...change });
  save(now);
  if (!now.number) {
    const order = await api.placeOrder(now.order);
    keep({ amount: order.total, number: order.number });
  }
  if (now.amount !== now.expected && !now.isAccepted && !now.isCharged) return { state: 'changed', payment: now };
  const tender = { id: now.tenderId, method: 'card', amount: now.amount };
  if (!now.isStored) {
    await api.sell({ id: now.saleId, orderId: now.order.id, pending: true, tenders: [tender] });
    keep({ isStored: true, isTold: true });
  } else if (!now.isTold) {
    await api.askTender(now.saleId, tender);
    keep({ isTold: true });
  }
  if (!now.result || now.result.outcome === 'unknown') {
    tell(now.isCharged ? 'asking' : 'charging');
    const asked = now.isCharged;
    keep({ isCharged: true });
    keep({ result: await (asked ? terminal.ask(now.tenderId) : terminal.charge({ tenderId: now.tenderId, amount: now.amount })) });
  }
  tell('storing');
  return settle(now, { api, save });
}

/** Tells the server what the terminal said; when staff told it something else meanwhile, theirs is what counts. */
async function settle(payment, { api, save }) {
  try {
    const answer = await api.answerTender(payment.saleId, payment.tenderId, payment.result);
    if (answer.status === 'paid') return paid(payment, save, answer);
    return { state: payment.result.outcome === 'declined' ? 'declined' : 'unknown', payment };
  } catch (problem) {
    if (!['tender-decided', 'sale-not-pending'].includes(problem.code)) throw problem;
    const order = await api.order(payment.order.id);
    if (order.status === 'paid' || order.checks?.some((check) => check.saleId === payment.saleId && check.status === 'paid')) return paid(payment, save, null);
    // The terminal took the money and somebody said it did not: only people can put that right.
    if (payment.result.outcome === 'approved') return { state: 'conflict', payment };
    const next = { ...payment, result: { outcome: 'declined' } };
    save(next);
    return { state: 'declined', payment: next };
  }
}

function paid(payment, save, sale) {
  save(null);
  return { state: 'paid', payment, sale };
}

/** Gives a declined payment up and frees the order; what got no answer is freed by the server after two minutes. */
export async function giveUp(payment, { api, save }) {
  if (payment.isStored) await api.dropSale(payment.saleId).catch((problem) => {
    if (problem.code === 'tender-undecided') throw problem;
  });
  save(null);
}
