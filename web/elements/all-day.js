import { ShopElement, fill, h } from '../dom.js';
import { keep, kept, t } from '../language.js';
import { allDay } from '../rules/kitchen.js';

/** How many of each item are still to be made; folded on a phone until asked for, as this device remembers. Property `content`: tickets. */
class AllDayElement extends ShopElement {
  set content(tickets) {
    const counts = allDay(tickets);
    const key = JSON.stringify(counts);
    if (key === this.key || !this.fold) return;
    this.key = key;
    fill(this.fold,
      h('summary', { 'data-focus': 'counts' },
        h('h2', {}, t('kitchen.counts')),
        h('span', { class: 'number strong' }, counts.reduce((sum, each) => sum + each.quantity, 0))),
      h('ul', { 'data-test': 'counts' }, counts.map(({ name, quantity }) => h('li', {},
        h('span', {}, name),
        h('span', { class: 'number strong' }, quantity)))));
  }

  start() {
    const isOpen = kept('kitchen counts') ?? (matchMedia('(min-width: 48em)').matches ? 'open' : 'closed');
    this.fold = h('details', {
      class: 'card', set: { open: isOpen === 'open' },
      on: { toggle: () => keep('kitchen counts', this.fold.open ? 'open' : 'closed') }
    });
    this.append(this.fold);
    this.content = [];
  }
}

customElements.define('all-day', AllDayElement);
