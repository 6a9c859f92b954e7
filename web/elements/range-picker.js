import { ShopElement, fill, h } from '../dom.js';
import { t } from '../language.js';
import { presets } from '../rules/time.js';

/** A range of business dates: usual ones by one tap, any other by two dates. Tells `range`. */
class RangePickerElement extends ShopElement {
  start() {
    this.className = 'range-picker';
    this.draw();
  }

  draw() {
    const ranges = presets(this.today);
    const same = (range) => range.from === this.value.from && range.to === this.value.to;
    const chosen = Object.keys(ranges).find((name) => same(ranges[name])) ?? 'other';
    this.select = h('select', {
      class: 'input', 'aria-label': t('range.label'), 'data-test': 'range',
      on: { change: (event) => ranges[event.target.value] ? this.choose(ranges[event.target.value]) : this.from.focus() }
    },
      [...Object.keys(ranges), 'other'].map((name) => h('option', { value: name, selected: name === chosen },
        t(`range.${name}`))));
    const date = (name, label) => h('input',
      {
        class: 'input number', type: 'date', 'aria-label': label, max: this.today, set: { value: this.value[name] },
        on: { change: () => this.dates() }
      });
    this.from = date('from', t('range.from'));
    this.to = date('to', t('range.to'));
    fill(this, this.select, h('span', { class: 'range-dates' }, this.from, h('span', { 'aria-hidden': 'true' }, '–'), this.to));
  }

  dates() {
    const [from, to] = [this.from.value, this.to.value];
    if (from && to) this.choose(from <= to ? { from, to } : { from: to, to: from });
  }

  choose(range) {
    this.value = range;
    this.draw();
    this.tell('range', range);
  }
}

customElements.define('range-picker', RangePickerElement);
