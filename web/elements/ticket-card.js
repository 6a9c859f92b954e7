import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';
import { callNumber, canBump, canFinish, lateness, liveQuantity, nextStep, secondsSince, stopwatch } from '../rules/kitchen.js';

const stepIcons = { acknowledge: 'check', start: 'flame', ready: 'bell', serve: 'out' };

/**
 * One ticket: where it goes, how long it waits, its lines, a button for the next step and one that leaps to ready.
 * Property `content`: {ticket, station}. Tells `step` with {ticket, step} and `bump` with {ticket, line}.
 */
class TicketCardElement extends ShopElement {
  set content({ ticket, station }) {
    this.ticket = ticket;
    this.station = station;
    if (this.isConnected) this.draw();
  }

  start() {
    this.draw();
  }

  draw() {
    const { ticket } = this;
    const step = nextStep(ticket);
    const isVoid = ticket.kind === 'void';
    this.clock = h('time', { class: 'ticket-clock' });
    this.sign = h('span', { class: 'ticket-sign' });
    this.className = `ticket is-${ticket.status} ${isVoid ? 'is-void' : ''}`;
    Object.assign(this.dataset, { test: 'ticket', id: ticket.id, number: ticket.number, kind: ticket.kind, status: ticket.status });
    fill(this,
      h('header', { class: 'ticket-head' },
        h('h2', { class: 'ticket-call' }, h('span', { class: 'ticket-where' }, placeKind(ticket)), ' ', placeName(ticket)),
        h('div', { class: 'ticket-time' }, this.clock, this.sign),
        h('p', { class: 'ticket-facts' },
          isVoid ? h('span', { class: 'tag void-tag' }, icon('close', 16), t('ticket.void')) : h('span', { class: 'tag' }, t(`ticketState.${ticket.status}`)),
          h('span', { class: 'number' }, ticket.number),
          ticket.guests > 0 && h('span', {}, t('table.guests', { n: ticket.guests })),
          this.station && h('span', {}, this.station))),
      ticket.note && h('p', { class: 'ticket-note' }, icon('edit', 18), ticket.note),
      h('ul', { class: 'ticket-lines' }, ticket.lines.map((line) => this.line(line))),
      step && h('div', { class: 'ticket-acts' },
        this.act(step, [icon(stepIcons[step], 26), t(`step.${step}`)], { class: 'button ticket-act', 'data-focus': `act ${ticket.id}`, 'data-test': 'step', 'data-step': step }),
        canFinish(ticket) && this.act('ready', t('ticket.finish'), { class: 'button ticket-finish', 'data-focus': `finish ${ticket.id}`, 'data-test': 'finish' })));
    this.tick();
  }

  act(step, label, props) {
    return h('button', { type: 'button', ...props, on: { click: () => this.tell('step', { ticket: this.ticket, step }) } },
      label, h('span', { class: 'hidden-text' }, `${placeKind(this.ticket)} ${placeName(this.ticket)}`));
  }

  line(line) {
    const { ticket } = this;
    const isVoid = ticket.kind === 'void';
    const live = liveQuantity(line);
    const isGone = !isVoid && live === 0;
    const word = isGone ? t('ticket.void') : ['ready', 'served'].includes(line.status) && t(`ticketState.${line.status}`);
    const body = [
      h('span', { class: 'ticket-count' }, isVoid ? `−${line.quantity}` : isGone ? h('s', {}, line.quantity) : live),
      h('span', { class: 'ticket-dish' },
        h('span', { class: 'ticket-name' }, isGone ? h('s', {}, line.name) : line.name),
        line.course && h('span', { class: 'tag' }, t('ticket.course', { n: line.course })),
        line.options?.length > 0 && h('span', { class: 'ticket-options' }, line.options.join(' · ')),
        line.note && h('span', { class: 'ticket-wish' }, icon('edit', 18), line.note),
        !isGone && line.struck > 0 && h('span', { class: 'ticket-struck', 'data-test': 'struck' }, h('s', {}, `${line.struck} ${line.name}`), ' ', h('span', { class: 'tag negative' }, t('ticket.void')))),
      !isVoid && word && h('span', { class: `tag ${isGone ? 'negative' : 'positive'}` }, !isGone && icon('check', 18), word),
    ];
    const look = `ticket-line is-${line.status} ${isGone ? 'is-gone' : ''}`;
    const marks = { 'data-test': 'ticket-line', 'data-name': line.name, 'data-status': line.status };
    if (!canBump(ticket, line)) return h('li', {}, h('div', { class: look, ...marks }, body));
    return h('li', {}, h('button', {
      type: 'button', class: look, 'data-focus': `line ${ticket.id} ${line.lineId} ${line.itemId}`, ...marks,
      on: { click: () => this.tell('bump', { ticket: this.ticket, line }) }
    }, body));
  }

  /** Moves the time on; colour and sign go together. */
  tick(now = Date.now(), limits = this.limits) {
    this.limits = limits;
    if (!limits || !this.clock) return;
    this.clock.textContent = stopwatch(secondsSince(this.ticket.createdAt, now));
    const late = lateness(this.ticket, now, limits);
    if (this.dataset.late === late && this.sign.dataset.late === late) return;
    this.dataset.late = late;
    this.sign.dataset.late = late;
    fill(this.sign, late !== 'fresh' && [icon('alert', 18), t(`late.${late}`)]);
  }
}

/** `테이블`, `포장`, `배달`: what the big number means. */
export const placeKind = (ticket) => t(`channel.${ticket.tableName ? 'table' : ticket.channel}`);

/** The table, or the number that is called out. */
export const placeName = (ticket) => ticket.tableName || callNumber(ticket.number);

customElements.define('ticket-card', TicketCardElement);
