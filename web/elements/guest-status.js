import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { clock, money, t } from '../language.js';
import { lineState } from '../rules/visitor.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';
import { lineWords } from './visitor-lines.js';

const looks = { waiting: '', cooking: 'warning', ready: 'positive', served: '', cancelled: 'negative' };

/** The guest's own orders and how far each line is. Property `orders`; tells `more` to order again. */
class GuestStatusElement extends ShopElement {
  start() {
    this.className = 'guest-status';
    fill(this, h('h2', {}, t('guest.orders')), loadingNote(), skeleton(3));
    this.listen(this.orders, 'change', () => this.draw());
    this.listen(document, 'visibilitychange', () => !document.hidden && this.load());
    this.every(5000, () => !document.hidden && this.load());
    this.load();
  }

  async load() {
    try {
      await this.orders.load();
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
    this.isLoaded = true;
    if (this.isConnected) this.draw();
  }

  draw() {
    if (!this.isLoaded) return undefined;
    const { orders } = this.orders;
    const key = JSON.stringify([orders, this.problem?.status]);
    if (key === this.key) return undefined;
    this.key = key;
    const more = button(t('guest.more'), () => this.tell('more'), { look: 'large primary wide', name: 'plus', 'data-test': 'order-more', 'data-focus': 'more' });
    if (orders.length === 0) return fill(this, h('h2', {}, t('guest.orders')), this.problem
      ? errorState(this.problem, () => this.load()) : emptyState({ name: 'receipt', title: t('guest.none'), text: t('guest.noneText'), actions: [more] }));
    const open = orders.filter((order) => order.status === 'open');
    const total = open.reduce((sum, order) => sum + order.total, 0);
    return fill(this,
      h('h2', {}, t('guest.orders')),
      this.problem && h('p', { class: 'notice warn', role: 'status' }, t('guest.stale')),
      orders.toReversed().map((order) => this.order(order)),
      open.length > 0 && h('div', { class: 'card guest-sum' },
        h('p', { class: 'sum-row total' }, h('span', {}, t('cart.total')), h('span', { class: 'amount', 'data-test': 'guest-total' }, money(total))),
        h('p', { class: 'guest-pay' }, icon('card', 20), t('guest.payAtCounter'))),
      more);
  }

  order(order) {
    return h('section', { class: 'card flush', 'data-test': 'guest-order', 'data-number': order.number },
      h('div', { class: 'card-head' }, h('h3', {}, t('guest.orderOf', { number: order.number })), h('time', { class: 'weak' }, clock(order.placedAt)),
        order.status !== 'open' && h('span', { class: 'tag positive push' }, t(`orderState.${order.status}`))),
      h('ul', { class: 'rows' }, order.lines.filter((line) => line.status !== 'removed').map((line) => this.line(line))));
  }

  line(line) {
    const state = lineState(line);
    return h('li', { class: `row ${state === 'cancelled' ? 'is-struck' : ''}`, 'data-test': 'guest-line', 'data-state': state },
      h('span', { class: 'row-main' }, h('span', { class: 'row-title' }, `${line.name} ×${line.quantity}`), lineWords(line) && h('span', { class: 'row-sub' }, lineWords(line))),
      h('span', { class: `tag ${looks[state]}` }, t(`guestState.${state}`)),
      h('span', { class: 'amount' }, money(state === 'cancelled' ? 0 : line.amount)));
  }
}

customElements.define('guest-status', GuestStatusElement);
