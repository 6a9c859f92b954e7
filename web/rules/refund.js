/**
 * What of a sale is left to give back, and what a refund comes to; the server computes the same and has the last word.
 * @typedef {{line: any, quantity: number, amount: number, isDivided: boolean}} KeptLine
 * @typedef {{tender: any, amount: number}} KeptTender
 * @typedef {{lines: KeptLine[], tenders: KeptTender[], total: number, isUntouched: boolean}} Kept
 * @typedef {{mode: 'lines'|'amount', pieces: Map<string, number>, lost: Set<string>, amount: number|null}} Choice `lost`: lines whose goods do not go back into stock
 */

const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);

/** The sale less its refunds so far. @returns {Kept} */
export function keptOf(sale) {
  const refunds = sale.refunds ?? [];
  const given = refunds.flatMap((refund) => refund.lines);
  const paidBack = refunds.flatMap((refund) => refund.tenders);
  const lines = (sale.lines ?? []).map((line) => {
    const back = given.filter((each) => each.saleLineId === line.id);
    return {
      line, isDivided: Boolean(line.den),
      quantity: line.quantity - sum(back.map((each) => each.quantity)),
      amount: line.amount - (line.discount ?? 0) - sum(back.map((each) => each.amount)),
    };
  });
  const tenders = (sale.tenders ?? []).map((tender) => ({
    tender, amount: tender.amount - sum(paidBack.filter((each) => each.tenderId === tender.id).map((each) => each.amount))
  }));
  return { lines, tenders, total: sum(lines.map((line) => line.amount)), isUntouched: refunds.length === 0 };
}

/** May something of it be given back? */
export const canRefund = (sale) => sale.status === 'paid' || sale.status === 'partly-refunded';

/** @returns {Choice} */
export const nothingChosen = () => ({ mode: 'lines', pieces: new Map(), lost: new Set(), amount: null });

/** Sets how many pieces of a line come back: between none and what is left, a divided line only as a whole. */
export function choosePieces(choice, kept, pieces) {
  const most = Math.max(0, kept.quantity);
  const wanted = kept.isDivided && pieces > 0 ? most : Math.min(Math.max(0, pieces), most);
  const next = new Map(choice.pieces);
  if (wanted > 0) next.set(kept.line.id, wanted);
  else next.delete(kept.line.id);
  return { ...choice, pieces: next };
}

/** Every piece that is left. */
export const chooseAll = (choice, kept) => kept.lines.reduce((next, line) => choosePieces(next, line, line.quantity), choice);

/** What pieces of a line are worth: the last ones get what is left, others their part, half a unit rounded up. */
export function piecesAmount(kept, pieces) {
  if (pieces === kept.quantity) return kept.amount;
  return Math.floor((kept.amount * pieces + Math.floor(kept.quantity / 2)) / kept.quantity);
}

/** What the refund comes to. */
export function refundTotal(kept, choice) {
  if (choice.mode === 'amount') return choice.amount ?? 0;
  return sum(kept.lines.map((line) => piecesAmount(line, choice.pieces.get(line.line.id) ?? 0) * Number(choice.pieces.has(line.line.id))));
}

/** Through which tenders money goes back: the latest first. The last refund gives back what is there, its rounding too. */
export function backTo(kept, total) {
  const before = sum(kept.tenders.map((each) => each.amount));
  let rest = total === kept.total ? before : Math.min(before, total);
  const parts = [];
  for (const { tender, amount } of [...kept.tenders].reverse()) {
    const part = Math.min(rest, amount);
    if (part > 0) parts.push({ tender, amount: part });
    rest -= Math.max(0, part);
  }
  return parts;
}

/** Is everything given back, and was nothing before? Only then the check may be paid again. */
export const mayReopen = (kept, choice) => kept.isUntouched && (choice.mode === 'lines'
  ? kept.lines.every((line) => (choice.pieces.get(line.line.id) ?? 0) === line.quantity)
  : kept.total > 0 && choice.amount === kept.total);

/** What keeps the refund from being given: `nothing`, `tooMuch`, `reason`; null when it may be. */
export function refundProblem(kept, choice, reason) {
  if (choice.mode === 'lines' ? choice.pieces.size === 0 : !(choice.amount > 0)) return 'nothing';
  if (choice.mode === 'amount' && choice.amount > kept.total) return 'tooMuch';
  return reason.trim() === '' ? 'reason' : null;
}

/** The body of a refund: pieces or an amount, never both. */
export function refundBody({ id, choice, reason, reopen, terminalId }) {
  const lines = [...choice.pieces].map(([saleLineId, quantity]) => ({ saleLineId, quantity, restock: choice.lost.has(saleLineId) ? 'loss' : 'back' }));
  return {
    id, ...(choice.mode === 'lines' ? { lines } : { amount: choice.amount }), reason: reason.trim(),
    ...(terminalId ? { terminalId } : {}), ...(reopen ? { reopen: true } : {})
  };
}

/** The check that is to be paid again after a refund; null when there is none. */
export const reopenedCheck = (order) => [...(order.checks ?? [])].reverse().find((check) => check.status === 'open' && check.flags?.includes('reopened')) ?? null;

/** `신한` and `신한카드` both read `신한`. */
export const issuerName = (tender) => (tender.approval?.issuer ?? '').replace(/\s*카드$/, '');
