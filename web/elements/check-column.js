import { h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { payments } from '../payments.js';
import { parentOf, partAmount, partText, piecesOf } from '../rules/split.js';
import { shop } from '../shop.js';
import { checkFlagTags } from './flag-tags.js';
import { onLongPress } from './long-press.js';
import { openReceipt } from './receipt-view.js';
import { button } from './states.js';

const looks = { open: 'accent', claimed: 'warning', paid: 'positive' };

/** A part of a line in words; a part too fine to be read is called so. */
export const partWords = (line, part) => partText(line, part) ?? t('split.part');

/** State of a check, and what is unusual about it. */
export function checkTags(check) {
  return [
    h('span', { class: `tag ${looks[check.status]}` }, t(`checkState.${check.status}`)),
    checkFlagTags(check.flags)
  ];
}

const titleOf = (check) => h('h2', {}, h('span', { class: 'hidden-text' }, `${t('check.title')} `), h('span', { class: 'letter' }, check.letter));

/**
 * A payer with what it holds. Acts: `toggle(entry)`, `pieces(entry, count)`, `part(entry)`, `putBack(check)`.
 * @param {{order: any, check: any, entries: import('../rules/split.js').Entry[], choice: import('../rules/split.js').Choice|null}} what
 */
export function checkColumn({ order, check, entries, choice }, acts) {
  const isOpen = check.status === 'open' && order.status === 'open';
  const discount = entries.reduce((sum, entry) => sum + entry.discount, 0);
  const chosen = choice?.checkId === check.id ? choice.parts : new Map();
  const lines = h('ul', { class: 'payer-lines' }, entries.map((entry) => (isOpen
    ? choosable(entry, chosen.get(entry.line.id), acts)
    : h('li', { class: 'payer-line' }, h('div', { class: 'line-main' }, lineWords(entry)), h('span', { class: 'amount' }, money(entry.amount))))));
  if (isOpen) onLongPress(lines, '[data-line]', (control) => acts.part(entries.find((entry) => entry.line.id === control.dataset.line)));
  return h('li', { class: `card payer-card is-${check.status}`, 'data-test': 'check', 'data-letter': check.letter },
    h('div', { class: 'payer-head' }, titleOf(check), checkTags(check), h('span', { class: 'amount', 'data-test': 'check-total' }, money(check.total))),
    check.status === 'paid' && entries.length > 0
      ? h('details', {}, h('summary', {}, t('split.lines', { n: entries.length }), icon('down', 18)), lines) : lines,
    discount > 0 && h('div', { class: 'sum-row payer-discount' },
      h('span', {}, t('cart.discount')),
      h('span', { class: 'amount' }, money(-discount))),
    foot(order, check, acts));
}

function lineWords(entry, part = entry) {
  const options = (entry.line.options ?? []).map((option) => option.name).join(' · ');
  return [
    h('span', { class: 'line-name' }, h('span', {}, entry.line.name), h('span', { class: 'number weak' }, partWords(entry.line, part))),
    options && h('span', { class: 'row-sub' }, options)
  ];
}

function choosable(entry, part, acts) {
  const { line } = entry;
  const held = piecesOf(line.quantity, entry);
  const pieces = part && piecesOf(line.quantity, part);
  return h('li', { class: `payer-line ${part ? 'is-chosen' : ''}` },
    h('button', {
      type: 'button', class: 'line-main', 'aria-pressed': String(Boolean(part)), 'data-test': 'split-line', 'data-name': line.name,
      'data-focus': `take ${line.id}`, 'data-line': line.id, on: { click: () => acts.toggle(entry) }
    }, lineWords(entry)),
    h('span', { class: 'amount' }, money(entry.amount)),
    h('button', {
      type: 'button', class: 'button quiet icon-only', 'aria-label': t('split.partOf', { name: line.name }), 'aria-haspopup': 'dialog',
      'data-test': 'split-part', 'data-focus': `part ${line.id}`, on: { click: () => acts.part(entry) }
    }, icon('more', 18)),
    part && h('div', { class: 'payer-part' },
      h('span', { class: 'small' }, takes(entry, part, pieces)),
      held > 1 && pieces !== null && stepper(entry, pieces, held, acts)));
}

function takes(entry, part, pieces) {
  const amount = money(partAmount(entry, part));
  return pieces === null ? t('split.takes', { part: partWords(entry.line, part), amount }) : t('split.takesPieces', { n: pieces, amount });
}

function stepper(entry, pieces, held, acts) {
  const step = (name, label, next) => h('button', {
    type: 'button', class: 'button icon-only', 'aria-label': t(label, { name: entry.line.name }), 'data-focus': `${name} ${entry.line.id}`,
    'data-test': `split-${name}`, disabled: next < 1 || next > held, on: { click: () => acts.pieces(entry, next) }
  }, icon(name, 18));
  return h('div', { class: 'stepper' },
    step('minus', 'cart.less', pieces - 1),
    h('span', { class: 'number strong' }, `${pieces}/${held}`),
    step('plus', 'cart.more', pieces + 1));
}

function foot(order, check, acts) {
  if (check.status === 'paid') return check.saleId && h('div', { class: 'payer-foot' },
    button(t('receipt.show'), () => openReceipt({ id: check.saleId }), { name: 'receipt', 'data-test': 'check-receipt', 'data-focus': `receipt ${check.id}` }));
  if (order.status !== 'open') return null;
  const kept = payments.of(order.id, check.id);
  const taken = (kept?.tenders ?? []).reduce((sum, tender) => sum + tender.amount, 0);
  const parent = taken > 0 || kept?.body ? null : parentOf(order, check);
  const isOurs = check.status === 'open' || Boolean(kept?.body);
  const buttons = [
    parent && button(t('split.putBack', { letter: parent.letter }),
      () => acts.putBack(check), { name: 'undo', 'data-test': 'put-back', 'data-focus': `back ${check.id}` }),
    isOurs && shop.can('sell') && h('a', {
      class: 'button primary', href: `/till/orders/${order.id}/pay?check=${check.id}`, 'data-test': 'pay-check', 'data-focus': `pay ${check.id}`
    }, t(kept?.body ? 'payment.again' : 'cart.pay'))
  ].filter(Boolean);
  return [
    taken > 0 && h('p', { class: 'small weak payer-note' }, t('split.taken', { amount: money(taken) })),
    buttons.length > 0 && h('div', { class: 'payer-foot' }, buttons)
  ];
}
