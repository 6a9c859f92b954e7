import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { t } from '../language.js';
import { openSheet } from './sheet.js';
import { button, errorState, skeleton } from './states.js';

/** A receipt as the server writes it, kept apart in a frame without scripts. Attribute `data-sale`. */
class ReceiptViewElement extends ShopElement {
  async start() {
    this.className = 'receipt-view';
    fill(this, skeleton(1, '24rem'));
    try {
      const html = await api.receipt(this.dataset.sale);
      // allow-same-origin lets the page measure and print it; without allow-scripts nothing in it can run.
      this.frame = h('iframe',
        {
          class: 'receipt-frame', title: t('receipt.title'), sandbox: 'allow-same-origin allow-modals', set: { srcdoc: html },
          'data-test': 'receipt'
        });
      this.frame.addEventListener('load', () => this.fit());
      fill(this, this.frame);
    } catch (problem) {
      fill(this, errorState(problem, () => this.start()));
    }
  }

  fit() {
    const page = this.frame.contentDocument?.documentElement;
    if (page) this.frame.style.height = `${Math.max(240, page.scrollHeight + 2)}px`;
  }

  print() {
    this.frame?.contentWindow?.print();
    api.countPrint(this.dataset.sale).catch(() => { /* the print happened all the same */ });
  }
}

customElements.define('receipt-view', ReceiptViewElement);

/** Opens the receipt of a sale in a sheet, with printing. */
export function openReceipt(sale) {
  const view = h('receipt-view', { 'data-sale': sale.id });
  const dialog = openSheet({
    title: t('receipt.title'), body: view,
    foot: [
      button(t('action.close'), () => dialog.close('')),
      button(t('receipt.print'), () => view.print(), { look: 'primary', name: 'print', 'data-test': 'print' })
    ],
  });
  return dialog;
}
