import { api, newId } from './api.js';
import { canRecall, putTicket, shownTickets } from './rules/kitchen.js';
import { shop } from './shop.js';

/**
 * The tickets of the kitchen and the taps that are on their way; kept true by the live stream.
 * Tells `change`, `refused` with the problem of a tap, and `arrived` with tickets that were not here before.
 */
class Tickets extends EventTarget {
  known = null;
  kitchen = null;
  etag = null;
  taps = [];
  queues = new Map();
  answers = 0;
  isStale = false;
  reading = null;

  get all() { return this.known && shownTickets(this.known, this.taps); }
  get stations() { return this.kitchen?.stations ?? []; }
  get limits() { return this.kitchen ?? { warnAfter: 300, lateAfter: 600, alarmAfter: 60 }; }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Another shop signs in: nothing of the last one stays. */
  forget() {
    Object.assign(this, { known: null, kitchen: null, etag: null, taps: [] });
  }

  /** Reads tickets and stations; many calls while one is under way make one more. */
  load() {
    this.isStale = true;
    this.reading ??= this.read().finally(() => { this.reading = null; });
    return this.reading;
  }

  async read() {
    const store = shop.store?.id;
    while (this.isStale) {
      this.isStale = false;
      const { answers } = this;
      const [list, kitchen] = await Promise.all([api.tickets({ status: 'open' }), api.stations(this.etag)]);
      if (store !== shop.store?.id) return;
      if (kitchen.status !== 304) Object.assign(this, { kitchen: kitchen.data, etag: kitchen.etag });
      // A list that was asked for before the last answer to a tap knows less than this screen.
      if (answers === this.answers) this.show(list.data);
      else this.isStale = true;
    }
  }

  show(list) {
    const before = this.known && new Set(this.known.map((ticket) => ticket.id));
    this.known = list;
    this.tell('change');
    const arrived = before ? list.filter((ticket) => !before.has(ticket.id) && ticket.status === 'queued') : [];
    if (arrived.length > 0) this.tell('arrived', arrived);
  }

  /** Shows a step at once and sends it, one after the other for each ticket; a refusal takes it back and says why. */
  step(ticketId, step, lineId) {
    const tap = { id: newId(), ticketId, step, lineId };
    this.taps = [...this.taps, tap];
    this.tell('change');
    const work = (this.queues.get(ticketId) ?? Promise.resolve()).then(() => this.send(tap));
    this.queues.set(ticketId, work);
    return work.finally(() => this.queues.get(ticketId) === work && this.queues.delete(ticketId));
  }

  async send(tap) {
    try {
      const answer = await (tap.step === 'bump' ? api.bumpLine(tap.ticketId, tap.lineId) : api.moveTicket(tap.ticketId, tap.step));
      this.takeIn(answer);
    } catch (problem) {
      this.tell('refused', problem);
      this.load().catch(() => { /* the next look tells */ });
    } finally {
      this.taps = this.taps.filter((each) => each !== tap);
      this.tell('change');
    }
  }

  takeIn(ticket) {
    this.answers += 1;
    this.known = putTicket(this.known ?? [], ticket);
  }

  /** What left the kitchen within the last hour and can be brought back, the last first; taps on their way count. */
  async served() {
    await Promise.all(this.queues.values());
    return (await api.tickets({ status: 'served' })).data.filter(canRecall);
  }

  /** Brings a served ticket back. */
  async recall(ticketId) {
    this.takeIn(await api.moveTicket(ticketId, 'recall'));
    this.tell('change');
  }
}

export const tickets = new Tickets();

shop.addEventListener('session', () => tickets.forget());
