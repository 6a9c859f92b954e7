import { api } from '../api.js';
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { clock, momentText, t } from '../language.js';
import { endOfDay, parseCount, saleState, soldOutChange } from '../rules/sold-out.js';
import { shop } from '../shop.js';
import { field, sayAt } from './field.js';
import { openSheet } from './sheet.js';
import { button } from './states.js';
import { toast, toastProblem } from './toast.js';

const day = () => ({ timezone: shop.timezone, businessDayStart: shop.store?.businessDayStart });

/** Why an item is not sold and until when, or how few are left; null when there is nothing to say. */
export function saleNote(item) {
  const { kind, count, until } = saleState(item, Date.now(), day());
  if (['on', 'off'].includes(kind)) return null;
  return t(`saleState.${kind}`, { n: count, time: until && clock(until) });
}

/** Shows a change of sale at once and sends it; a refusal takes it back and says why. */
export async function changeSale(item, change, said) {
  const before = { soldOut: item.soldOut, soldOutUntil: item.soldOutUntil, stock: item.stock };
  Object.assign(item, change);
  if (change.stock !== undefined) item.soldOut = change.stock === 0;
  shop.tell('menu');
  try {
    await api.changeItem(item.id, change);
    toast(said);
  } catch (problem) {
    Object.assign(item, before);
    shop.tell('menu');
    toastProblem(problem);
  }
  await shop.reload().catch(() => { /* the next event asks again */ });
}

/** Sells an item again; what was counted down to nothing is counted no more. */
export const sellAgain = (item) => changeSale(item,
  { ...soldOutChange('sale', Date.now(), day()), ...(item.stock === 0 ? { stock: null } : {}) },
  t('menu.nowOnSale', { name: item.name }));

/** Sold out for how long, how many are left, or on sale again: one tap each. */
export function openSoldOutSheet(item) {
  const now = Date.now();
  const choose = (way) => {
    dialog.close('');
    changeSale(item, soldOutChange(way, now, day()), t('menu.nowSoldOut', { name: item.name }));
  };
  const choice = (way, text) => button([h('span', {}, t(`soldOut.${way}`)), text && h('span', { class: 'small weak number' }, text)],
    () => choose(way), { look: 'large sold-out-choice', 'data-test': `sold-out-${way}` });
  const form = h('form', { class: 'sold-out-count', novalidate: true, on: { submit: (event) => { event.preventDefault(); count(); } } },
    field({ name: 'stock', label: t('soldOut.count'), hint: t('soldOut.countHint'), value: item.stock ?? '', inputmode: 'numeric', class: 'number', maxlength: 6, autocomplete: 'off' }),
    button(t('action.save'), () => count(), { 'data-test': 'save-count' }));
  const count = () => {
    const stock = parseCount(form.elements.stock.value);
    if (stock === undefined) {
      sayAt(form, 'stock', t('soldOut.countWrong'));
      return form.elements.stock.focus();
    }
    dialog.close('');
    const said = stock === null ? 'soldOut.notCounted' : stock === 0 ? 'menu.nowSoldOut' : 'soldOut.counted';
    return changeSale(item, { stock, ...(item.soldOut && stock !== 0 ? { soldOut: false } : {}) }, t(said, { name: item.name, n: stock }));
  };
  const note = saleNote(item);
  const dialog = openSheet({
    title: item.name,
    body: [
      h('p', { class: 'sold-out-now' }, h('span', { class: `tag ${item.soldOut ? 'negative' : 'positive'}` }, icon(item.soldOut ? 'close' : 'check', 16), t(item.soldOut ? 'item.soldOut' : 'item.onSale')), note && h('span', { class: 'number' }, note)),
      item.soldOut && button(t('soldOut.again'), () => { dialog.close(''); sellAgain(item); }, { look: 'large primary wide', name: 'check', 'data-test': 'sell-again' }),
      h('div', { class: 'form', role: 'group', 'aria-label': t('soldOut.howLong') },
        h('h3', {}, t('soldOut.howLong')),
        choice('hour', t('soldOut.until', { time: clock(now + 3_600_000) })),
        choice('day', t('soldOut.until', { time: momentText(new Date(endOfDay(now, day())).toISOString()) })),
        choice('open')),
      form,
    ],
  });
  (dialog.querySelector('[data-test=sell-again]') ?? dialog.querySelector('.sold-out-choice')).focus();
  return dialog;
}
