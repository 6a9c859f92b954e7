import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { isCoin, noteCount, notesOf } from '../rules/shift.js';
import { shop } from '../shop.js';
import './money-pad.js';
import { segments } from './shell-sheets.js';

/** The blind count: note by note, or as one sum. Property `closing`; tells `count` with what changed, `enter` when it is done. */
class CloseCountElement extends ShopElement {
  start() {
    const { mode, counts, sum } = this.closing;
    this.counts = { ...counts };
    this.body = h('div', {});
    fill(this,
      h('div', { class: 'count-head' },
        h('div', {}, h('h2', { tabindex: -1 }, t('close.count')), h('p', { class: 'weak small' }, t('close.countText'))),
        segments(t('close.how'), [['notes', t('countMode.notes')], ['sum', t('countMode.sum')]], mode, (next) => { this.tell('count', { mode: next }); this.draw(next, this.sum); })),
      this.body);
    this.sum = sum ?? 0;
    this.draw(mode);
  }

  draw(mode) {
    if (mode === 'sum') return fill(this.body, h('section', { class: 'card count-sum' }, h('money-pad', {
      set: { content: { label: t('shift.counted'), amount: this.sum } }, on: { amount: (event) => { this.sum = event.detail; this.tell('count', { sum: event.detail }); } }
    })));
    const values = notesOf(shop.currency);
    const part = (title, some) => h('section', { class: 'card' }, h('h3', {}, title), h('ul', { class: 'count-rows' }, some.map((value) => this.row(value))));
    return fill(this.body, h('div', { class: 'count-columns' },
      part(t('close.notes'), values.filter((value) => !isCoin(value, shop.currency))), part(t('close.coins'), values.filter((value) => isCoin(value, shop.currency)))));
  }

  row(value) {
    const name = money(value);
    const sum = h('output', { class: 'amount', 'data-test': `count-of-${value}` });
    const show = () => { sum.textContent = money(value * noteCount(input.value)); };
    const put = (text) => {
      this.counts = { ...this.counts, [value]: text };
      show();
      this.tell('count', { counts: this.counts });
    };
    const step = (by) => {
      input.value = String(Math.max(0, noteCount(input.value) + by));
      put(input.value);
    };
    const input = h('input', {
      class: 'input number', inputmode: 'numeric', autocomplete: 'off', maxlength: 6, placeholder: '0', name: `count-${value}`, 'data-test': `count-${value}`,
      'aria-label': t('close.pieces', { value: name }), set: { value: this.counts[value] ?? '' },
      on: {
        input: () => { input.value = input.value.replace(/\D/g, ''); put(input.value); },
        focus: () => input.select(),
        keydown: (event) => event.key === 'Enter' && this.next(event, input)
      }
    });
    show();
    return h('li', {},
      h('span', { class: 'count-name amount' }, name),
      h('span', { class: 'stepper' },
        h('button', { type: 'button', class: 'button icon-only', 'aria-label': t('close.oneLess', { value: name }), on: { click: () => step(-1) } }, icon('minus', 18)),
        input,
        h('button', { type: 'button', class: 'button icon-only', 'aria-label': t('close.oneMore', { value: name }), 'data-test': `more-${value}`, on: { click: () => step(1) } }, icon('plus', 18))),
      sum);
  }

  /** Enter goes to the next kind of note; after the last one the count is done. */
  next(event, input) {
    event.preventDefault();
    const inputs = [...this.querySelectorAll('input')];
    const after = inputs[inputs.indexOf(input) + 1];
    if (after) after.focus();
    else this.tell('enter');
  }
}

customElements.define('close-count', CloseCountElement);
