import { api, newId } from './api.js';
import { cardTerminal } from './card-terminal.js';
import { keep, kept } from './language.js';
import { lineBody } from './rules/cart.js';
import { beginPayment, giveUp, goOn, mayHoldMoney, tryAgain } from './rules/charging.js';
import { sameCart } from './rules/visitor.js';
import { shop } from './shop.js';

const storageKey = () => `kiosk payment ${shop.store?.id ?? ''}`;
const askAgainAfter = 5_000;

/**
 * The payment at this kiosk; what is under way stands in localStorage, so that a reload finds it again and asks.
 * `state`: working, charging, asking, storing, paused, changed, declined, unknown, conflict, stuck, refused, paid. Tells `change`.
 */
class KioskPayment extends EventTarget {
  payment = null;
  state = 'working';
  problem = null;
  last = null;

  get mayHoldMoney() { return mayHoldMoney(this.payment); }
  /** Nobody may clear this page: something is on its way. */
  get isBusy() { return this.payment !== null && ((this.mayHoldMoney && this.state !== 'conflict') || ['working', 'charging', 'asking', 'storing'].includes(this.state)); }

  set(state, problem = null) {
    this.state = state;
    this.problem = problem;
    this.dispatchEvent(new Event('change'));
  }

  save = (payment) => {
    this.payment = payment;
    keep(storageKey(), payment && JSON.stringify(payment));
  };

  /** What a reload interrupted: true when there is such a payment. */
  recall() {
    if (this.payment) return true;
    try {
      this.payment = JSON.parse(kept(storageKey()) ?? 'null');
    } catch {
      this.payment = null;
    }
    if (!this.payment) return false;
    if (this.payment.isCharged) this.run();
    else this.set('paused');
    return true;
  }

  begin({ lines, total }, note) {
    const before = this.last && this.last.order.note === note && sameCart(this.last.cart, lines) ? this.last : null;
    this.payment = beginPayment({ orderId: newId(), channel: 'kiosk', cart: lines, body: lines.map(lineBody), note, expected: total }, newId, before);
    this.last = null;
    return this.run();
  }

  /** Goes on with the payment; one at a time, since a terminal has one guest. */
  run() {
    this.running ??= this.work().finally(() => { this.running = null; });
    return this.running;
  }

  async work() {
    clearTimeout(this.again);
    this.set(this.payment.isCharged ? 'asking' : 'working');
    try {
      const { state, payment, sale } = await goOn(this.payment, { api, terminal: cardTerminal(), save: this.save, tell: (now) => this.set(now) });
      Object.assign(this, { number: payment.number, sale });
      this.set(state);
    } catch (problem) {
      this.set(this.stateAfter(problem), problem);
    }
    if (this.state === 'unknown' || (this.state === 'stuck' && this.mayHoldMoney)) this.again = setTimeout(() => this.payment && this.run(), askAgainAfter);
  }

  /** While money may be on its way nothing but an answer ends a payment; one that is no longer ours is for the staff. */
  stateAfter(problem) {
    if (this.mayHoldMoney) return problem.status === 404 ? 'conflict' : 'stuck';
    return problem.isUnknown ? 'stuck' : 'refused';
  }

  retry() {
    if (this.state === 'declined') this.save(tryAgain(this.payment, newId));
    if (this.state === 'changed') this.save({ ...this.payment, isAccepted: true });
    return this.run();
  }

  /** Gives the payment up; false when the terminal may still say yes, and then it is asked. */
  async leave() {
    const { payment } = this;
    if (!payment) return true;
    if (this.mayHoldMoney && this.state !== 'conflict') {
      this.run();
      return false;
    }
    try {
      await giveUp(payment, { api, save: this.save });
      this.last = payment.number && this.state !== 'refused' ? payment : null;
      return true;
    } catch {
      this.run();
      return false;
    }
  }

  /** Another guest comes: nothing of the last order is taken up again. */
  forget() {
    this.last = null;
  }
}

export const kioskPayment = new KioskPayment();
