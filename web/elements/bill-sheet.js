import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { money, t } from '../language.js';
import { runsOf } from '../rules/paper.js';
import { columnsOf, isSplit } from '../rules/split.js';
import { openSheet } from './sheet.js';
import { button, errorState, skeleton } from './states.js';

/** A check's bill before it is paid, on paper of 42 columns. Attributes `data-order`, `data-check`. */
class BillViewElement extends ShopElement {
  async start() {
    this.className = 'receipt-view';
    fill(this, skeleton(1, '24rem'));
    try {
      this.text = await api.bill(this.dataset.order, this.dataset.check);
      // Apart from the screen, so that only the paper is printed. Nothing in it can run.
      this.frame = h('iframe', { class: 'receipt-frame', title: t('bill.title'), sandbox: 'allow-same-origin allow-modals', 'data-test': 'bill' });
      this.frame.addEventListener('load', () => this.write());
      fill(this, this.frame);
    } catch (problem) {
      fill(this, errorState(problem, () => this.start()));
    }
  }

  /** Each wide letter has two columns of its own, so that amounts stand under each other in every font. */
  write() {
    const page = this.frame.contentDocument;
    if (page.querySelector('pre')) return;
    const sheets = ['tokens', 'paper'].map((name) => h('link', { rel: 'stylesheet', href: `/styles/${name}.css` }));
    page.documentElement.lang = document.documentElement.lang;
    page.title = t('bill.title');
    page.head.append(...sheets);
    page.body.append(h('main', {}, h('pre', { tabindex: 0 }, this.text.replace(/\n+$/, '').split('\n').map((line) => [
      runsOf(line).map(({ text, isWide }) => (isWide ? h('span', { class: 'wide' }, text) : text)), '\n'
    ]))));
    const fit = () => { this.frame.style.height = `${Math.max(240, page.documentElement.scrollHeight + 2)}px`; };
    for (const sheet of sheets) sheet.addEventListener('load', fit);
    fit();
  }

  /** Printing is remembered: a check that is paid with less than its bill is worth a look. */
  print() {
    if (!this.text) return;
    this.frame.contentWindow.print();
    const { order, check } = this.dataset;
    api.countBillPrint(order, check).catch(() => { /* the print happened all the same */ });
  }
}

customElements.define('bill-view', BillViewElement);

function openBill(orderId, checkId) {
  const view = h('bill-view', { 'data-order': orderId, 'data-check': checkId });
  const dialog = openSheet({
    title: t('bill.title'), body: view,
    foot: [button(t('action.close'), () => dialog.close('')), button(t('receipt.print'), () => view.print(), { look: 'primary', name: 'print', 'data-test': 'print-bill' })],
  });
}

/** Prints what an order is to pay; of several checks one chooses first. */
export function openBillSheet(order) {
  const due = columnsOf(order).map(({ check }) => check).filter((check) => check.status !== 'paid');
  if (due.length <= 1 || !isSplit(order)) return openBill(order.id, (due[0] ?? order.checks[0]).id);
  const dialog = openSheet({
    title: t('bill.which'),
    body: h('div', { class: 'rows' }, due.map((check) => h('button', {
      type: 'button', class: 'row', 'data-test': 'bill-of', on: { click: () => { dialog.close(''); openBill(order.id, check.id); } }
    }, h('span', { class: 'letter', 'aria-label': `${t('check.title')} ${check.letter}`, role: 'img' }, check.letter), h('span', { class: 'row-main' }),
    h('span', { class: 'amount strong' }, money(check.total)))))
  });
  return undefined;
}
