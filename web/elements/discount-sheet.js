import { newId } from '../api.js';
import { fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { formatNumber, parseMoney } from '../rules/money.js';
import { shop } from '../shop.js';
import { field, noticeLine, sayAt, showProblem, busy } from './field.js';
import { openSheet } from './sheet.js';
import { segments } from './shell-sheets.js';
import { button } from './states.js';

/**
 * Discounts of an order: those given, and a new one as percent or amount with its reason.
 * @param {any} order
 * @param {(discounts: any[]) => Promise<any>} save answers the changed order
 * @param {any} [line] only this line
 */
export function openDiscountSheet(order, save, line) {
  let kind = 'percent';
  let discounts = order.discounts ?? [];
  const given = h('div', { class: 'rows' });
  const quick = h('div', { class: 'chips', role: 'group', 'aria-label': t('discount.usual') });
  const form = h('form', { class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); add(); } } },
    noticeLine(), segments(t('discount.kind'),
      [['percent', t('discount.percent')], ['amount', t('discount.amount')]],
      kind,
      (next) => { kind = next; form.elements.value.value = ''; draw(); }),
    quick,
    field({ name: 'value', label: t('discount.value'), class: 'number', inputmode: 'numeric', autocomplete: 'off' }),
    field({ name: 'reason', label: t('reason.label'), maxlength: 100, autocomplete: 'off', value: t('discount.regular') }));

  function draw() {
    const values = kind === 'percent' ? [5, 10, 15, 20, 30] : [500, 1000, 2000, 5000, 10000];
    fill(quick,
      values.map((value) => h('button',
        {
          type: 'button', class: 'chip',
          on: { click: () => { form.elements.value.value = String(value); sayAt(form, 'value', ''); } }
        },
        kind === 'percent' ? `${value}%` : money(value))));
    fill(given, discounts.map((discount) => h('div', { class: 'row' },
      h('span', { class: 'row-main' },
        h('span', { class: 'row-title' },
          discount.kind === 'percent' ? `${formatNumber(discount.value)}%` : money(discount.value)),
        h('span', { class: 'row-sub' },
          [discount.reason, order.lines.find((each) => each.id === discount.lineId)?.name].filter(Boolean).join(' · '))),
      h('button',
        {
          type: 'button', class: 'button quiet icon-only', 'aria-label': t('discount.remove'),
          on: { click: (event) => busy(event.currentTarget, () => put(discounts.filter((each) => each !== discount))) }
        },
        icon('trash')))));
  }

  async function put(next) {
    try {
      const answer = await save(next);
      discounts = answer?.discounts ?? next;
      draw();
      return true;
    } catch (problem) {
      showProblem(form, problem);
      return false;
    }
  }

  async function add() {
    const value = kind === 'percent' ? Number(form.elements.value.value.replace('%', '')) : parseMoney(form.elements.value.value, shop.currency);
    const reason = form.elements.reason.value.trim();
    const wrong = !(value > 0) || (kind === 'percent' && value > 100);
    sayAt(form, 'value', wrong ? t('discount.wrong') : '');
    sayAt(form, 'reason', reason === '' ? t('reason.needed') : '');
    if (wrong || reason === '') return form.querySelector('[aria-invalid="true"]').focus();
    if (await put([...discounts, { id: newId(), kind, value, reason, ...(line ? { lineId: line.id } : {}) }])) dialog.close('');
    return undefined;
  }

  draw();
  const apply = button(t('discount.apply'), () => busy(apply, add), { look: 'primary', 'data-test': 'apply-discount' });
  const dialog = openSheet({
    title: line ? t('discount.ofLine', { name: line.name }) : t('cart.discount'), body: [given, form],
    foot: [button(t('action.close'), () => dialog.close('')), apply]
  });
}
