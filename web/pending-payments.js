import { api } from './api.js';
import { undecided } from './rules/visitor.js';
import { shop } from './shop.js';

/** Card payments of kiosks that only somebody who looks at the card terminal can decide. Tells `change`. */
class PendingPayments extends EventTarget {
  list = [];

  async load() {
    if (!shop.can('sell')) return;
    const list = undecided((await api.pendingSales()).data, Date.now());
    if (JSON.stringify(list) === JSON.stringify(this.list)) return;
    this.list = list;
    this.dispatchEvent(new Event('change'));
  }

  /** Sends what the card terminal showed. */
  async decide({ saleId, tenderId }, outcome) {
    await api.answerTender(saleId, tenderId, { outcome });
    await this.load();
  }
}

export const pendingPayments = new PendingPayments();
