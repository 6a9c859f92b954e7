import { api } from '../api.js';
import { drafts } from '../drafts.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { elapsed, money, t } from '../language.js';
import { cartCount, cartTotal, isStruck, needsChoice } from '../rules/cart.js';
import { leftToPay } from '../rules/split.js';
import { minutesSince } from '../rules/time.js';
import { go, goBack } from '../router.js';
import { shop } from '../shop.js';
import { openBillSheet } from './bill-sheet.js';
import { closedOrder } from './closed-order.js';
import { guestRow } from './guest-count.js';
import './item-grid.js';
import { openOptionSheet } from './option-sheet.js';
import './order-cart.js';
import { callCourse, cancelOrder, changeGuests, giveDiscount, openLine } from './order-changes.js';
import { openOrderSheet } from './order-sheet.js';
import { orderTitle } from './places.js';
import { allowed, allowedAtMost, changeQuantity, quantitiesSettled, withWishes } from './quantities.js';
import { emptyState, errorState, loadingNote, skeleton } from './states.js';
import { openMergeSheet, openMoveSheet, undoLast } from './table-moves.js';
import { toast, toastProblem } from './toast.js';

/** Taking an order: items on one side, the cart on the other (a bar below on a phone). */
class OrderPadElement extends ShopElement {
  start() {
    this.className = 'fixed-screen order-pad';
    this.orderId = this.dataset.id;
    this.listen(drafts, 'change', (event) => (event.detail ?? this.orderId) === this.orderId && this.drawCart());
    this.listen(shop, 'orders', (event) => this.hearOrder(event.detail));
    this.listen(document, 'keydown', (event) => this.press(event));
    this.listen(this, 'pick', (event) => this.pick(event.detail));
    this.listen(this, 'quantity', (event) => changeQuantity(this, event.detail));
    this.listen(this, 'line', (event) => openLine(this, event.detail));
    this.listen(this, 'discount', () => giveDiscount(this));
    this.listen(this, 'send', () => this.send());
    this.listen(this, 'course', () => callCourse(this));
    this.listen(this, 'pay', () => this.pay());
    this.every(20_000, () => this.isReady && this.drawHead());
    this.open();
  }

  async open() {
    if (!shop.till) fill(this,
      h('h1', { class: 'hidden-text' }, t('title.order')),
      loadingNote(),
      h('div', { class: 'screen' }, skeleton(6, '6rem')));
    try {
      await shop.ready();
      this.order = shop.order(this.orderId) ?? null;
      if (!this.order && !drafts.of(this.orderId)?.isNew) this.order = await api.order(this.orderId);
      if (!this.isConnected) return;
      if (this.order && this.order.status !== 'open') this.drawClosed();
      else this.build();
    } catch (problem) {
      fill(this, h('h1', { class: 'hidden-text' }, t('title.order')), problem.status === 404
        ? emptyState({
          title: t('order.gone'), text: t('order.goneText'),
          actions: [h('a', { class: 'button primary', href: '/till' }, t('nav.tables'))]
        }) : errorState(problem, () => this.open()));
    }
  }

  build() {
    this.head = h('header', { class: 'pad-head' });
    this.cart = h('order-cart', {});
    this.asking = h('div', {});
    this.toggle = h('button',
      {
        type: 'button', class: 'cart-bar', 'data-test': 'cart-bar', 'aria-expanded': 'false',
        on: { click: () => this.pull(!this.classList.contains('is-pulled')) }
      });
    fill(this,
      h('section', { class: 'pad-items', 'aria-label': t('pad.items') }, this.asking, h('item-grid', {})),
      h('section', { class: 'pad-cart', 'aria-label': t('cart.title') }, this.head, this.cart, this.toggle));
    this.isReady = true;
    this.drawHead();
    this.drawCart();
  }

  get info() {
    return this.order ?? drafts.of(this.orderId) ?? {};
  }

  drawHead() {
    const { number, guests, openedAt, placedAt } = this.info;
    const since = openedAt ?? placedAt;
    const facts = [
      number, guests > 0 && t('table.guests', { n: guests }), since && elapsed(minutesSince(since, Date.now()))
    ].filter(Boolean);
    fill(this.head,
      h('button',
        {
          type: 'button', class: 'button quiet icon-only', 'data-back': true, 'aria-label': t('action.back'),
          on: { click: () => goBack('/till') }
        },
        icon('back')),
      h('div', { class: 'pad-title' },
        h('h1', { tabindex: -1 }, orderTitle(this.info)),
        h('p', { class: 'weak small number' }, facts.length > 0 ? facts.join(' · ') : t('order.new'))),
      h('button',
        {
          type: 'button', class: 'button quiet icon-only', 'aria-label': t('order.more'), 'data-test': 'order-more',
          'aria-haspopup': 'dialog', on: { click: () => this.openMore() }
        },
        icon('more')));
  }

  /** A new table is asked how many came, until somebody answers or the order is placed. */
  drawGuests() {
    const asks = !this.order && Boolean(this.info.tableId) && !this.info.guests;
    if (asks !== Boolean(this.asking.firstChild)) fill(this.asking, asks && guestRow((guests) => this.setGuests(guests)));
  }

  drawCart() {
    if (!this.isReady) return;
    this.drawGuests();
    const lines = drafts.lines(this.orderId);
    const pending = new Set((drafts.of(this.orderId)?.batch?.lines ?? []).map((line) => line.id));
    this.cart.content = {
      order: withWishes(this.order), lines, pending, isSending: drafts.sending.has(this.orderId), isPaying: this.isPaying
    };
    const count = cartCount((this.order?.lines ?? []).filter((line) => !isStruck(line))) + cartCount(lines);
    fill(this.toggle,
      h('span', { class: 'cart-count' }, count),
      h('span', {}, t('cart.show')),
      h('span', { class: 'amount push' }, money((this.order ? leftToPay(this.order) : 0) + cartTotal(lines))),
      icon(this.classList.contains('is-pulled') ? 'down' : 'up', 20));
  }

  showOrder(order) {
    this.order = order;
    this.drawCart();
  }

  pull(open) {
    this.classList.toggle('is-pulled', open);
    this.toggle.setAttribute('aria-expanded', String(open));
    this.drawCart();
    if (open) this.cart.showLast();
  }

  hearOrder(detail) {
    if (detail && detail.id !== this.orderId) return;
    const order = detail?.order ?? shop.order(this.orderId);
    if (!order) return;
    this.order = order;
    if (!this.isReady) return;
    if (order.status !== 'open') return this.drawClosed();
    this.drawHead();
    this.drawCart();
  }

  drawClosed() {
    this.isReady = false;
    const next = drafts.carry(this.orderId, this.order);
    fill(this, closedOrder(this.order, t('title.order'), next ? {
      text: t(this.order.mergedInto ? 'order.carriedAlong' : 'order.carried', { n: cartCount(next.lines) }),
      first: h('a', { class: 'button primary', href: `/till/orders/${next.orderId}` }, t(this.order.mergedInto ? 'order.openMerged' : 'order.openCarried'))
    } : {}));
  }

  pick(item) {
    const one = { itemId: item.id, name: item.name, unitPrice: item.price, options: [], quantity: 1 };
    if (allowed(this, one) === 0) return;
    if (needsChoice(item)) openOptionSheet(item, (line) => this.add(line), undefined, { most: allowedAtMost(this, one) });
    else this.add(one);
  }

  /** Never more than are left. */
  add(line) {
    const quantity = allowed(this, line);
    if (quantity > 0) drafts.add(this.orderId, { ...line, quantity });
  }

  /** Digits set the quantity of the line tapped last, Enter pays. */
  press(event) {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') || event.target.matches?.('input, textarea, select')) return;
    const last = drafts.of(this.orderId)?.lines.at(-1);
    if (/^[1-9]$/.test(event.key) && last) changeQuantity(this, { line: last, quantity: Number(event.key), isLocal: true });
    else if (event.key === 'Enter' && !event.target.matches?.('button, a') && this.isReady) this.pay();
  }

  /** Gives everything tapped to the server; false when it did not get through. */
  async deliver(send) {
    await quantitiesSettled();
    if (drafts.lines(this.orderId).length === 0 && !(send && this.order?.lines.some((line) => line.status === 'draft'))) return true;
    try {
      this.order = await drafts.flush(this.orderId, { send });
      return true;
    } catch (problem) {
      if (problem.isUnknown) toast(t(send ? 'cart.keptToSend' : 'cart.kept'), { kind: 'bad' });
      else toastProblem(problem);
      return false;
    }
  }

  async send() {
    if (await this.deliver(true)) {
      toast(t('cart.sent'));
      this.pull(false);
    }
  }

  async pay() {
    if (this.isPaying || (!this.order && drafts.lines(this.orderId).length === 0)) return;
    this.setPaying(true);
    if (await this.deliver('all')) go(`/till/orders/${this.orderId}/pay`);
    this.setPaying(false);
  }

  async openSplit() {
    if (await this.deliver(false)) go(`/till/orders/${this.orderId}/split`);
  }

  /** Joined to another order, this one goes on there. */
  async merge() {
    if (!(await this.deliver(false))) return;
    const order = await openMergeSheet(this.order);
    if (order) go(`/till/orders/${order.id}`, { replace: true });
  }

  async move() {
    if ((await openMoveSheet({ id: this.orderId, ...this.info })) && this.isReady) this.drawHead();
  }

  setPaying(isPaying) {
    this.isPaying = isPaying;
    this.drawCart();
  }

  /** What is tapped but not sent yet belongs on the bill too. */
  async printBill() {
    if (await this.deliver(false)) openBillSheet(this.order);
  }

  setGuests(guests) {
    if (this.order) return changeGuests(this, guests);
    drafts.update(this.orderId, () => ({ guests }));
    return this.drawHead();
  }

  openMore() {
    openOrderSheet(this.info, {
      isNew: !this.order, hasLines: this.cart.shownCount > 0, setGuests: (guests) => this.setGuests(guests), cancel: () => cancelOrder(this),
      bill: () => this.printBill(), split: () => this.openSplit(), move: () => this.move(), merge: () => this.merge(), undo: () => undoLast(this.orderId)
    });
  }

  /** Leaving keeps what was tapped: the server gets it as unsent lines, or this device holds it until it can. */
  stop() {
    const draft = drafts.of(this.orderId);
    if (!draft) return;
    if (drafts.lines(this.orderId).length > 0) drafts.flush(this.orderId).catch((problem) => !problem.isUnknown && toastProblem(problem));
    else if (draft.isNew && !drafts.sending.has(this.orderId)) drafts.forget(this.orderId);
  }
}

customElements.define('order-pad', OrderPadElement);
