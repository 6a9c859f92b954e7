import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { cartCount, cartTotal, isStruck, lineTotal } from '../rules/cart.js';
import { linesToSend, nextCourse } from '../rules/courses.js';
import { isSplit, leftToPay, lettersOf } from '../rules/split.js';
import { shop } from '../shop.js';
import { button } from './states.js';

/**
 * The lines of an order with its sum and what can be done with it.
 * Property `content`: {order, lines (drafts), pending (ids on their way), isSending, isPaying}. Tells `quantity`, `line`, `discount`, `send`, `course`, `pay`.
 */
class OrderCartElement extends ShopElement {
  set content(content) {
    this.now = content;
    if (this.isConnected) this.draw();
  }

  start() {
    this.list = h('ul', { class: 'cart-lines', 'aria-label': t('cart.lines') });
    this.sums = h('div', { class: 'cart-sums' });
    this.acts = h('div', { class: 'cart-acts' });
    this.append(this.list, h('div', { class: 'cart-foot' }, this.sums, this.acts));
    if (this.now) this.draw();
  }

  draw() {
    const { order, lines, pending } = this.now;
    // What the kitchen never saw may vanish; what it saw stays, struck.
    const served = (order?.lines ?? []).filter((line) => line.status !== 'removed');
    const count = cartCount(served.filter((line) => !isStruck(line))) + cartCount(lines);
    const total = (order?.total ?? 0) + cartTotal(lines);
    const unsent = linesToSend([...served, ...lines]).length > 0;
    const next = nextCourse([...served, ...lines]);
    const rest = order ? leftToPay(order) + cartTotal(lines) : total;
    const near = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < 80;
    const before = this.shownCount ?? 0;
    fill(this.list,
      served.length + lines.length === 0 && h('li', { class: 'cart-empty' },
        h('p', { class: 'weak' }, t('cart.empty'))),
      served.map((line) => this.servedLine(line)), lines.map((line) => this.draftLine(line, pending.has(line.id))));
    if (count > before && (near || before === 0)) this.list.scrollTop = this.list.scrollHeight;
    this.shownCount = count;
    fill(this.sums, order?.discount > 0 && h('div', { class: 'sum-row' },
      h('span', {}, t('cart.discount')),
      h('span', { class: 'amount' }, money(-order.discount))),
      h('div', { class: 'sum-row total' },
        h('span', {}, t('cart.total'), h('span', { class: 'weak small' }, ` ${t('cart.count', { n: count })}`)),
        h('span', { class: 'amount', 'data-test': 'cart-total' }, money(total))),
      rest < total && h('div', { class: 'sum-row' },
        h('span', {}, t('payment.rest')),
        h('span', { class: 'amount strong', 'data-test': 'cart-rest' }, money(rest))));
    fill(this.acts,
      next && button(t('course.call', { n: next.course }),
        () => this.tell('course'),
        { name: 'send', look: 'large tinted whole-row', 'data-test': 'call-course', 'data-focus': 'act course' }),
      button(t('cart.discount'),
        () => this.tell('discount'),
        { name: 'percent', look: 'large', disabled: count === 0, 'data-test': 'discount', 'data-focus': 'act discount' }),
      button(t('cart.send'),
        () => this.tell('send'),
        { name: 'send', look: 'large tinted', disabled: !unsent, 'data-test': 'send', 'data-focus': 'act send' }),
      shop.can('sell') && button(t('cart.pay'),
        () => this.tell('pay'),
        {
          look: 'large primary', disabled: count === 0, 'aria-busy': this.now.isPaying ? 'true' : null, 'data-test': 'pay',
          'data-focus': 'act pay'
        }));
  }

  /** What was tapped last stands at the end. */
  showLast() {
    this.list.scrollTop = this.list.scrollHeight;
  }

  /** Course of a line and the payers it is divided over. */
  tags(line) {
    const { order } = this.now;
    return [
      line.course && h('span', { class: 'tag' }, t('course.name', { n: line.course })),
      isSplit(order) && line.checkId && !isStruck(line) && h('span', { class: 'tag accent', 'data-test': 'line-checks' }, lettersOf(order, line))
    ];
  }

  details(line) {
    const options = (line.options ?? []).map((option) => `${option.name}${option.price ? ` ${money(option.price, { sign: true })}` : ''}`);
    const texts = [...options, line.note].filter(Boolean);
    return texts.length > 0 && h('span', { class: 'row-sub' }, texts.join(' · '));
  }

  stepper(line, act) {
    return h('div', { class: 'stepper' },
      h('button',
        {
          type: 'button', class: 'button icon-only', 'data-focus': `less ${line.id}`,
          'aria-label': t('cart.less', { name: line.name }), on: { click: () => act(line.quantity - 1) }
        },
        icon(line.quantity === 1 ? 'trash' : 'minus', 18)),
      h('span', { class: 'number strong', 'aria-label': t('cart.quantity', { n: line.quantity }), role: 'img' }, line.quantity),
      h('button',
        {
          type: 'button', class: 'button icon-only', 'data-focus': `more ${line.id}`,
          'aria-label': t('cart.more', { name: line.name }), on: { click: () => act(line.quantity + 1) }
        },
        icon('plus', 18)));
  }

  draftLine(line, isPending) {
    return h('li', { class: `cart-line is-draft ${isPending ? 'is-pending' : ''}`, 'data-test': 'cart-line' },
      h('button', {
        type: 'button', class: 'line-main', 'data-focus': `line ${line.id}`, disabled: isPending,
        on: { click: () => this.tell('line', { line, isLocal: true }) }
      },
        h('span', { class: 'line-name' },
          h('span', {}, h('span', { class: 'dot', 'aria-hidden': 'true' }), line.name), this.tags(line),
          h('span', { class: 'hidden-text' }, t('line.draft'))), this.details(line)),
      isPending ? h('span', { class: 'tag warning' }, t(this.now.isSending ? 'line.pending' : 'line.draft')) : this.stepper(line,
        (quantity) => this.tell('quantity', { line, quantity, isLocal: true })),
      h('span', { class: 'amount' }, money(lineTotal(line))));
  }

  servedLine(line) {
    const isDraft = line.status === 'draft';
    const struck = isStruck(line);
    return h('li', { class: `cart-line ${isDraft ? 'is-draft' : ''} ${struck ? 'is-struck' : ''}`, 'data-test': 'cart-line' },
      h('button', {
        type: 'button', class: 'line-main', 'data-focus': `line ${line.id}`, disabled: struck,
        on: { click: () => this.tell('line', { line, isLocal: false }) }
      },
        h('span', { class: 'line-name' },
          h('span', {}, isDraft && h('span', { class: 'dot', 'aria-hidden': 'true' }), line.name),
          this.tags(line),
          struck && h('span', { class: 'tag negative' }, t(`line.${line.status}`)),
          isDraft && h('span', { class: 'hidden-text' }, t('line.draft'))),
        this.details(line),
        line.discount > 0 && h('span', { class: 'row-sub' }, `${t('cart.discount')} ${money(-line.discount)}`)),
      isDraft ? this.stepper(line,
        (quantity) => this.tell('quantity', { line, quantity, isLocal: false })) : h('span', { class: 'number line-count' },
          `×${line.quantity}`),
      h('span', { class: 'amount' }, money(struck ? 0 : line.amount)));
  }
}

customElements.define('order-cart', OrderCartElement);
