import { keep, kept } from './language.js';
import { shop } from './shop.js';

const storageKey = () => `refunds ${shop.store?.id ?? ''}`;
const most = 20;

function all() {
  try {
    return JSON.parse(kept(storageKey()) ?? '[]');
  } catch {
    return [];
  }
}

/** Refunds that were sent and got no answer: money may have gone back, so that only the same one may be asked again. */
export const refunds = {
  /** The body that waits for its answer, or null. */
  of: (saleId) => all().find((each) => each.saleId === saleId)?.body ?? null,

  save(saleId, body) {
    const rest = all().filter((each) => each.saleId !== saleId).slice(1 - most);
    keep(storageKey(), JSON.stringify(body ? [...rest, { saleId, body }] : rest));
  },

  forget(saleId) {
    refunds.save(saleId, null);
  },
};
