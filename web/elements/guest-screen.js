import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { GuestOrders } from '../guest-orders.js';
import { icon } from '../icons.js';
import { keep, kept, language, money, setLanguage, t } from '../language.js';
import { go } from '../router.js';
import { needsChoice } from '../rules/cart.js';
import { shop } from '../shop.js';
import { VisitorCart } from '../visitor-cart.js';
import { openGuestCart } from './guest-cart.js';
import './guest-status.js';
import { openOptionSheet } from './option-sheet.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';
import { toast, toastProblem } from './toast.js';
import './visitor-menu.js';

/** What a guest's phone shows after its table's QR code: menu and cart, and the orders of this guest. */
class GuestScreenElement extends ShopElement {
  start() {
    this.className = 'guest-order fixed-screen';
    this.token = this.dataset.token;
    this.open();
  }

  get isStatus() {
    return new URLSearchParams(location.search).get('view') === 'orders';
  }

  /** The code opens a session for its table; one that is open goes on, a staff member is asked first. */
  async open() {
    if (shop.session?.role === 'guest' && kept('table code') === this.token) return this.build();
    if (shop.session && shop.session.role !== 'guest') return this.askStaff();
    return this.enter();
  }

  async enter() {
    this.frame(loadingNote(), h('div', { class: 'screen' }, skeleton(4)));
    try {
      const session = await api.openTable(this.token);
      keep('table code', this.token);
      shop.begin(session);
    } catch (problem) {
      const isBad = problem.status === 422 || problem.status === 400;
      this.frame(isBad ? emptyState({ name: 'qr', title: t('guest.badCode'), text: t('guest.badCodeText') }) : errorState(problem, () => this.enter()));
    }
  }

  askStaff() {
    this.frame(emptyState({
      name: 'qr', title: t('guest.isStaff'), text: t('guest.isStaffText'),
      actions: [h('a', { class: 'button primary', href: '/till' }, t('nav.tables')), button(t('guest.asGuest'), () => this.enter(), { 'data-test': 'as-guest' })]
    }));
  }

  build() {
    this.cart = new VisitorCart(`cart ${this.token}`);
    this.orders = new GuestOrders();
    this.listen(this.cart, 'change', () => this.drawBar());
    this.listen(this.orders, 'change', () => this.drawBar());
    this.listen(shop, 'menu', () => this.cart.refresh(shop.items));
    this.listen(this, 'pick', (event) => this.pick(event.detail));
    this.head = h('div', { class: 'guest-tools' });
    this.bar = h('button', { type: 'button', class: 'cart-bar', 'data-test': 'cart-bar', 'aria-haspopup': 'dialog', on: { click: () => this.openCart() } });
    if (this.isStatus) this.frame(h('guest-status', { set: { orders: this.orders }, on: { more: () => this.goTo('') } }));
    else this.frame(h('visitor-menu', {}), this.bar);
    this.name();
    this.drawBar();
    this.orders.load().catch(() => { /* the page of the orders tells it */ });
    if (this.orders.batch) this.send();
  }

  /** Which table this is: the floor knows it, and so does an order. */
  async name() {
    const { data } = await api.floor().catch(() => ({ data: null }));
    const table = data?.areas?.flatMap((area) => area.tables).find(({ id }) => id === shop.session?.tableId);
    if (table && this.isConnected) fill(this.table, t('order.table', { name: table.name }));
  }

  frame(...content) {
    this.table = h('span', { class: 'tag accent', 'data-test': 'guest-table' });
    fill(this,
      h('header', { class: 'guest-bar' },
        h('h1', {}, shop.session?.role === 'guest' ? shop.store?.name : 'Salesync'), this.table, h('span', { class: 'push' }),
        this.head,
        h('button', {
          type: 'button', class: 'button quiet', 'data-test': 'language', 'aria-label': t('bar.language'), on: { click: () => setLanguage(language() === 'ko' ? 'en' : 'ko') }
        }, language() === 'ko' ? 'EN' : '한국어')),
      content);
  }

  drawBar() {
    const { count, total } = this.cart;
    this.bar.hidden = count === 0 && !this.orders.batch;
    fill(this.bar, h('span', { class: 'cart-count' }, count), h('span', {}, t('guest.cart')), h('span', { class: 'amount push' }, money(total)));
    fill(this.head, this.orders.ids.length > 0 && !this.isStatus && button(t('guest.orders'), () => this.goTo('?view=orders'), { name: 'receipt', look: 'tinted', 'data-test': 'my-orders', 'data-focus': 'orders' }));
  }

  goTo(query) {
    go(location.pathname + query);
  }

  pick(item) {
    if (needsChoice(item)) openOptionSheet(item, (line) => this.cart.add(line));
    else this.cart.add({ itemId: item.id, name: item.name, unitPrice: item.price, options: [], quantity: 1 });
  }

  openCart() {
    this.cart.refresh(shop.items);
    openGuestCart(this.cart, this.orders, () => this.send());
  }

  /** Sends the cart; what got no answer is kept and sent again, what was refused is told in words. */
  async send() {
    try {
      await this.orders.send(this.cart.lines);
      this.cart.clear();
      toast(t('guest.sent'));
      if (this.isConnected && !this.isStatus) this.goTo('?view=orders');
      return true;
    } catch (problem) {
      if (problem.isUnknown) toast(t('guest.kept'), { kind: 'bad', action: { label: t('guest.sendAgain'), act: () => this.send() } });
      else toastProblem(problem);
      await shop.reload().catch(() => { /* offline: what is known stays */ });
      this.cart.refresh(shop.items);
      return false;
    }
  }
}

customElements.define('guest-screen', GuestScreenElement);
