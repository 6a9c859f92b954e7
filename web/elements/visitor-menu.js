import { ShopElement, fill, h } from '../dom.js';
import { money, t } from '../language.js';
import { sellable } from '../rules/visitor.js';
import { shop } from '../shop.js';
import { moveByArrows } from './keys.js';
import { emptyState, errorState, loadingNote, skeleton } from './states.js';

/** The menu as a guest sees it, for kiosk and phone. Tells `pick` with the item. */
class VisitorMenuElement extends ShopElement {
  start() {
    this.tabs = h('div', { class: 'category-tabs', role: 'group', 'aria-label': t('pad.categories') });
    this.tiles = h('ul', { class: 'visit-items', on: { keydown: moveByArrows } });
    this.append(this.tabs, this.tiles);
    this.listen(shop, 'menu', () => this.draw());
    this.listen(shop, 'session', () => this.draw());
    this.load();
  }

  async load() {
    if (shop.till) this.draw();
    else fill(this.tiles, h('li', { class: 'item-none' }, loadingNote(), skeleton(4, '5rem')));
    try {
      await shop.ready();
      if (this.isConnected) this.draw();
    } catch (problem) {
      fill(this.tiles, h('li', { class: 'item-none' }, errorState(problem, () => this.load())));
    }
  }

  draw() {
    if (!shop.till) return undefined;
    const categories = sellable(shop.categories);
    const open = categories.find(({ id }) => id === this.categoryId) ?? categories[0];
    const key = JSON.stringify([open?.id, categories]);
    if (key === this.key) return undefined;
    this.key = key;
    fill(this.tabs, categories.map((category) => h('button', {
      type: 'button', class: 'chip', 'data-focus': `category ${category.id}`, 'data-test': 'category', 'aria-pressed': String(category === open),
      on: { click: () => { this.categoryId = category.id; this.draw(); this.tiles.scrollTop = 0; } }
    }, category.name)));
    if (!open) return fill(this.tiles, h('li', { class: 'item-none' }, emptyState({ name: 'tag', title: t('visit.noMenu'), text: t('visit.noMenuText') })));
    return fill(this.tiles, open.items.map((item) => this.tile(item)));
  }

  tile(item) {
    return h('li', {}, h('button', {
      type: 'button', class: 'visit-item', disabled: Boolean(item.soldOut), 'data-focus': `item ${item.id}`, 'data-test': 'item', 'data-name': item.name,
      on: { click: () => this.tell('pick', item) }
    },
      h('span', { class: 'item-name' }, item.name),
      item.components?.length > 0 && h('span', { class: 'row-sub' }, item.components.map((part) => part.name).filter(Boolean).join(', ')),
      item.soldOut ? h('span', { class: 'tag' }, t('item.soldOut')) : h('span', { class: 'amount' }, money(item.price))));
  }
}

customElements.define('visitor-menu', VisitorMenuElement);
