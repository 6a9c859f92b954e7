import { api, newId } from './api.js';
import { keep, kept } from './language.js';
import { lineBody } from './rules/cart.js';
import { shop } from './shop.js';

const isClosed = (problem) => ['order-already-paid', 'order-cancelled', 'not-found'].includes(problem.code);

/**
 * The orders of a guest at a table. What is on its way keeps its id until an answer came, a reload included, so that
 * sending it again cooks nothing twice. Tells `change`.
 */
export class GuestOrders extends EventTarget {
  orders = [];

  constructor() {
    super();
    this.key = `guest orders ${shop.store?.id} ${shop.session?.tableId}`;
    const { ids = [], batch = null } = JSON.parse(kept(this.key) ?? '{}');
    Object.assign(this, { ids, batch });
  }

  keep(change) {
    Object.assign(this, change);
    keep(this.key, JSON.stringify({ ids: this.ids, batch: this.batch }));
    this.dispatchEvent(new Event('change'));
  }

  /** The order that takes more lines. */
  get open() {
    return this.orders.findLast((order) => order.status === 'open') ?? null;
  }

  /** Reads them anew; one that belongs to an earlier session is no longer ours. */
  async load() {
    const found = await Promise.all(this.ids.map((id) => api.order(id).catch((problem) => {
      if (problem.status === 404) return null;
      throw problem;
    })));
    this.orders = found.filter(Boolean);
    this.keep({ ids: this.orders.map((order) => order.id) });
  }

  /** Orders these lines, in the open order or a new one; a closed one begins a new one by itself. */
  async send(lines) {
    this.keep({ batch: this.batch ?? { id: newId(), orderId: this.open?.id ?? null, lines: lines.map(lineBody) } });
    try {
      await this.deliver(this.batch);
    } catch (problem) {
      if (this.batch.orderId && isClosed(problem)) {
        this.keep({ batch: { ...this.batch, id: newId(), orderId: null } });
        return this.send(lines);
      }
      // A refusal is certain: the cart may be changed. Without an answer the same lines must be asked for again, and being
      // told to wait says nothing about an earlier try.
      if (problem.isUnknown) this.keep({ batch: { ...this.batch, isUnsure: true } });
      else if (problem.status !== 429 || !this.batch.isUnsure) this.keep({ batch: null });
      throw problem;
    }
    const id = this.batch.orderId ?? this.batch.id;
    this.keep({ batch: null, ids: [...this.ids.filter((each) => each !== id), id] });
    return this.load().catch(() => { /* the page of the orders reads them again */ });
  }

  deliver({ id, orderId, lines }) {
    if (orderId) return api.addLines(orderId, { id, lines, send: true });
    return api.placeOrder({ id, channel: 'qr', lines, send: true });
  }
}
