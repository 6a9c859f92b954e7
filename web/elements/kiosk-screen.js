import { ShopElement, fill, h } from '../dom.js';
import { language, setLanguage, t } from '../language.js';
import { kioskPayment } from '../kiosk-payment.js';
import { secondsLeft } from '../rules/idle.js';
import { shop } from '../shop.js';
import { visit } from '../visit.js';
import { voice } from '../voice.js';
import { menuPage } from './kiosk-order.js';
import { donePage, placePage, startPage } from './kiosk-pages.js';
import { payPage } from './kiosk-pay.js';
import './kiosk-tools.js';
import { openSheet } from './sheet.js';
import { button } from './states.js';

const pages = { start: startPage, place: placePage, menu: menuPage, pay: payPage, done: donePage };
const numberShownFor = 20_000;

/** Ordering without staff: above what is told, below every control, so that anybody reaches them. */
class KioskScreenElement extends ShopElement {
  start() {
    this.board = h('header', { class: 'kiosk-board' });
    this.controls = h('div', { class: 'kiosk-controls' });
    this.append(this.board, this.controls, h('kiosk-tools', {}));
    this.className = 'kiosk fixed-screen';
    this.listen(visit, 'change', () => this.draw());
    this.listen(kioskPayment, 'change', () => this.hearPayment());
    this.listen(shop, 'reach', () => this.draw());
    this.listen(shop, 'menu', () => visit.cart.refresh(shop.items));
    for (const type of ['pointerdown', 'keydown']) this.listen(document, type, () => visit.touch());
    this.listen(this, 'end', () => this.end());
    this.every(1000, () => this.tick());
    visit.dress();
    if (visit.step === 'start' && kioskPayment.recall()) visit.go('pay');
    this.draw();
    shop.ready().catch(() => { /* the menu tells it, with another try */ });
  }

  draw() {
    if (this.cart !== visit.cart) {
      this.cart = visit.cart;
      this.listen(visit.cart, 'change', () => this.draw());
    }
    if (this.step !== visit.step) {
      this.step = visit.step;
      this.dataset.step = visit.step;
      fill(this.board);
      fill(this.controls);
      this.update = pages[visit.step](this.board, this.controls, this);
    }
    this.update?.();
    this.announce();
  }

  /** A new page is read aloud for those who asked for it, and the focus stands at its title. */
  announce() {
    const title = this.board.querySelector('h1');
    const words = [title, ...this.board.querySelectorAll('[data-say]')].map((each) => each?.textContent).filter(Boolean).join('. ');
    if (words === this.said) return;
    this.said = words;
    voice.say(words);
    if (!title || document.querySelector('dialog[open]')) return;
    title.tabIndex = -1;
    if (!this.contains(document.activeElement) || document.activeElement === document.body) title.focus({ preventScroll: true });
  }

  hearPayment() {
    if (visit.step !== 'pay') return;
    if (kioskPayment.state === 'paid') visit.go('done', { number: kioskPayment.number });
    else {
      visit.touch();
      this.draw();
    }
  }

  tick() {
    if (visit.step === 'start' || (visit.step === 'pay' && kioskPayment.isBusy)) return visit.touch();
    if (visit.step === 'done') return Date.now() - visit.touchedAt > numberShownFor && this.end();
    const left = secondsLeft(visit.touchedAt, Date.now());
    if (left === 0) return this.end();
    if (left === null) return this.ask?.close('');
    if (!this.ask) this.askStill();
    this.count.textContent = t('kiosk.stillText', { n: left });
    return undefined;
  }

  /** Nobody touched anything: asks before everything goes. */
  askStill() {
    this.count = h('p', { role: 'timer', 'aria-live': 'off' });
    this.ask = openSheet({
      title: t('kiosk.still'), body: this.count, onclose: () => { this.ask = null; visit.touch(); },
      foot: [
        button(t('kiosk.toStart'), () => this.end(), { look: 'large', 'data-test': 'end' }),
        button(t('kiosk.goOn'), () => this.ask.close(''), { look: 'large primary', 'data-test': 'go-on' })
      ]
    });
    voice.say(t('kiosk.still'));
  }

  /** Everything of this guest goes, unless the card terminal may still say yes. */
  async end() {
    if (visit.step === 'pay' && !(await kioskPayment.leave())) return;
    kioskPayment.forget();
    visit.clear();
    if (language() !== 'ko') setLanguage('ko');
  }

  stop() {
    this.ask?.close('');
    for (const name of ['data-large', 'data-contrast']) document.documentElement.removeAttribute(name);
  }
}

customElements.define('kiosk-screen', KioskScreenElement);
