import { api, newId } from './api.js';
import { keep, kept } from './language.js';
import { addLine, lineBody, setQuantity } from './rules/cart.js';
import { linesToSend } from './rules/courses.js';
import { isSplit, lettersOf } from './rules/split.js';
import { shop } from './shop.js';

/**
 * Lines tapped on this device that the server has not confirmed yet. They live in localStorage, so neither a reload
 * nor a dead network loses one; a batch on its way keeps its id, so that sending it again adds nothing twice.
 * @typedef {{orderId: string, tableId?: string, channel: string, guests?: number, isNew: boolean, lines: any[], batch: any}} Draft
 */
const storageKey = () => `drafts ${shop.store?.id ?? ''}`;

class Drafts extends EventTarget {
  sending = new Map();

  all() {
    try {
      return JSON.parse(kept(storageKey()) ?? '{}');
    } catch {
      return {};
    }
  }

  of(orderId) {
    return this.all()[orderId] ?? null;
  }

  /** Begins an order that the server does not know yet. */
  open({ tableId, channel, guests }) {
    const draft = { orderId: newId(), tableId, channel, guests, isNew: true, lines: [], batch: null, begun: Date.now() };
    this.save(draft);
    return draft;
  }

  /** Lines left over for an order that was closed elsewhere begin a new one, or join the one it was merged into, so that nobody's dish is forgotten. */
  carry(orderId, { tableId, channel, lines: served, mergedInto }) {
    const known = new Set((served ?? []).map((line) => line.id));
    const lines = this.lines(orderId).filter((line) => !known.has(line.id)).map((line) => ({ ...line, id: newId() }));
    if (lines.length === 0 || this.sending.has(orderId)) return null;
    if (mergedInto) {
      this.update(mergedInto, (draft) => ({ lines: [...draft.lines, ...lines] }));
      this.forget(orderId);
      return { orderId: mergedInto, lines };
    }
    const next = { ...this.open({ tableId, channel: channel === 'table' ? 'table' : 'takeout' }), lines };
    this.save(next);
    this.forget(orderId);
    return next;
  }

  /** Without a shop (signed out meanwhile) nothing is written: what is stored stays as it was. */
  save(draft) {
    if (!shop.store) return;
    const all = this.all();
    const isEmpty = draft.lines.length === 0 && !draft.batch;
    if (isEmpty && !draft.isNew) delete all[draft.orderId];
    else all[draft.orderId] = draft;
    keep(storageKey(), JSON.stringify(all));
    this.dispatchEvent(new CustomEvent('change', { detail: draft.orderId }));
  }

  forget(orderId) {
    const all = this.all();
    delete all[orderId];
    keep(storageKey(), JSON.stringify(all));
    this.dispatchEvent(new CustomEvent('change', { detail: orderId }));
  }

  update(orderId, change) {
    const draft = this.of(orderId) ?? { orderId, isNew: false, lines: [], batch: null, begun: Date.now() };
    this.save({ ...draft, ...change(draft) });
  }

  add(orderId, line) {
    this.update(orderId, (draft) => ({ lines: addLine(draft.lines, { id: newId(), ...line }) }));
  }

  setQuantity(orderId, lineId, quantity) {
    this.update(orderId, (draft) => ({ lines: setQuantity(draft.lines, lineId, quantity) }));
  }

  /** Lines not confirmed yet, those on their way first. */
  lines(orderId) {
    const draft = this.of(orderId);
    if (!draft) return [];
    const known = new Set((shop.order(orderId)?.lines ?? []).map((line) => line.id));
    return [...(draft.batch?.lines ?? []), ...draft.lines].filter((line) => !known.has(line.id));
  }

  /** What waits to be sent again: drafts whose last attempt got no answer. */
  waiting() {
    return Object.values(this.all()).filter((draft) => draft.batch && !this.sending.has(draft.orderId));
  }

  /**
   * Gives the lines to the server; with `send` the kitchen gets those of the course being eaten, with `all` every one.
   * Throws the problem and keeps the lines when no answer came; a refusal gives them back to the cart.
   */
  async flush(orderId, { send = false } = {}) {
    while (this.sending.has(orderId)) await this.sending.get(orderId).catch(() => {});
    const work = this.deliver(orderId, send).finally(() => {
      this.sending.delete(orderId);
      this.dispatchEvent(new CustomEvent('change', { detail: orderId }));
    });
    this.sending.set(orderId, work);
    return work;
  }

  async deliver(orderId, send) {
    let draft = this.of(orderId);
    while (draft && (draft.batch || draft.lines.length > 0)) {
      const batch = draft.batch ?? { id: newId(), lines: draft.lines, send, atOnce: this.sendsAtOnce(draft, send) };
      draft = { ...draft, batch, lines: draft.batch ? draft.lines : [] };
      this.save(draft);
      await this.deliverBatch(draft);
      draft = this.of(orderId);
    }
    let order = shop.order(orderId) ?? await shop.refreshOrder(orderId);
    const waiting = order.lines.filter((line) => line.status === 'draft');
    const now = send === 'all' ? waiting : linesToSend(order.lines);
    if (send && now.length > 0) {
      await api.sendOrder(orderId, now.length < waiting.length ? now.map((line) => line.id) : undefined);
      order = await shop.refreshOrder(orderId);
    }
    return order;
  }

  /** Courses go to the kitchen line by line, so that the later ones can wait. */
  sendsAtOnce({ orderId, lines }, send) {
    if (send !== true) return Boolean(send);
    const waiting = (shop.order(orderId)?.lines ?? []).filter((line) => line.status === 'draft');
    return ![...waiting, ...lines].some((line) => line.course);
  }

  async deliverBatch(draft) {
    const { batch, orderId } = draft;
    const body = { lines: batch.lines.map(lineBody), send: batch.atOnce ?? batch.send };
    try {
      const answer = draft.isNew
        ? await api.placeOrder({
          id: orderId, channel: draft.channel, tableId: draft.tableId ?? undefined, guests: draft.guests, ...body
        })
        : await api.addLines(orderId, { id: batch.id, ...body });
      await this.takeIn(orderId, answer, draft.isNew);
      this.tellCheck(shop.order(orderId), batch.lines);
    } catch (problem) {
      // A refusal is certain: the lines go back into the cart. Without an answer the batch waits, to be asked again as it is.
      if (!problem.isUnknown) this.update(orderId, (now) => ({ batch: null, lines: [...batch.lines, ...now.lines] }));
      else this.dispatchEvent(new CustomEvent('change', { detail: orderId }));
      throw problem;
    }
    this.update(orderId, () => ({ batch: null, isNew: false }));
  }

  /** Shows what the server answered before the local lines go, so that nothing flickers. */
  async takeIn(orderId, answer, isWhole) {
    const known = shop.order(orderId);
    if (isWhole) return shop.putOrder(answer);
    if (!known) return shop.refreshOrder(orderId).catch(() => {});
    const added = answer.lines.filter((line) => !known.lines.some((each) => each.id === line.id));
    return shop.putOrder({ ...known, ...answer, id: orderId, lines: [...known.lines, ...added] });
  }

  /** Of an order that several pay for tells `landed` with the checks that the new lines are on: the server chooses them. */
  tellCheck(order, added) {
    if (!isSplit(order)) return;
    const lines = order.lines.filter((line) => added.some((each) => each.id === line.id));
    const letters = new Set(lines.flatMap((line) => lettersOf(order, line).split('·')));
    if (letters.size > 0) this.dispatchEvent(new CustomEvent('landed', { detail: [...letters].join('·') }));
  }

  /** Asks again for everything that got no answer; tells `refused` when the answer is no. */
  async retry() {
    for (const draft of this.waiting()) await this.flush(draft.orderId, { send: draft.batch.send }).catch((problem) => {
      if (!problem.isUnknown) this.dispatchEvent(new CustomEvent('refused', { detail: problem }));
    });
  }
}

export const drafts = new Drafts();

shop.addEventListener('reach', () => shop.offlineSince === null && drafts.retry());
shop.addEventListener('till', () => drafts.retry());
// Another window of this browser tapped something.
window.addEventListener('storage', (event) => event.key === storageKey() && drafts.dispatchEvent(new CustomEvent('change', { detail: null })));
setInterval(() => shop.session && drafts.waiting().length > 0 && drafts.retry(), 10_000);
