import { api } from '../api.js';
import { fill, h } from '../dom.js';
import { clock, money, t } from '../language.js';
import { pendingPayments } from '../pending-payments.js';
import { shop } from '../shop.js';
import { busy } from './field.js';
import { confirmAct, openSheet } from './sheet.js';
import { button } from './states.js';
import { toast, toastProblem } from './toast.js';

/** Says on the floor that a kiosk's payment waits for somebody who looks at the card terminal. */
export function pendingNotice() {
  const { list } = pendingPayments;
  if (list.length === 0) return null;
  return h('div', { class: 'notice warn row-notice', role: 'status', 'data-test': 'pending-notice' },
    h('span', {}, t('pending.notice', { n: list.length })),
    button(t('pending.open'), openPendingSheet, { look: 'tinted', 'data-test': 'open-pending', 'data-focus': 'pending' }));
}

/** The payments without an answer; what the terminal showed is entered once and not taken back. */
export function openPendingSheet() {
  const body = h('ul', { class: 'rows pending-list' });
  const numbers = new Map();
  const until = new AbortController();

  async function decide(payment, outcome, press) {
    const number = numbers.get(payment.orderId) ?? '';
    if (!(await confirmAct({
      title: t(`pendingAsk.${outcome}`, { number, amount: money(payment.amount) }), text: t(`pendingText.${outcome}`), act: t(`pendingAct.${outcome}`), danger: outcome === 'declined'
    }))) return;
    await busy(press, async () => {
      try {
        await pendingPayments.decide(payment, outcome);
        toast(t(`pendingDone.${outcome}`, { number }));
      } catch (problem) {
        toastProblem(problem);
        await pendingPayments.load().catch(() => { /* the list stays as it is */ });
      }
    });
  }

  /** The kiosk's order may not be among the open ones that this till knows. */
  async function name({ orderId }) {
    if (numbers.has(orderId)) return;
    const order = shop.order(orderId) ?? await api.order(orderId).catch(() => null);
    numbers.set(orderId, order?.number ?? '');
    draw();
  }

  const act = (payment, outcome, look) => {
    const press = button(t(`pendingAct.${outcome}`), () => decide(payment, outcome, press), { look, 'data-test': `pending-${outcome}`, 'data-focus': `${outcome} ${payment.tenderId}` });
    return press;
  };

  function draw() {
    if (pendingPayments.list.length === 0) return dialog.close('');
    return fill(body, pendingPayments.list.map((payment) => h('li', { class: 'pending-row', 'data-test': 'pending-row' },
      h('span', { class: 'row-main' }, h('span', { class: 'row-title' }, numbers.get(payment.orderId) || t('channel.kiosk')), h('span', { class: 'row-sub number' }, clock(payment.since))),
      h('span', { class: 'amount strong' }, money(payment.amount)),
      h('div', { class: 'pending-acts' }, act(payment, 'declined', ''), act(payment, 'approved', 'primary')))));
  }

  const dialog = openSheet({ title: t('pending.title'), body: [h('p', {}, t('pending.text')), body], onclose: () => until.abort() });
  pendingPayments.addEventListener('change', draw, { signal: until.signal });
  draw();
  for (const payment of pendingPayments.list) name(payment);
}
