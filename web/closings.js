import { keep, kept } from './language.js';
import { shop } from './shop.js';

/**
 * The close of a shift as far as it has come: neither a reload nor a dead network forgets what was counted, and a close
 * that got no answer is asked again with the same key.
 * @typedef {{shiftId: string, step: 'orders'|'count', mode: 'notes'|'sum', counts: Record<string, string>, sum: number|null,
 *   fates: Record<string, {do: string, reason?: string}>, key: string|null, body: any}} Closing
 */
const storageKey = () => `closing ${shop.store?.id ?? ''}`;

const fresh = (shiftId) => ({ shiftId, step: 'orders', mode: 'notes', counts: {}, sum: null, fates: {}, key: null, body: null });

function all() {
  try {
    return JSON.parse(kept(storageKey()) ?? '{}');
  } catch {
    return {};
  }
}

export const closings = {
  /** @returns {Closing} */
  of(shiftId) {
    return { ...fresh(shiftId), ...all()[shiftId] };
  },

  /** The one that was sent and got no answer. @returns {Closing|null} */
  waiting() {
    return Object.values(all()).find((closing) => closing.body) ?? null;
  },

  /** @param {Closing} closing */
  save(closing) {
    keep(storageKey(), JSON.stringify({ ...all(), [closing.shiftId]: closing }));
    return closing;
  },

  forget(shiftId) {
    const rest = all();
    delete rest[shiftId];
    keep(storageKey(), JSON.stringify(rest));
  },
};
