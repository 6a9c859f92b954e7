import { VisitorCart } from './visitor-cart.js';
import { voice } from './voice.js';

/** One guest at the kiosk, from the language to the number. It outlives a change of language. Tells `change`. */
class Visit extends EventTarget {
  step = 'start';
  place = null;
  looks = { large: false, contrast: false };
  cart = new VisitorCart();
  touchedAt = Date.now();

  tell() {
    this.dispatchEvent(new Event('change'));
  }

  touch() {
    this.touchedAt = Date.now();
  }

  /** To the next page; `more` holds what is known now, such as the place or the number. */
  go(step, more = {}) {
    Object.assign(this, more, { step });
    this.touch();
    this.tell();
  }

  look(name, isOn) {
    this.looks = { ...this.looks, [name]: isOn };
    this.dress();
    this.tell();
  }

  dress() {
    document.documentElement.toggleAttribute('data-large', this.looks.large);
    document.documentElement.toggleAttribute('data-contrast', this.looks.contrast);
  }

  /** Everything of this guest goes: cart, place, looks and voice. */
  clear() {
    for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close('');
    this.looks = { large: false, contrast: false };
    this.dress();
    voice.set(false);
    this.cart = new VisitorCart();
    this.go('start', { place: null, number: null });
  }
}

export const visit = new Visit();
