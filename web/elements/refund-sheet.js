import { api, newId } from '../api.js';
import { drawer } from '../drawer.js';
import { fill, h } from '../dom.js';
import { money, t } from '../language.js';
import { parseMoney } from '../rules/money.js';
import { backTo, chooseAll, choosePieces, keptOf, mayReopen, nothingChosen, refundBody, refundProblem, refundTotal } from '../rules/refund.js';
import { refunds } from '../refunds.js';
import { shop } from '../shop.js';
import { busy, field, sayAt, switchField } from './field.js';
import { refundDone, refundUnknown } from './refund-done.js';
import { refundLines } from './refund-lines.js';
import { backWords, hasCard } from './refund-words.js';
import { openSheet } from './sheet.js';
import { segments } from './shell-sheets.js';
import { button } from './states.js';
import { toastProblem } from './toast.js';

/**
 * Giving back pieces of a sale or an amount of it, over the whole screen.
 * @param {any} sale with its refunds
 * @param {{changed: () => void}} acts `changed` once the sale is no longer what it was
 */
export function openRefundSheet(sale, { changed }) {
  const kept = keptOf(sale);
  let choice = nothingChosen();
  let reopen = false;
  let body = refunds.of(sale.id);
  let isUnknown = body !== null;
  const what = h('div', { class: 'refund-what' });
  const sum = h('p', { class: 'pay-amount amount', 'data-test': 'refund-total', 'aria-live': 'polite' });
  const back = h('div', { class: 'refund-back', 'data-test': 'refund-back' });
  const again = h('div', {});
  const reasons = [t('reason.quality'), t('reason.changed'), t('reason.late'), t('refundReason.mistake')];
  const form = h('form', { class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); act.click(); } } },
    field({ name: 'reason', label: t('reason.label'), maxlength: 100, autocomplete: 'off', on: { input: () => press() } }));
  const chips = reasons.map((reason) => h('button', {
    type: 'button', class: 'chip', 'aria-pressed': 'false', 'data-test': 'refund-reason', on: { click: () => { form.elements.reason.value = reason; press(); } }
  }, reason));
  const act = button('', () => busy(act, send), { look: 'primary large', 'data-test': 'refund-act' });
  const modes = segments(t('refund.mode'), [['lines', t('refund.byLines')], ['amount', t('refund.byAmount')]], choice.mode, (mode) => {
    choice = { ...choice, mode };
    drawWhat();
  });

  function press() {
    const { value } = form.elements.reason;
    for (const chip of chips) chip.setAttribute('aria-pressed', String(chip.textContent === value));
    if (value.trim() !== '') sayAt(form, 'reason', '');
  }

  const change = (next) => { choice = next; drawWhat(); };

  function drawWhat() {
    fill(what, choice.mode === 'lines'
      ? [refundLines(kept, choice, {
        take: (line, pieces) => change(choosePieces(choice, line, pieces)),
        lose: (id, isLost) => { choice.lost[isLost ? 'add' : 'delete'](id); },
      }), button(t('refund.all'), () => change(chooseAll(choice, kept)), { look: 'wide', 'data-test': 'refund-all', 'data-focus': 'all' })]
      : amountForm());
    drawSum();
  }

  function amountForm() {
    const amount = h('form', { class: 'form', novalidate: true, on: { submit: (event) => event.preventDefault() } },
      field({
        name: 'amount', label: t('refund.amount'), hint: t('refund.upTo', { amount: money(kept.total) }), class: 'number', inputmode: 'numeric', autocomplete: 'off',
        value: choice.amount ?? '', 'data-test': 'refund-amount', on: { input: (event) => typed(event.target.value) }
      }),
      h('p', { class: 'weak small' }, t('refund.noGoods')),
      button(t('refund.allOf', { amount: money(kept.total) }), () => { amount.elements.amount.value = kept.total; typed(String(kept.total)); }, { 'data-test': 'refund-rest' }));
    function typed(text) {
      choice = { ...choice, amount: parseMoney(text, shop.currency) };
      const isOver = refundProblem(kept, choice, 'x') === 'tooMuch';
      sayAt(amount, 'amount', isOver ? t('refund.tooMuch', { amount: money(kept.total) }) : text !== '' && choice.amount === null ? t('form.amount') : '');
      drawSum();
    }
    return amount;
  }

  function drawSum() {
    const total = refundTotal(kept, choice);
    const isOver = refundProblem(kept, choice, 'x') === 'tooMuch';
    const parts = isOver ? [] : backTo(kept, total);
    fill(sum, money(total));
    fill(back, parts.length > 0
      ? [h('p', { class: 'strong' }, backWords(parts)), hasCard(parts) && h('p', { class: 'notice warn' }, t('refund.cardByHand'))]
      : h('p', { class: 'weak' }, isOver ? t('refund.tooMuch', { amount: money(kept.total) }) : t('refund.chooseFirst')));
    const may = mayReopen(kept, choice);
    reopen = reopen && may;
    fill(again, may && h('div', { class: 'refund-again' },
      switchField({ name: 'reopen', label: t('refund.reopen'), checked: reopen, on: { change: (event) => { reopen = event.target.checked; } } }),
      h('p', { class: 'weak small' }, t('refund.reopenText'))));
    again.querySelector('input')?.setAttribute('data-test', 'refund-reopen');
    fill(act, h('span', { class: 'amount' }, total > 0 ? t('refund.act', { amount: money(total) }) : t('refund.title')));
    act.setAttribute('aria-disabled', String(refundProblem(kept, choice, 'x') !== null));
  }

  /** Sent once: the id stays the same until an answer came. */
  async function send() {
    const reason = form.elements.reason.value;
    const problem = refundProblem(kept, choice, reason);
    if (problem === 'reason') {
      sayAt(form, 'reason', t('reason.needed'));
      return form.elements.reason.focus();
    }
    if (problem) return what.querySelector('input, button:not(:disabled)')?.focus();
    body = refundBody({ id: newId(), choice, reason, reopen, ...drawer.stamp });
    return ask();
  }

  async function ask() {
    refunds.save(sale.id, body);
    try {
      const refund = await api.refundSale(sale.id, body);
      refunds.forget(sale.id);
      changed();
      if (dialog.open) await refundDone(dialog, sale, refund);
    } catch (problem) {
      // Whoever may not ask again can still look: the sale tells whether this refund was given.
      if (isUnknown && problem.status === 403) {
        const now = await api.sale(sale.id).catch(() => null);
        const given = now?.refunds?.find((refund) => refund.id === body.id);
        if (given) {
          refunds.forget(sale.id);
          changed();
          return dialog.open ? refundDone(dialog, sale, given) : undefined;
        }
        isUnknown = now === null;
      }
      // Only an answer about the refund itself ends the doubt.
      if (problem.isUnknown || (isUnknown && [401, 403, 429].includes(problem.status))) {
        isUnknown = true;
        refundUnknown(dialog, ask);
        if (!problem.isUnknown) toastProblem(problem);
        return;
      }
      isUnknown = false;
      refunds.forget(sale.id);
      body = null;
      if (problem.code === 'terminal-unknown') drawer.forget();
      toastProblem(problem);
      // Somebody else gave something back meanwhile: what is left is shown anew.
      if (['refund-too-large', 'reopen-partly'].includes(problem.code)) {
        dialog.close('');
        changed();
      } else if (!act.isConnected) show();
    }
  }

  const dialog = openSheet({
    title: t('refund.of', { number: sale.receiptNumber }), full: true,
    body: h('div', { class: 'refund-columns' }, h('section', { class: 'form', 'aria-label': t('refund.what') }, modes, what),
      h('section', { class: 'refund-side', 'aria-label': t('refund.how') },
        h('p', { class: 'weak' }, t('refund.sum')), sum, back, h('div', { class: 'chips', role: 'group', 'aria-label': t('reason.usual') }, chips), form, again)),
    foot: [button(t('action.close'), () => dialog.close('')), act], onclose: () => refunds.of(sale.id) && changed(),
  });
  dialog.dataset.test = 'refund';
  const parts = [...dialog.querySelectorAll('.sheet-body, .sheet-foot')].map((part) => [part, [...part.childNodes]]);
  function show() {
    for (const [part, nodes] of parts) part.replaceChildren(...nodes);
    drawWhat();
  }
  drawWhat();
  if (matchMedia('(pointer: fine)').matches) what.querySelector('[data-test="refund-plus"], [data-test="refund-pick"]')?.focus();
  if (body) refundUnknown(dialog, ask);
  return dialog;
}
