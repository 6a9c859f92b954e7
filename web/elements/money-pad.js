import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { pressKey } from '../rules/cash.js';

/**
 * An amount by keypad, keyboard or one tap. Property `content` is {label, amount, quick: [{amount, label}]}; tells `amount`,
 * and `enter` when somebody presses Enter.
 */
class MoneyPadElement extends ShopElement {
  start() {
    this.className = 'money-pad';
    this.amount = this.content.amount ?? 0;
    this.shown = h('output', { class: 'pad-amount amount', 'data-test': 'pad-amount', 'aria-live': 'polite', 'aria-label': this.content.label });
    this.quick = (this.content.quick ?? []).map(({ amount, label }) => h('button', {
      type: 'button', class: 'button', 'data-test': 'quick-amount', 'data-sum': amount, on: { click: () => this.put(amount) }
    }, label, label ? h('span', { class: 'amount' }, money(amount)) : money(amount)));
    fill(this,
      h('p', { class: 'weak', 'aria-hidden': 'true' }, this.content.label), this.shown,
      this.quick.length > 0 && h('div', { class: 'pad-quick', role: 'group', 'aria-label': t('pad.quick') }, this.quick),
      h('div', { class: 'keypad', role: 'group', 'aria-label': t('payment.keypad') },
        ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '00', 'back'].map((key) => h('button', {
          type: 'button', class: 'key', 'data-test': `key-${key}`, 'aria-label': key === 'back' ? t('payment.backspace') : key, on: { click: () => this.put(pressKey(this.amount, key)) },
        }, key === 'back' ? icon('backspace', 26) : key))));
    this.listen(document, 'keydown', (event) => this.type(event));
    this.draw();
  }

  draw() {
    this.shown.textContent = money(this.amount);
    for (const each of this.quick) each.setAttribute('aria-pressed', String(Number(each.dataset.sum) === this.amount));
  }

  put(amount) {
    this.amount = amount;
    this.draw();
    this.tell('amount', amount);
  }

  type(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.('input, select, textarea')) return;
    const sheet = document.querySelector('dialog[open]');
    if (sheet && !sheet.contains(this)) return;
    if (/^\d$/.test(event.key)) this.put(pressKey(this.amount, event.key));
    else if (event.key === 'Backspace') this.put(pressKey(this.amount, 'back'));
    else if (event.key === 'Delete') this.put(0);
    else if (event.key === 'Enter' && !event.repeat && !event.target.matches?.('button, a')) this.tell('enter', this.amount);
    else return;
    event.preventDefault();
  }
}

customElements.define('money-pad', MoneyPadElement);
