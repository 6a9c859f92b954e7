import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { indexItems, searchItems } from '../rules/choseong.js';
import { shop } from '../shop.js';
import { openCategoryEditor } from './category-editor.js';
import { openItemEditor } from './item-editor.js';
import { changeSale, openSoldOutSheet, saleNote, sellAgain } from './sold-out-sheet.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';
import { toast, toastProblem } from './toast.js';

/** The catalogue: categories beside their items, every change at once. */
class MenuScreenElement extends ShopElement {
  query = '';

  async start() {
    this.listen(shop, 'menu', () => this.draw());
    this.search = h('input',
      {
        class: 'input', type: 'search', 'data-search': true, 'aria-label': t('pad.search'), placeholder: t('pad.searchExample'),
        on: { input: () => { this.query = this.search.value; this.draw(); } }
      });
    fill(this, h('div', { class: 'screen' }, h('h1', {}, t('title.menu')), loadingNote(), skeleton(6)));
    try {
      await shop.ready();
      this.build();
    } catch (problem) {
      fill(this, h('div', { class: 'screen' }, h('h1', {}, t('title.menu')), errorState(problem, () => this.start())));
    }
  }

  build() {
    const may = shop.can('managemenu');
    this.side = h('section', { class: 'card flush menu-side', 'aria-label': t('pad.categories') });
    this.list = h('section', { class: 'card flush', 'aria-label': t('pad.items') });
    fill(this, h('div', { class: 'screen' },
      h('div', { class: 'screen-head' }, h('h1', {}, t('title.menu')), h('span', { class: 'push' }),
        may && h('a', { class: 'button quiet', href: '/menu/options', 'data-test': 'option-groups' }, t('title.options')),
        may && h('a', { class: 'button quiet', href: '/menu/import' }, icon('upload', 20), t('menu.csv')),
        may && shop.categories.length > 0 && button(t('menu.addItem'),
          () => this.edit(null),
          { look: 'primary', name: 'plus', 'data-test': 'add-item' })),
      h('div', { class: 'menu-columns' }, this.side, this.list)));
    this.draw();
  }

  get category() {
    return shop.categories.find((category) => category.id === this.categoryId) ?? shop.categories[0];
  }

  draw() {
    if (!this.side?.isConnected) return;
    const may = shop.can('managemenu');
    const { categories } = shop;
    fill(this.side,
      h('div', { class: 'card-head' },
        h('h2', {}, t('pad.categories')),
        h('span', { class: 'push' }),
        may && button('',
          () => this.editCategory(null),
          { look: 'icon-only quiet', name: 'plus', 'aria-label': t('menu.addCategory'), 'data-test': 'add-category' })),
      h('ul', { class: 'rows' }, categories.map((category, place) => h('li', { class: `row category-row ${category === this.category ? 'is-chosen' : ''}` },
        h('button',
          {
            type: 'button', class: 'row-main', 'data-focus': `open ${category.id}`,
            'aria-pressed': String(category === this.category),
            on: { click: () => { this.categoryId = category.id; this.query = ''; this.search.value = ''; this.draw(); } }
          },
          h('span', { class: 'row-title' }, category.name),
          h('span', { class: 'row-sub' }, t('start.items', { n: category.items.length }))),
        may && h('span', { class: 'row-acts' },
          button('',
            () => this.move(place, -1),
            {
              look: 'icon-only quiet', name: 'up', disabled: place === 0, 'aria-label': t('menu.moveUp', { name: category.name }),
              'data-focus': `up ${category.id}`
            }),
          button('',
            () => this.move(place, 1),
            {
              look: 'icon-only quiet', name: 'down', disabled: place === categories.length - 1,
              'aria-label': t('menu.moveDown', { name: category.name }), 'data-focus': `down ${category.id}`
            }),
          button('',
            () => this.editCategory(category),
            { look: 'icon-only quiet', name: 'edit', 'aria-label': t('menu.editCategory', { name: category.name }) }))))));
    if (categories.length === 0) {
      fill(this.list,
        emptyState({
          name: 'tag', title: t('pad.noItems'), text: t('menu.emptyText'),
          actions: [
            h('a', { class: 'button primary', href: '/start' }, t('menu.fromTemplate')),
            button(t('menu.addCategory'), () => this.editCategory(null), { name: 'plus' })
          ]
        }));
      return;
    }
    const items = this.query.trim() === '' ? this.category.items : searchItems(indexItems(shop.items), this.query);
    if (!this.rows?.isConnected) {
      this.rows = h('ul', { class: 'rows' });
      this.heading = h('h2', {});
      fill(this.list,
        h('div', { class: 'card-head' }, this.heading, h('div', { class: 'search-box push' }, icon('search', 20), this.search)),
        this.rows);
    }
    this.heading.textContent = this.query.trim() === '' ? this.category.name : t('menu.found', { n: items.length });
    fill(this.rows,
      items.map((item) => this.item(item, may)),
      items.length === 0 && h('li', {},
        emptyState({
          name: 'tag', title: t('menu.noItems'),
          actions: may && this.query === '' ? [button(t('menu.addItem'),
            () => this.edit(null),
            { look: 'primary', name: 'plus' })] : []
        })));
  }

  item(item, may) {
    const facts = [
      saleNote(item), !item.soldOut && item.stock > 5 && t('saleState.few', { n: item.stock }),
      item.cost !== undefined && item.cost !== null && t('menu.costOf', { cost: money(item.cost) }),
      item.taxClass && item.taxClass !== 'taxable' && t(`tax.${item.taxClass}`),
      (item.optionGroups ?? []).map((group) => group.name).join(', '), item.barcode
    ].filter(Boolean);
    return h('li', { class: 'row', 'data-test': 'menu-item', 'data-name': item.name },
      h('button',
        {
          type: 'button', class: 'row-main', disabled: !may, 'data-focus': `edit ${item.id}`, on: { click: () => this.edit(item) }
        },
        h('span', { class: 'row-title' }, item.name),
        h('span', { class: 'row-sub' }, facts.join(' · '))),
      h('span', { class: 'amount strong' }, item.openPrice ? t('item.openPrice') : money(item.price)),
      h('label', { class: 'switch sold-out' },
        h('input',
          {
            type: 'checkbox', role: 'switch', 'data-focus': `sold ${item.id}`,
            'aria-label': t('menu.onSale', { name: item.name }), set: { checked: !item.soldOut },
            on: { change: (event) => this.setSoldOut(item, !event.target.checked) }
          }),
        h('span', { class: 'small sale-word' }, t(item.soldOut ? 'item.soldOut' : 'item.onSale'))),
      may && button(t('soldOut.act'),
        () => openSoldOutSheet(item),
        { look: 'quiet sale-act', 'aria-label': t('soldOut.set', { name: item.name }), 'aria-haspopup': 'dialog', 'data-focus': `sale ${item.id}`, 'data-test': 'sale' }));
  }

  setSoldOut(item, soldOut) {
    if (soldOut) changeSale(item, { soldOut: true, soldOutUntil: null }, t('menu.nowSoldOut', { name: item.name }));
    else sellAgain(item);
  }

  async keep(act, said) {
    try {
      await act();
      if (said) toast(said);
    } catch (problem) {
      toastProblem(problem);
    }
    await shop.reload().catch(() => {});
  }

  async move(place, by) {
    const ids = shop.categories.map((category) => category.id);
    [ids[place], ids[place + by]] = [ids[place + by], ids[place]];
    shop.till.menu.categories = ids.map((id) => shop.categories.find((category) => category.id === id));
    this.draw();
    await this.keep(() => api.orderCategories(ids, '*'));
  }

  edit(item) {
    openItemEditor(item, this.category?.id);
  }

  editCategory(category) {
    openCategoryEditor(category, (madeId) => {
      this.categoryId = madeId ?? this.categoryId;
      this.build();
    });
  }
}

customElements.define('menu-screen', MenuScreenElement);
