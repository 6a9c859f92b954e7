import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { changeOf, pressKey, quickCash, tenderOf } from '../rules/cash.js';
import { shop } from '../shop.js';
import { field } from './field.js';
import { button } from './states.js';

const methods = [['cash', 'cash'], ['card', 'card'], ['transfer', 'transfer'], ['voucher', 'voucher']];
const calmFor = 600;
const issuers = ['신한', '삼성', '현대', 'KB국민', '롯데', '하나', '우리', 'BC', 'NH농협', '카카오뱅크', '토스뱅크'];

/** Method, keypad and details of one tender. Tells `tender`; property `content` is {rest, cash, total, keeps}: `cash` is the rest rounded as it is taken in cash, with `keeps` what was typed stays. */
class TenderFormElement extends ShopElement {
  method = 'cash';
  typed = 0;
  slip = {};

  set content({ rest, cash = rest, total, keeps = false }) {
    Object.assign(this, { rest, cash, total }, keeps ? {} : { typed: 0, slip: {} });
    if (this.isConnected) this.renew();
  }

  /** What is to be taken by this method. */
  get due() {
    return this.method === 'cash' ? this.cash : this.rest;
  }

  set working(isWorking) {
    this.isWorking = isWorking;
    if (!this.pay) return;
    if (isWorking) fill(this.pay, t('payment.working'));
    else if (this.pay.isConnected) this.drawAmounts();
    this.pay.setAttribute('aria-busy', String(isWorking));
  }

  /** For a moment nothing can be taken: the second tap of a hurried hand must not take what it never saw. */
  calm() {
    clearTimeout(this.calming);
    this.calming = setTimeout(() => {
      this.calming = null;
      this.pay.disabled = false;
    }, calmFor);
    this.pay.disabled = true;
  }

  /** No answer came: only the same sale may be asked again. */
  set unanswered(retry) {
    fill(this, h('div', { class: 'empty', role: 'alert' }, h('span', { class: 'round' }, icon('offline', 28)), h('h2', {}, t('payment.unknown')), h('p', {}, t('payment.unknownText')),
      h('div', { class: 'button-row' },
        button(t('payment.again'), () => { this.draw(); retry(); }, { look: 'primary large', 'data-test': 'retry-payment' }))));
  }

  start() {
    this.className = 'pay-right';
    this.setAttribute('role', 'region');
    this.setAttribute('aria-label', t('payment.method'));
    this.listen(document, 'keydown', (event) => this.type(event));
    this.renew();
  }

  renew() {
    this.draw();
    this.calm();
  }

  draw() {
    this.isCash = this.method === 'cash';
    this.amounts = h('div', { class: 'pay-given' });
    this.pay = h('button',
      {
        type: 'button', class: 'button primary large wide', 'data-test': 'take', disabled: Boolean(this.calming),
        on: { click: () => this.take() }
      });
    fill(this,
      h('div', {
        class: 'segments methods', role: 'group', 'aria-label': t('payment.method')
      }, methods.map(([method, name]) => h('button', {
        type: 'button', 'aria-pressed': String(method === this.method), 'data-focus': `method ${method}`, 'data-test': `method-${method}`, on: { click: () => { this.method = method; this.typed = 0; this.draw(); } },
      }, icon(name, 20), t(`method.${method}`)))),
      this.amounts,
      this.isCash ? h('div', {
        class: 'quick-cash', role: 'group', 'aria-label': t('payment.quick')
      }, quickCash(this.due, shop.currency).map((sum, place) => h('button', {
        type: 'button', class: 'button', 'data-focus': `quick ${sum}`, 'data-sum': sum, 'data-test': 'quick-cash', on: { click: () => { this.typed = sum; this.drawAmounts(); } },
      }, place === 0 ? t('payment.exact') : h('span', { class: 'amount' }, money(sum))))) : this.details(),
      h('div', {
        class: 'keypad', role: 'group', 'aria-label': t('payment.keypad')
      }, ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '00', 'back'].map((key) => h('button', {
        type: 'button', class: 'key', 'data-focus': `key ${key}`, 'aria-label': key === 'back' ? t('payment.backspace') : key, on: { click: () => this.press(key) },
      }, key === 'back' ? icon('backspace', 26) : key))),
      this.pay);
    this.drawAmounts();
  }

  details() {
    if (this.method !== 'card') return h('p', { class: 'weak pay-hint' }, t(`payment.${this.method}Hint`));
    const choice = (value, label) => ({ value, label });
    const { number, issuer = '', installments = '0' } = this.slip;
    const remember = () => { this.slip = Object.fromEntries(new FormData(this.card)); };
    this.card = h('form', { class: 'card-form', on: { input: remember, submit: (event) => { event.preventDefault(); this.take(); } } },
      field({
        name: 'number', label: t('card.number'), inputmode: 'numeric', maxlength: 20, autocomplete: 'off', value: number,
        placeholder: t('card.numberExample')
      }),
      field({
        name: 'issuer', label: t('card.issuer'), kind: 'select', value: issuer,
        options: [choice('', t('card.noIssuer')), ...issuers.map((name) => choice(name, name))]
      }),
      field({
        name: 'installments', label: t('card.installments'), kind: 'select', value: installments,
        options: [
          choice('0', t('card.once')),
          ...[2, 3, 4, 5, 6, 10, 12].map((months) => choice(String(months), t('card.months', { n: months })))
        ]
      }));
    return this.card;
  }

  drawAmounts() {
    const given = this.typed > 0 ? this.typed : this.due;
    const short = this.typed > 0 && this.typed < this.due;
    const row = (label, amount, test, strong) => h('div', { class: strong ? 'is-strong' : '' },
      h('dt', {}, label),
      h('dd', { class: 'amount', 'data-test': test }, amount));
    fill(this.amounts, h('dl', { class: 'pay-amounts' },
      row(t(this.isCash ? 'payment.received' : 'payment.amount'),
        money(this.isCash ? given : Math.min(given, this.due)),
        'received'),
      this.due < this.rest && !short && row(t('payment.rounding'), money(this.due - this.rest), 'rounding'),
      this.isCash && !short && row(t('payment.change'), money(changeOf(given, this.due)), 'change', given > this.due),
      short && row(t('payment.restAfter'), money(this.rest - this.typed), 'rest-after', true)),
    !short && this.method === 'card' && h('p', { class: 'small', 'data-test': 'card-first' }, t('card.terminalFirst')));
    for (const quick of this.querySelectorAll('[data-sum]')) quick.setAttribute('aria-pressed',
      String(Number(quick.dataset.sum) === given));
    const amount = Math.min(given, this.due);
    this.pay.replaceChildren(h('span', { class: 'amount' },
      t(short ? 'payment.takePart' : 'payment.take', { amount: money(amount), method: t(`method.${this.method}`) })));
  }

  press(key) {
    this.typed = pressKey(this.typed, key);
    this.drawAmounts();
  }

  type(event) {
    if (event.defaultPrevented || (event.repeat && event.key === 'Enter') || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') || event.target.matches?.('input, select, textarea') || !this.pay?.isConnected) return;
    if (/^\d$/.test(event.key)) this.press(event.key);
    else if (event.key === 'Backspace') this.press('back');
    else if (event.key === 'Delete') this.press('clear');
    else if (event.key === 'Enter' && !event.target.matches?.('button, a')) this.take();
    else return;
    event.preventDefault();
  }

  take() {
    if (this.isWorking || this.pay.disabled) return;
    const tender = tenderOf(this.method, this.typed, this.due);
    if (this.method === 'card') {
      const { number, issuer, installments } = this.card.elements;
      const approval = {
        ...(issuer.value ? { issuer: issuer.value } : {}),
        ...(installments.value !== '0' ? { installments: Number(installments.value) } : {})
      };
      if (number.value.trim()) tender.approval = { number: number.value.trim(), ...approval };
    }
    this.tell('tender', tender);
  }
}

customElements.define('tender-form', TenderFormElement);
