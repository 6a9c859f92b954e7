import { api, newId } from '../api.js';
import { drafts } from '../drafts.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { keep, kept, money, t } from '../language.js';
import { cartCount, cartTotal } from '../rules/cart.js';
import { addTables, columnsOf, isDrawable, ordersAt, owed } from '../rules/floor.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { moveByArrows } from './keys.js';
import { pendingPayments } from '../pending-payments.js';
import { pendingNotice } from './pending-sheet.js';
import { tableCall } from './places.js';
import { openSheet } from './sheet.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';
import { dragTables } from './table-drag.js';
import { dropTable } from './table-moves.js';
import { tableTile, takeoutRow } from './table-tile.js';
import { toastProblem } from './toast.js';

/** Tables by area with their state, and the takeout orders. */
class FloorScreenElement extends ShopElement {
  start() {
    this.listen(shop, 'orders', () => this.draw());
    this.listen(shop, 'till', () => this.draw());
    this.listen(drafts, 'change', () => this.draw());
    this.listen(pendingPayments, 'change', () => this.draw());
    for (const kind of ['sale', 'order']) this.listen(shop, kind, () => shop.soon('pending', () => pendingPayments.load()));
    this.every(20_000, () => { this.draw(); this.lookForPending(); });
    this.area = new URLSearchParams(location.search).get('area') ?? kept('area');
    this.drag = dragTables(this, {
      canDrag: (id) => this.ordersAt(id).length > 0,
      words: (from, to) => this.dragWords(shop.table(from), to && shop.table(to)),
      drop: (from, to) => dropTable({ orders: this.ordersAt(from) }, { table: shop.table(to), orders: this.ordersAt(to) }),
      rest: () => this.isStale && this.draw(),
    });
    this.draw();
    this.load();
    this.lookForPending();
  }

  lookForPending() {
    pendingPayments.load().catch(() => { /* the next look tells */ });
  }

  async load() {
    try {
      await shop.loadTill();
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    if (this.isConnected) this.draw();
  }

  /** Orders the server knows and those that are only on this device yet. */
  orders() {
    const local = Object.values(drafts.all());
    const known = shop.openOrders.map((order) => {
      const draft = local.find((each) => each.orderId === order.id);
      const lines = drafts.lines(order.id);
      return draft && lines.length > 0 ? {
        ...order, unsent: true, total: order.total + cartTotal(lines), count: cartCount(lines)
      } : order;
    });
    const fresh = local.filter((draft) => !shop.order(draft.orderId) && drafts.lines(draft.orderId).length > 0).map((draft) => {
      const lines = drafts.lines(draft.orderId);
      return {
        id: draft.orderId, tableId: draft.tableId, channel: draft.channel, guests: draft.guests, lines, total: cartTotal(lines),
        unsent: true, openedAt: new Date(draft.begun).toISOString()
      };
    });
    return [...known, ...fresh];
  }

  ordersAt(tableId) {
    return this.orders().filter((order) => order.tableId === tableId);
  }

  /** What would happen if the table were let go here. */
  dragWords(from, to) {
    const name = tableCall(from.name);
    if (!to) return name;
    return t(this.ordersAt(to.id).length > 0 ? 'merge.preview' : 'move.preview', { from: name, to: tableCall(to.name) });
  }

  draw() {
    this.isStale = this.drag?.isHeld;
    if (this.isStale) return undefined;
    if (!shop.till) return fill(this,
      h('div', { class: 'screen' },
        h('h1', { class: 'hidden-text' }, t('title.floor')),
        this.problem ? errorState(this.problem, () => this.load()) : [
          loadingNote(), h('div', { class: 'table-flow' }, skeleton(12, '7rem'))
        ]));
    const orders = this.orders();
    const areas = shop.areas;
    const takeouts = orders.filter((order) => !order.tableId);
    const chosen = this.area === 'takeout' ? null : areas.find((area) => area.id === this.area) ?? areas[0];
    const tab = (id, name, count, isChosen) => h('button',
      {
        type: 'button', 'aria-pressed': String(isChosen), 'data-focus': `area ${id}`, 'data-test': `area-${id}`,
        on: { click: () => this.choose(id) }
      },
      name,
      count > 0 && h('span', { class: 'tag accent' }, count));
    const busyIn = (area) => area.tables.filter((table) => ordersAt(table, orders).length > 0).length;
    return fill(this, h('div', { class: 'screen floor' },
      h('div', { class: 'screen-head' },
        h('h1', {}, t('title.floor')),
        h('div', { class: 'segments', role: 'group', 'aria-label': t('floor.areas') },
          areas.map((area) => tab(area.id, area.name, busyIn(area), area === chosen)),
          tab('takeout', t('floor.takeout'), takeouts.length, !chosen)),
        h('span', { class: 'push' }),
        shop.can('managemenu') && areas.length > 0 && h('a',
          { class: 'button quiet', href: '/till/edit', 'data-test': 'edit-floor' },
          icon('edit', 20),
          t('floor.edit')),
        button(t('floor.newTakeout'),
          () => this.begin({ channel: 'takeout' }),
          { look: 'primary', name: 'bag', 'data-test': 'new-takeout' })),
      this.menuHint(),
      pendingNotice(),
      chosen ? this.tables(chosen, orders) : areas.length === 0 && this.area !== 'takeout' ? this.emptyFloor() : this.takeouts(takeouts)));
  }

  menuHint() {
    if (shop.items.length > 0) return null;
    return h('div', { class: 'notice info row-notice' },
      h('span', {}, t('floor.noMenu')),
      h('a', { class: 'button tinted', href: '/start' }, t('floor.addMenu')));
  }

  choose(id) {
    this.area = id;
    keep('area', id);
    this.draw();
  }

  tables(area, orders) {
    if (area.tables.length === 0) return emptyState({
      title: t('floor.noTables'), text: t('floor.noTablesText'),
      actions: [button(t('floor.addEight'), () => this.addEight(), { look: 'primary', 'data-test': 'add-tables' })]
    });
    const drawn = isDrawable(area.tables);
    return h('ul',
      {
        class: drawn ? 'table-flow table-plan' : 'table-flow', style: { '--columns': drawn ? columnsOf(area.tables) : 12 },
        on: { keydown: moveByArrows }
      },
      area.tables.map((table) => this.table(table, ordersAt(table, orders), drawn)));
  }

  table(table, orders, isDrawn) {
    return tableTile({ table, orders, isDrawn, open: () => this.openTable(table, orders) });
  }

  takeouts(orders) {
    if (orders.length === 0) return emptyState({
      name: 'bag', title: t('floor.noTakeout'), text: t('floor.noTakeoutText'),
      actions: [button(t('floor.newTakeout'), () => this.begin({ channel: 'takeout' }), { look: 'primary', name: 'plus' })]
    });
    return h('ul', { class: 'card flush rows' }, orders.map(takeoutRow));
  }

  openTable(table, orders) {
    if (orders.length === 1) return go(`/till/orders/${orders[0].id}`);
    if (orders.length === 0) return this.begin({ channel: 'table', tableId: table.id });
    const dialog = openSheet({
      title: t('table.several', { name: table.name }),
      body: h('div', { class: 'rows' },
        orders.map((order) => h('a', { class: 'row', href: `/till/orders/${order.id}`, on: { click: () => dialog.close('') } },
          h('span', { class: 'row-main row-title' }, order.number ?? t('order.new')),
          h('span', { class: 'amount' }, money(owed(order))))))
    });
    return undefined;
  }

  begin(order) {
    go(`/till/orders/${drafts.open(order).orderId}`);
  }

  emptyFloor() {
    return emptyState({
      title: t('floor.empty'), text: t('floor.emptyText'),
      actions: [
        button(t('floor.addEight'), () => this.addEight(), { look: 'primary', name: 'plus', 'data-test': 'add-tables' }),
        button(t('floor.takeoutOnly'), () => this.choose('takeout'), { look: 'quiet' })
      ],
    });
  }

  async addEight() {
    try {
      const { data, etag } = await api.floor();
      const areas = data.areas?.length > 0 ? data.areas : [{ id: newId(), name: t('floor.hall'), tables: [] }];
      await api.saveFloor(
        areas.map((area, place) => (place === 0 ? { ...area, tables: addTables(area.tables, 8, newId) } : area)),
        etag ?? '*');
      this.area = null;
      await shop.reload();
    } catch (problem) {
      toastProblem(problem);
    }
  }
}

customElements.define('floor-screen', FloorScreenElement);
