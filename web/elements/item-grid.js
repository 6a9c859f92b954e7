import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { indexItems, searchItems } from '../rules/choseong.js';
import { shop } from '../shop.js';
import { nextReturn } from '../rules/sold-out.js';
import { moveByArrows } from './keys.js';
import { onLongPress } from './long-press.js';
import { openSoldOutSheet, saleNote } from './sold-out-sheet.js';
import { emptyState } from './states.js';

/** Categories, search and the tiles of the items; holding one down tells how it is sold. Tells `pick` with the item. */
class ItemGridElement extends ShopElement {
  query = '';

  start() {
    this.search = h('input', {
      class: 'input', type: 'search', 'data-search': true, 'data-test': 'search', 'aria-label': t('pad.search'), placeholder: t('pad.searchExample'), autocomplete: 'off', enterkeyhint: 'search',
      on: {
        input: () => { this.query = this.search.value; this.draw(); },
        keydown: (event) => event.key === 'Enter' && !event.isComposing && this.pickFirst(),
      },
    });
    this.tabs = h('div', { class: 'category-tabs', role: 'group', 'aria-label': t('pad.categories') });
    this.tiles = h('ul', { class: 'item-tiles', on: { keydown: moveByArrows } });
    this.append(h('div', { class: 'grid-head' }, this.tabs, h('div', { class: 'search-box' }, icon('search', 20), this.search)),
      this.tiles);
    if (shop.can('managemenu')) onLongPress(this.tiles, '.item-tile', (tile) => openSoldOutSheet(shop.item(tile.dataset.id)));
    this.listen(shop, 'menu', () => this.index());
    this.index();
  }

  index() {
    this.entries = indexItems(shop.items);
    this.hues = new Map(shop.categories.flatMap((category, place) => category.items.map((item) => [
      item.id, item.color?.startsWith?.('hue-') ? item.color : `hue-${(place % 6) + 1}`
    ])));
    this.draw();
    this.awaitReturn();
  }

  /** What was sold out until a moment comes back then, without anybody telling. */
  awaitReturn() {
    clearTimeout(this.returning);
    const moment = nextReturn(shop.items, Date.now());
    if (moment !== null) this.returning = setTimeout(() => shop.soon('till', () => shop.reload()), Math.min(moment - Date.now() + 1000, 86_400_000));
  }

  stop() {
    clearTimeout(this.returning);
  }

  get shown() {
    if (this.query.trim() !== '') return searchItems(this.entries, this.query);
    return (shop.categories.find((category) => category.id === this.categoryId) ?? shop.categories[0])?.items ?? [];
  }

  draw() {
    const searching = this.query.trim() !== '';
    const open = shop.categories.find((category) => category.id === this.categoryId) ?? shop.categories[0];
    const items = this.shown;
    // News that changes nothing here leaves the tiles alone, so that no tap is lost between two drawings.
    const key = JSON.stringify([this.query, open?.id, shop.categories.map(({ id, name }) => [id, name]), items, items.map(({ id }) => this.hues.get(id))]);
    if (key === this.key) return;
    this.key = key;
    fill(this.tabs, shop.categories.map((category) => h('button', {
      type: 'button', class: 'chip', 'data-focus': `category ${category.id}`, 'aria-pressed': String(!searching && category === open),
      on: { click: () => { this.categoryId = category.id; this.query = ''; this.search.value = ''; this.draw(); this.tiles.scrollTop = 0; } },
    }, category.name)));
    if (items.length === 0) {
      fill(this.tiles, h('li', { class: 'item-none' }, searching
        ? emptyState({ name: 'search', title: t('pad.notFound'), text: t('pad.notFoundText', { query: this.query }) })
        : emptyState({
          name: 'tag', title: t('pad.noItems'), text: t('pad.noItemsText'),
          actions: [h('a', { class: 'button primary', href: shop.items.length === 0 ? '/start' : '/menu' }, t('floor.addMenu'))]
        })));
      return;
    }
    fill(this.tiles, items.map((item) => this.tile(item)));
  }

  /** A sold-out tile takes no order; whoever may change the menu opens with it how the item is sold. */
  tile(item) {
    const may = shop.can('managemenu');
    const note = saleNote(item);
    return h('li', {}, h('button', {
      type: 'button', class: 'item-tile', 'data-focus': `item ${item.id}`, 'data-test': 'item', 'data-name': item.name, 'data-id': item.id,
      disabled: Boolean(item.soldOut) && !may, 'aria-disabled': item.soldOut ? 'true' : null, style: { '--hue': `var(--${this.hues.get(item.id) ?? 'hue-1'})` },
      on: { click: () => (item.soldOut ? openSoldOutSheet(shop.item(item.id)) : this.tell('pick', item)) },
    }, h('span', { class: 'item-name' }, item.name), h('span', { class: 'item-foot' },
      item.soldOut ? [h('span', { class: 'tag' }, t('item.soldOut')), note && h('span', { class: 'small' }, note)] : [
        h('span', { class: 'amount' }, item.openPrice ? t('item.openPrice') : money(item.price)),
        note && h('span', { class: 'tag warning number', role: 'img', 'aria-label': note, title: note, 'data-test': 'few' }, item.stock)
      ])));
  }

  /** Enter in the search takes the first item, which a barcode reader relies on. */
  pickFirst() {
    const item = this.shown.find((each) => !each.soldOut);
    if (!item || this.query.trim() === '') return;
    this.tell('pick', item);
    this.query = '';
    this.search.value = '';
    this.draw();
  }
}

customElements.define('item-grid', ItemGridElement);
