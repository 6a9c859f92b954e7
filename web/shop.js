import { api, connection, openLive, rememberSession } from './api.js';

/**
 * What this device knows of the shop: who is signed in, menu, floor and open orders; kept true by the live stream.
 * Tells `session`, `till`, `menu`, `orders`, `live`, `summary`, `sale`, `shift`, `kitchen`, `consulting`, `reach`.
 */
class Shop extends EventTarget {
  session = null;
  till = null;
  tillEtag = null;
  offlineSince = null;
  closeLive = null;
  waiting = new Map();

  get currency() { return this.store?.currency ?? 'KRW'; }
  /** Cash is taken in whole units of so many minor units; 0 when it is not rounded. */
  get cashUnit() { return this.store?.cashRounding ?? 0; }
  get timezone() { return this.store?.timezone ?? 'Asia/Seoul'; }
  get store() { return this.till?.store ?? this.session?.store ?? null; }
  get categories() { return this.till?.menu?.categories ?? []; }
  get items() { return this.categories.flatMap((category) => category.items); }
  get areas() { return this.till?.floor?.areas ?? []; }
  get openOrders() { return this.till?.orders ?? []; }
  /** A kiosk or a guest's phone: it knows the menu and its own orders. */
  get isVisitor() { return ['kiosk', 'guest'].includes(this.session?.role); }

  /** May the signed-in person do this? A server that names no rights decides by itself. */
  can(right) {
    const rights = this.session?.rights;
    if (!rights || rights.length === 0) return true;
    return rights.some((each) => each.replaceAll('-', '').toLowerCase() === right.replaceAll('-', ''));
  }

  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  begin(session) {
    const isOther = session?.role !== this.session?.role || session?.store?.id !== this.session?.store?.id;
    this.session = session;
    rememberSession(session);
    this.closeLive?.();
    this.closeLive = session ? openLive((kind, event) => this.hear(kind, event)) : null;
    if (isOther) Object.assign(this, { till: null, tillEtag: null });
    this.tell('session');
  }

  async resume() {
    try {
      this.begin(await api.session());
    } catch (problem) {
      if (problem.status !== 401) throw problem;
      this.begin(null);
    }
  }

  /** Reads menu, floor and open orders; cheap when nothing changed. */
  async loadTill() {
    this.loading ??= (this.isVisitor ? api.visitorTill : api.till)(this.tillEtag).finally(() => { this.loading = null; });
    const answer = await this.loading;
    if (answer.status !== 304 && answer.data !== this.till) {
      this.till = answer.data;
      this.tillEtag = answer.etag;
      this.tell('till');
      this.tell('orders');
      this.tell('menu');
    }
    return this.till;
  }

  /** What a screen needs before it can show anything; known things show at once and are made true meanwhile. */
  async ready() {
    if (!this.till) return this.loadTill();
    this.loadTill().catch(() => { /* what is known stays, the banner tells that the network is gone */ });
    return this.till;
  }

  order(id) {
    return this.openOrders.find((order) => order.id === id);
  }

  table(id) {
    return this.areas.flatMap((area) => area.tables).find((table) => table.id === id);
  }

  item(id) {
    return this.items.find((item) => item.id === id);
  }

  /** Takes in what the server says about an order; an older version than the known one is ignored. */
  putOrder(order) {
    if (!this.till || !order?.id) return;
    const known = this.order(order.id);
    if (known && order.version < known.version) return;
    const others = this.openOrders.filter((each) => each.id !== order.id);
    this.till = { ...this.till, orders: order.status === 'open' ? [...others, order] : others };
    this.tillEtag = null;
    this.tell('orders', { id: order.id, order });
  }

  async refreshOrder(id) {
    const order = await api.order(id);
    this.putOrder(order);
    return order;
  }

  hear(kind, event) {
    if (kind === 'order' && event.orderId) this.soon(`order ${event.orderId}`, () => this.refreshOrder(event.orderId));
    else if (kind === 'menu' || kind === 'reset') this.soon('till', () => this.reload());
    else if (kind === 'open' && this.wasOpen) this.soon('till', () => this.reload());
    if (kind === 'reset' || (kind === 'open' && this.wasOpen)) this.tell('kitchen', {});
    if (kind === 'open') this.wasOpen = true;
    else this.tell(kind === 'reset' ? 'summary' : kind, event);
  }

  reload() {
    this.tillEtag = null;
    return this.loadTill();
  }

  /** Runs once for many calls within a moment. */
  soon(key, act) {
    clearTimeout(this.waiting.get(key));
    this.waiting.set(key, setTimeout(() => {
      this.waiting.delete(key);
      act().catch(() => { /* the next event or visit asks again */ });
    }, 80));
  }
}

export const shop = new Shop();

connection.addEventListener('offline', () => {
  shop.offlineSince = Date.now();
  shop.tell('reach');
});
connection.addEventListener('online', () => {
  shop.offlineSince = null;
  shop.tell('reach');
  if (shop.session && shop.till) shop.soon('till', () => shop.reload());
});
connection.addEventListener('signed-out', () => shop.session && shop.begin(null));
