import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { sayProblem, t } from '../language.js';
import { longest, pinProblem, pressPin, shortest, waitOf } from '../rules/approval.js';
import { button } from './states.js';

const waitWords = (seconds) => {
  const { m, s } = waitOf(seconds);
  return m > 0 ? t('pin.minutes', { m, s }) : t('pin.seconds', { s });
};

/**
 * Keys for a PIN. The digits live here until they are sent and nowhere else: no field holds them, nothing writes them
 * down, only dots show. Properties: `enter(pin)` sends them, `noRight` says whose PIN it must be, `act` names the button.
 */
class PinPadElement extends ShopElement {
  #digits = '';
  #lockedUntil = 0;

  start() {
    this.className = 'pin-pad';
    this.dots = h('span', { class: 'pin-dots', 'aria-hidden': 'true' });
    this.told = h('span', { class: 'hidden-text', role: 'status' });
    this.said = h('p', { class: 'pin-said', role: 'alert', 'data-test': 'pin-said' });
    this.send = button(this.act ?? t('action.done'), () => this.finish(), { look: 'primary large wide', 'data-test': 'pin-done' });
    const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'clear', '0', 'back'];
    this.keys = h('div', { class: 'keypad', role: 'group', 'aria-label': t('pin.keys') }, keys.map((key) => h('button', {
      type: 'button', class: 'key', 'data-test': `pin-${key}`, 'aria-label': /\d/.test(key) ? key : t(key === 'back' ? 'payment.backspace' : 'pin.clear'),
      on: { click: () => this.press(key) }
    }, key === 'back' ? icon('backspace', 26) : key === 'clear' ? icon('close', 24) : key)));
    fill(this, h('p', { class: 'pin-shown' }, this.dots, this.told), this.said, this.keys, this.send);
    this.listen(document, 'keydown', (event) => this.type(event));
    this.every(500, () => this.#lockedUntil > 0 && this.count());
    this.draw();
  }

  stop() {
    this.#digits = '';
  }

  get isLocked() {
    return this.#lockedUntil > Date.now();
  }

  draw() {
    const count = this.#digits.length;
    fill(this.dots, Array.from({ length: Math.max(shortest, count) }, (_, place) => h('i', { class: place < count ? 'is-typed' : '' })));
    this.told.textContent = count > 0 ? t('pin.typed', { n: count }) : '';
  }

  press(key) {
    if (this.isWorking || this.isLocked) return;
    this.#digits = pressPin(this.#digits, key);
    if (this.#digits.length > 0) this.say('');
    this.draw();
    if (this.#digits.length === longest) this.finish();
  }

  type(event) {
    const dialogs = document.querySelectorAll('dialog[open]');
    if (event.ctrlKey || event.metaKey || event.altKey || (this.closest('dialog') ?? undefined) !== [...dialogs].at(-1)) return;
    if (/^\d$/.test(event.key)) this.press(event.key);
    else if (event.key === 'Backspace') this.press('back');
    else if (event.key === 'Enter' && !event.target.matches?.('button, a')) this.finish();
    else return;
    event.preventDefault();
  }

  async finish() {
    if (this.isWorking || this.isLocked) return;
    if (this.#digits.length < shortest) {
      this.say(t('pin.short'));
      return;
    }
    const pin = this.#digits;
    this.#digits = '';
    this.working = true;
    try {
      await this.enter(pin);
    } catch (problem) {
      this.refuse(problem);
    }
    this.working = false;
    if (this.isConnected) this.draw();
  }

  set working(isWorking) {
    this.isWorking = isWorking;
    this.send.setAttribute('aria-busy', String(isWorking));
  }

  say(text) {
    this.said.textContent = text;
  }

  refuse(problem) {
    const kind = pinProblem(problem);
    if (kind === 'locked') this.lock(Math.max(1, problem.retryAfter));
    else this.say(kind === 'wrong' ? t('pin.wrong') : kind === 'noRight' ? this.noRight ?? sayProblem(problem) : sayProblem(problem));
  }

  /** Locked: says how long, and opens again by itself. */
  lock(seconds) {
    this.#lockedUntil = Date.now() + seconds * 1000;
    this.count();
  }

  count() {
    const left = Math.ceil((this.#lockedUntil - Date.now()) / 1000);
    for (const key of [...this.keys.children, this.send]) key.disabled = left > 0;
    if (left <= 0) this.#lockedUntil = 0;
    const text = left > 0 ? t('pin.locked', { time: waitWords(left) }) : '';
    if (this.said.textContent !== text) this.say(text);
  }
}

customElements.define('pin-pad', PinPadElement);
