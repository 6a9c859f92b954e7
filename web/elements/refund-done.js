import { api } from '../api.js';
import { fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { reopenedCheck } from '../rules/refund.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { openRefundReceipt } from './receipt-view.js';
import { backWords, hasCard, refundParts } from './refund-words.js';
import { busy } from './field.js';
import { button } from './states.js';
import { toastProblem } from './toast.js';

const bodyOf = (dialog) => dialog.querySelector('.sheet-body');
const footOf = (dialog) => dialog.querySelector('.sheet-foot');

/** The refund is booked: its number, what goes back how, and what comes next. */
export async function refundDone(dialog, sale, refund) {
  const parts = refundParts(sale, refund);
  const more = h('div', { class: 'button-row' });
  fill(bodyOf(dialog), h('div', { class: 'refund-done', 'data-test': 'refund-done' },
    h('span', { class: 'round done-mark' }, icon('check', 36)),
    h('h3', { tabindex: -1 }, t('refund.done')),
    h('p', { class: 'done-change amount', 'data-test': 'refund-done-total' }, money(refund.total + (refund.rounding ?? 0))),
    h('p', { class: 'strong' }, backWords(parts)),
    hasCard(parts) && h('p', { class: 'notice warn' }, t('refund.cardByHand')),
    h('p', { class: 'weak number', 'data-test': 'refund-number' }, t('refund.number', { number: refund.number })), more));
  const pay = button(t('refund.payAgain'), () => busy(pay, () => payAgain(dialog, sale)), { look: 'primary large', 'data-test': 'pay-again' });
  const close = button(t(refund.reopen ? 'action.close' : 'action.done'), () => dialog.close(''), { look: refund.reopen ? '' : 'primary large', 'data-test': 'refund-close' });
  fill(footOf(dialog), close, refund.reopen && pay);
  dialog.querySelector('h3').focus();
  const hasReceipt = await api.refundReceipt(refund.id).then(() => true, () => false);
  if (hasReceipt && more.isConnected) fill(more, button(t('receipt.show'), () => openRefundReceipt(refund), { name: 'receipt', look: 'large', 'data-test': 'refund-receipt' }));
}

/** The check that was opened again is paid next. */
async function payAgain(dialog, sale) {
  try {
    const order = await shop.refreshOrder(sale.orderId);
    const check = reopenedCheck(order);
    dialog.close('');
    go(`/till/orders/${order.id}/pay${check ? `?check=${check.id}` : ''}`);
  } catch (problem) {
    toastProblem(problem);
  }
}

/** No answer came: only the same refund may be asked again, so that nobody is paid twice. */
export function refundUnknown(dialog, ask) {
  const again = button(t('payment.again'), () => busy(again, ask), { look: 'primary large', 'data-test': 'refund-again' });
  fill(bodyOf(dialog), h('div', { class: 'empty', role: 'alert', 'data-test': 'refund-unknown' }, h('span', { class: 'round' }, icon('offline', 28)),
    h('h3', {}, t('refund.unknown')), h('p', {}, t('refund.unknownText'))));
  fill(footOf(dialog), button(t('action.close'), () => dialog.close('')), again);
}
