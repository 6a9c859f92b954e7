import { api, newId } from '../api.js';
import { drafts } from '../drafts.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { isStruck } from '../rules/cart.js';
import { choiceSum, choose, columnsOf, dueChecks, isSplit, itemSplit, leftToPay, lettersOf, stillChosen } from '../rules/split.js';
import { goBack } from '../router.js';
import { shop } from '../shop.js';
import { checkColumn } from './check-column.js';
import { closedOrder } from './closed-order.js';
import { moveByArrows } from './keys.js';
import { orderTitle } from './places.js';
import { openAmountSheet, openPartSheet, openPeopleSheet } from './split-sheets.js';
import { button, errorState, loadingNote, skeleton } from './states.js';
import { undoLast } from './table-moves.js';
import { toastProblem } from './toast.js';

/** What is to be paid on one side, the payers as columns on the other. */
class SplitScreenElement extends ShopElement {
  choice = null;

  start() {
    this.className = 'fixed-screen split';
    this.listen(shop, 'orders', (event) => event.detail?.id === this.dataset.id && this.showOrder(event.detail.order));
    this.open();
  }

  async open() {
    const title = h('h1', { class: 'hidden-text' }, t('title.split'));
    fill(this, title, loadingNote(), h('div', { class: 'screen' }, skeleton(3, '8rem')));
    try {
      await shop.ready();
      if (drafts.lines(this.dataset.id).length > 0) await drafts.flush(this.dataset.id);
      this.showOrder(await shop.refreshOrder(this.dataset.id));
    } catch (problem) {
      fill(this, title, errorState(problem, () => this.open()));
    }
  }

  /** An order that did not change is not drawn again: a finger may be on it. */
  showOrder(order) {
    const isKnown = JSON.stringify(order) === JSON.stringify(this.order);
    this.order = order;
    if (isKnown && this.querySelector('.split-checks')) return;
    this.choice = stillChosen(order, this.choice);
    if (this.isConnected) this.draw();
  }

  /** One change of the split at a time; a refusal says why and shows the order as it is. */
  async change(act) {
    if (this.isWorking) return false;
    this.isWorking = true;
    this.setAttribute('aria-busy', 'true');
    try {
      const order = await act();
      this.choice = null;
      shop.putOrder(order);
      if (this.order.version <= order.version) this.showOrder(order);
      return true;
    } catch (problem) {
      toastProblem(problem);
      await shop.refreshOrder(this.dataset.id).catch(() => { /* the next event asks again */ });
      return false;
    } finally {
      this.isWorking = false;
      this.removeAttribute('aria-busy');
    }
  }

  split(body) {
    return this.change(() => api.splitCheck(this.order.id, { id: newId(), ...body }));
  }

  take(entry, checkId, part) {
    this.choice = choose(this.choice, checkId, entry.line.id, part);
    this.draw();
  }

  moveChosen() {
    return this.split(itemSplit(newId(), this.choice));
  }

  draw() {
    if (this.order.status === 'cancelled') return fill(this, closedOrder(this.order, t('title.split')));
    const { order } = this;
    const scroll = this.querySelector('.split-checks')?.scrollTop ?? 0;
    fill(this, this.left(), this.columns(), order.status === 'open' && this.acts());
    this.querySelector('.split-checks').scrollTop = scroll;
    return undefined;
  }

  left() {
    const { order } = this;
    const rest = leftToPay(order);
    const canUndo = order.status === 'open' && order.undo === 'split';
    return h('section', { class: 'split-left', 'aria-label': t('split.bill') },
      h('header', { class: 'pad-head' },
        h('button', {
          type: 'button', class: 'button quiet icon-only', 'data-back': true, 'aria-label': t('action.back'), 'data-focus': 'back',
          on: { click: () => goBack(order.status === 'open' ? `/till/orders/${order.id}` : '/till') }
        }, icon('back')),
        h('div', { class: 'pad-title' }, h('h1', { tabindex: -1 }, t('title.split')),
          h('p', { class: 'weak small' }, [orderTitle(order), order.number].filter(Boolean).join(' · '))),
        canUndo && button(h('span', {}, t('undo.split')), () => this.change(() => undoLast(order.id).then((undone) => undone ?? shop.refreshOrder(order.id))),
          { name: 'undo', look: 'quiet', 'data-test': 'undo', 'data-focus': 'undo', title: t(`undo.${order.undo}`), 'aria-label': t(`undo.${order.undo}`) })),
      h('div', { class: 'pay-sum' },
        h('p', { class: 'weak' }, t(rest === 0 && order.status === 'paid' ? 'split.allPaid' : 'payment.rest')),
        h('p', { class: 'pay-amount amount', 'data-test': 'left-to-pay', 'aria-live': 'polite' }, money(rest)),
        h('p', { class: 'weak' }, rest < order.total
          ? t('split.paidOf', { total: money(order.total), paid: money(order.total - rest) }) : t('payment.of', { total: money(order.total) })),
        order.status === 'paid' && h('a', { class: 'button primary large', href: '/till', 'data-test': 'to-tables' }, t('nav.tables'))),
      h('ul', { class: 'pay-lines' }, order.lines.filter((line) => !isStruck(line)).map((line) => h('li', {},
        h('span', {}, line.name, isSplit(order) && h('span', { class: 'weak small' }, ` ${lettersOf(order, line)}`)),
        h('span', { class: 'number weak' }, `×${line.quantity}`),
        h('span', { class: 'amount' }, money(line.amount)))),
        order.discount > 0 && h('li', {}, h('span', {}, t('cart.discount')), h('span', {}), h('span', { class: 'amount' }, money(-order.discount)))));
  }

  columns() {
    const { order, choice } = this;
    const acts = (check) => ({
      toggle: (entry) => this.take(entry, check.id, choice?.checkId === check.id && choice.parts.has(entry.line.id) ? null : entry),
      pieces: (entry, count) => this.take(entry, check.id, { num: count, den: entry.line.quantity }),
      part: (entry) => openPartSheet(entry, (part) => this.take(entry, check.id, part)),
      putBack: () => this.change(() => api.putBackCheck(order.id, check.id)),
    });
    const sum = choice && choiceSum(order, choice);
    return h('section', { class: 'split-checks', 'aria-label': t('split.payers') },
      h('ul', { class: 'payer-columns', on: { keydown: moveByArrows } },
        columnsOf(order).map((column) => checkColumn({ order, choice, ...column }, acts(column.check))),
        sum && !sum.isAll && h('li', { class: 'payer-new' }, h('button', {
          type: 'button', 'data-test': 'new-check', 'data-focus': 'new check', on: { click: () => this.moveChosen() }
        }, icon('plus', 28), h('span', { class: 'strong' }, t('split.newCheck')), h('span', { class: 'amount' }, money(sum.amount))))));
  }

  acts() {
    const { order, choice } = this;
    if (choice) {
      const sum = choiceSum(order, choice);
      return h('div', { class: 'split-acts' },
        h('p', { class: 'small', role: 'status' }, sum.isAll ? t('split.leaveSome') : t('split.chosen', { n: sum.count, amount: money(sum.amount) })),
        h('div', { class: 'split-buttons' },
          button(t('action.cancel'), () => { this.choice = null; this.draw(); }, { look: 'large', 'data-test': 'unchoose', 'data-focus': 'act cancel' }),
          button(t('split.move'), () => this.moveChosen(),
            { look: 'large primary', name: 'plus', disabled: sum.isAll, 'data-test': 'split-move', 'data-focus': 'act move' })));
    }
    const checks = dueChecks(order).filter((check) => check.status === 'open' && check.total > 0);
    return h('div', { class: 'split-acts' },
      h('p', { class: 'weak small' }, t(isSplit(order) ? 'split.hintAgain' : 'split.hint')),
      h('div', { class: 'split-buttons' },
        button(t('split.byPeople'), () => openPeopleSheet(checks, order.guests, (body) => this.split(body)),
          { look: 'large tinted', name: 'users', disabled: checks.length === 0, 'data-test': 'split-people', 'data-focus': 'act people' }),
        button(t('split.byAmount'), () => openAmountSheet(checks, (body) => this.split(body)),
          { look: 'large', name: 'cash', disabled: checks.length === 0, 'data-test': 'split-amount-open', 'data-focus': 'act amount' })));
  }
}

customElements.define('split-screen', SplitScreenElement);
