import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { clock, keep, kept, t } from '../language.js';
import { isSlip, ofStation } from '../rules/kitchen.js';
import { shop } from '../shop.js';
import { sound } from '../sound.js';
import { tickets } from '../tickets.js';
import './all-day.js';
import './kitchen-alarm.js';
import { pressInKitchen } from './kitchen-keys.js';
import { openServedSheet } from './served-sheet.js';
import { segments } from './shell-sheets.js';
import './sound-switch.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';
import { placeKind, placeName } from './ticket-card.js';
import { toastProblem } from './toast.js';

/** What the kitchen has to make, oldest first, for all stations or one. */
class KitchenScreenElement extends ShopElement {
  cards = new Map();
  lastTap = { key: '', at: -Infinity };
  shiftedAt = -Infinity;

  start() {
    this.station = kept('kitchen station');
    this.head = h('div', { class: 'screen-head' });
    this.note = h('p', { class: 'notice warn', role: 'status', hidden: true });
    this.alarm = h('kitchen-alarm', { on: { see: (event) => this.focusCard(event.detail.id) } });
    this.voice = h('p', { class: 'hidden-text', role: 'status' });
    this.list = h('ul', { class: 'tickets', 'aria-label': t('kitchen.tickets') });
    this.rest = h('div', {});
    this.counts = h('all-day', {});
    this.append(h('div', { class: 'screen kitchen' }, this.head, this.note, this.alarm, this.voice,
      h('div', { class: 'kitchen-body' }, h('div', {}, this.list, this.rest), this.counts)));
    this.listen(tickets, 'change', () => this.draw());
    this.listen(tickets, 'refused', (event) => toastProblem(event.detail));
    this.listen(tickets, 'arrived', (event) => this.welcome(event.detail));
    this.listen(shop, 'kitchen', () => this.load());
    this.listen(shop, 'reach', () => this.load());
    this.listen(document, 'keydown', (event) => pressInKitchen(this.list, event));
    this.listen(this, 'step', ({ detail: { ticket, step } }) => this.tap(ticket, step));
    this.listen(this, 'bump', ({ detail: { ticket, line } }) => this.tap(ticket, 'bump', line.lineId));
    this.every(1000, () => this.tick());
    this.every(15_000, () => this.load());
    this.draw();
    this.load();
  }

  /** The chosen station, or null when all are meant or it is gone. */
  get chosen() {
    return tickets.stations.some((station) => station.id === this.station) ? this.station : null;
  }

  get shown() {
    return ofStation(tickets.all ?? [], this.chosen);
  }

  async load() {
    try {
      await tickets.load();
      Object.assign(this, { problem: null, seenAt: Date.now() });
    } catch (problem) {
      this.problem = problem;
      this.seenAt ??= Date.now();
    }
    if (this.isConnected) this.draw();
  }

  draw() {
    const isKnown = tickets.all !== null;
    const stale = this.problem && isKnown ? t('kitchen.stale', { time: clock(shop.offlineSince ?? this.seenAt) }) : '';
    this.note.hidden = stale === '';
    if (this.note.textContent !== stale) fill(this.note, stale);
    this.drawHead();
    this.drawCards();
    if (isKnown) fill(this.rest, this.shown.length === 0 && emptyState({ name: 'pot', title: t('kitchen.empty'), text: t('kitchen.emptyText') }));
    else fill(this.rest, this.problem ? errorState(this.problem, () => this.load()) : [loadingNote(), h('div', { class: 'tickets' }, skeleton(6, '16rem'))]);
    this.counts.content = this.shown;
    this.tick();
  }

  /** Built anew only for other stations: a tap must find the button that was there when the finger came down. */
  drawHead() {
    const { stations } = tickets;
    const key = JSON.stringify(stations.map(({ id, name }) => [id, name]));
    if (key !== this.headKey) {
      this.headKey = key;
      fill(this.head,
        h('h1', {}, t('title.kitchen')),
        stations.length > 1 && segments(t('kitchen.stations'), [
          ['', t('kitchen.all')], ...stations.map(({ id, name }) => [id, [name, h('span', { class: 'tag number', 'data-count': id })]])
        ], this.chosen ?? '', (station) => this.choose(station)),
        h('div', { class: 'push button-row kitchen-acts' },
          h('sound-switch', {}),
          h('a', { class: 'button quiet phone-short', href: '/board', 'aria-label': t('title.board'), 'data-test': 'board' }, icon('screen', 20), h('span', {}, t('title.board'))),
          button(t('kitchen.undo'), openServedSheet, { name: 'undo', 'aria-haspopup': 'dialog', 'data-focus': 'recall', 'data-test': 'recall' })));
    }
    for (const count of this.head.querySelectorAll('[data-count]')) count.textContent = ofStation(tickets.all ?? [], count.dataset.count).length;
  }

  choose(station) {
    this.station = station || null;
    keep('kitchen station', this.station);
    this.draw();
  }

  /** Cards stay where they are: only what came, changed or left is touched, so that no tap is lost between two drawings. */
  drawCards() {
    const { shown } = this;
    const focused = [...this.list.children].findIndex((row) => row.contains(document.activeElement));
    for (const [id, { row }] of this.cards) {
      if (shown.some((ticket) => ticket.id === id)) continue;
      if (row.nextSibling) this.shiftedAt = performance.now();
      row.remove();
      this.cards.delete(id);
    }
    shown.forEach((ticket, place) => {
      const { row } = this.card(ticket);
      if (this.list.children[place] !== row) this.list.insertBefore(row, this.list.children[place] ?? null);
    });
    if (focused >= 0 && document.activeElement === document.body) this.focusCard(shown[Math.min(focused, shown.length - 1)]?.id);
  }

  card(ticket) {
    const isOneOfMany = tickets.stations.length > 1 && !this.chosen;
    const station = isOneOfMany ? tickets.stations.find(({ id }) => id === ticket.station)?.name : null;
    const known = this.cards.get(ticket.id);
    const key = JSON.stringify([ticket, station]);
    if (known?.key === key) return known;
    const node = known?.node ?? h('ticket-card', {});
    node.content = { ticket, station };
    const card = { key, node, row: known?.row ?? h('li', {}, node) };
    this.cards.set(ticket.id, card);
    return card;
  }

  focusCard(id) {
    this.cards.get(id)?.node.querySelector('.ticket-act')?.focus();
  }

  tick() {
    const now = Date.now();
    for (const { node } of this.cards.values()) node.tick(now, tickets.limits);
    this.alarm.watch(this.shown, now, tickets.limits);
  }

  welcome(arrived) {
    const mine = ofStation(arrived, this.chosen);
    if (mine.length === 0) return;
    sound.play('arrived');
    this.voice.textContent = mine.map((ticket) => t(ticket.kind === 'void' ? 'kitchen.voided' : 'kitchen.arrived', { place: `${placeKind(ticket)} ${placeName(ticket)}` })).join(' ');
  }

  /** A finger that tapped twice, or whose card just moved away under it, meant something else. */
  tap(ticket, step, lineId = '') {
    const now = performance.now();
    const key = `${ticket.id} ${lineId}`;
    if (isSlip(this.shiftedAt, now) || (key === this.lastTap.key && isSlip(this.lastTap.at, now))) return;
    this.lastTap = { key, at: now };
    tickets.step(ticket.id, step, lineId);
  }
}

customElements.define('kitchen-screen', KitchenScreenElement);
