import { keep, kept } from './language.js';
import { shop } from './shop.js';

const storageKey = () => `payments ${shop.store?.id ?? ''}`;
const most = 50;

function all() {
  try {
    // What was kept before orders could be split stands under the order's id.
    const entries = Object.entries(JSON.parse(kept(storageKey()) ?? '{}'));
    return entries.map(([key, payment]) => ({ orderId: key, ...payment }));
  } catch {
    return [];
  }
}

/**
 * What was taken for a check that is not paid in full yet, and the sale that got no answer. Money in the drawer is a
 * fact: neither a reload nor a step back may forget it, and a sale asked again keeps its id.
 * @typedef {{orderId: string, checkId: string, tenders: any[], body: any}} Payment
 */
export const payments = {
  /** @returns {Payment|null} */
  of(orderId, checkId) {
    return all().find((payment) => payment.orderId === orderId && payment.checkId === checkId) ?? null;
  },

  /** Those of an order, the one that waits for an answer first. @returns {Payment[]} */
  ofOrder(orderId) {
    return all().filter((payment) => payment.orderId === orderId).sort((a, b) => Number(Boolean(b.body)) - Number(Boolean(a.body)));
  },

  /** @param {Payment} payment */
  save(payment) {
    const rest = all().filter((each) => each.orderId !== payment.orderId || each.checkId !== payment.checkId).slice(1 - most);
    const isEmpty = payment.tenders.length === 0 && !payment.body;
    keep(storageKey(),
      JSON.stringify(Object.fromEntries((isEmpty ? rest : [...rest, payment]).map((each) => [each.checkId ?? each.orderId, each]))));
  },

  forget(orderId, checkId) {
    this.save({ orderId, checkId, tenders: [], body: null });
  },
};
