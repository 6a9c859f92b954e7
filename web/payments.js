import { keep, kept } from './language.js';
import { shop } from './shop.js';

const storageKey = () => `payments ${shop.store?.id ?? ''}`;
const most = 50;

function all() {
  try {
    return JSON.parse(kept(storageKey()) ?? '{}');
  } catch {
    return {};
  }
}

/**
 * What was taken for a check that is not paid in full yet, and the sale that got no answer. Money in the drawer is a
 * fact: neither a reload nor a step back may forget it, and a sale asked again keeps its id.
 * @typedef {{checkId: string, tenders: any[], body: any}} Payment
 */
export const payments = {
  /** @returns {Payment|null} */
  of(orderId) {
    return all()[orderId] ?? null;
  },

  save(orderId, payment) {
    const { [orderId]: _, ...others } = all();
    const rest = Object.entries(others).slice(1 - most);
    const isEmpty = payment.tenders.length === 0 && !payment.body;
    keep(storageKey(), JSON.stringify(Object.fromEntries(isEmpty ? rest : [...rest, [orderId, payment]])));
  },

  forget(orderId) {
    this.save(orderId, { tenders: [], body: null });
  },
};
