import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { t } from '../language.js';
import { openSheet } from './sheet.js';
import { button, errorState, skeleton } from './states.js';

/** A receipt as the server writes it, kept apart in a frame without scripts. Attribute `data-sale` or `data-refund`. */
class ReceiptViewElement extends ShopElement {
  async start() {
    this.className = 'receipt-view';
    fill(this, skeleton(1, '24rem'));
    try {
      const { sale, refund } = this.dataset;
      const html = await (refund ? api.refundReceipt(refund) : api.receipt(sale));
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
    const { sale, refund } = this.dataset;
    (refund ? api.countRefundPrint(refund) : api.countPrint(sale)).catch(() => { /* the print happened all the same */ });
  }
}

customElements.define('receipt-view', ReceiptViewElement);

/** Opens the receipt of a sale in a sheet, with printing. */
export const openReceipt = (sale) => openView(t('receipt.title'), { 'data-sale': sale.id });

/** The same for a refund. */
export const openRefundReceipt = (refund) => openView(t('receipt.refund'), { 'data-refund': refund.id });

function openView(title, of) {
  const view = h('receipt-view', of);
  const dialog = openSheet({
    title, body: view,
    foot: [
      button(t('action.close'), () => dialog.close('')),
      button(t('receipt.print'), () => view.print(), { look: 'primary', name: 'print', 'data-test': 'print' })
    ],
  });
  return dialog;
}
