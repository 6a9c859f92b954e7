import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { go } from '../router.js';
import { callNumber } from '../rules/kitchen.js';
import { openReceipt } from './receipt-view.js';
import { button } from './states.js';

const seconds = 5;

/**
 * After paying: the change in the largest type, and the number to call when no table waits for it. Goes on by itself, to the
 * next payer or the tables, unless change is to be given or somebody wants the receipt.
 */
class PaymentDoneElement extends ShopElement {
  start() {
    const { sale, order, payer, next: nextPayer } = this.content;
    this.left = seconds;
    this.className = 'pay-done';
    this.count = h('span', { class: 'number' });
    const change = sale.change ?? 0;
    this.isHeld = change > 0;
    const next = button('', () => this.leave(), { look: 'primary large', 'data-test': 'next-order' });
    fill(next, nextPayer ? t('payment.nextOf', { letter: nextPayer.letter, amount: money(nextPayer.total) }) : t('payment.next'), this.count);
    // A second tap of the payment must not take the change out of sight.
    next.disabled = true;
    setTimeout(() => { next.disabled = false; }, 600);
    fill(this,
      h('span', { class: 'round done-mark' }, icon('check', 36)),
      h('h1', { tabindex: -1 }, t('payment.done')),
      change > 0
        ? [
          h('p', { class: 'weak' }, t('payment.change')),
          h('p', { class: 'done-change amount', 'data-test': 'done-change' }, money(change))
        ]
        : h('p', { class: 'done-change amount', 'data-test': 'done-total' }, money(sale.total + (sale.rounding ?? 0))),
      !order.tableId && order.number && h('p', { class: 'done-call' },
        h('span', {}, t('payment.call')), h('span', { class: 'done-number number', 'data-test': 'done-call' }, callNumber(order.number))),
      h('p', { class: 'weak number' },
        [
          order.number, payer, sale.receiptNumber, change > 0 && t('payment.paidOf', { total: money(sale.total + (sale.rounding ?? 0)) }),
          sale.rounding < 0 && `${t('payment.rounding')} ${money(sale.rounding)}`
        ].filter(Boolean).join(' · ')),
      h('div', { class: 'button-row' },
        button(t('receipt.show'), () => this.receipt(), { look: 'large', name: 'receipt', 'data-test': 'show-receipt' }),
        nextPayer && button(t('nav.tables'), () => go('/till', { replace: true }), { look: 'large', 'data-test': 'to-tables' }), next));
    this.querySelector('h1').focus();
    this.drawCount();
    this.every(1000, () => this.tick());
  }

  tick() {
    if (this.isHeld) return;
    this.left -= 1;
    this.drawCount();
    if (this.left <= 0) this.leave();
  }

  drawCount() {
    this.count.hidden = Boolean(this.isHeld);
    this.count.textContent = this.isHeld ? '' : t('payment.inSeconds', { n: this.left });
  }

  receipt() {
    this.isHeld = true;
    this.drawCount();
    openReceipt(this.content.sale);
  }

  leave() {
    const { order, next } = this.content;
    if (this.isConnected) go(next ? `/till/orders/${order.id}/pay?check=${next.id}` : '/till', { replace: true });
  }
}

customElements.define('payment-done', PaymentDoneElement);
