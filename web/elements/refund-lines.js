import { h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { piecesAmount } from '../rules/refund.js';
import { partWords } from './check-column.js';
import { segments } from './shell-sheets.js';

/** A divided line is given back by one switch, others piece by piece. */
function picker(kept, pieces, take) {
  const { line, quantity, isDivided } = kept;
  const name = line.name;
  if (isDivided || quantity === 1) return h('button', {
    type: 'button', class: 'chip refund-pick', 'aria-pressed': String(pieces > 0), 'aria-label': t('refund.pick', { name }), 'data-test': 'refund-pick',
    'data-focus': `pick ${line.id}`, on: { click: () => take(pieces > 0 ? 0 : quantity) }
  }, pieces > 0 && icon('check', 18), t(pieces > 0 ? 'refund.picked' : 'refund.choose'));
  const step = (sign, label, next) => h('button', {
    type: 'button', class: 'button icon-only', 'aria-label': t(label, { name }), 'data-test': `refund-${sign}`, 'data-focus': `${sign} ${line.id}`,
    disabled: next < 0 || next > quantity, on: { click: () => take(next) }
  }, icon(sign, 18));
  return h('div', { class: 'stepper' }, step('minus', 'refund.fewer', pieces - 1),
    h('span', { class: 'number strong', 'data-test': 'refund-pieces' }, `${pieces}/${quantity}`), step('plus', 'refund.more', pieces + 1));
}

/**
 * The lines of a sale with how many of each come back and what becomes of the goods.
 * @param {import('../rules/refund.js').Kept} kept
 * @param {import('../rules/refund.js').Choice} choice
 * @param {{take: (kept: any, pieces: number) => void, lose: (id: string, isLost: boolean) => void}} acts
 */
export function refundLines(kept, choice, acts) {
  return h('ul', { class: 'refund-lines' }, kept.lines.map((each) => {
    const { line, quantity } = each;
    const pieces = choice.pieces.get(line.id) ?? 0;
    const options = (line.options ?? []).map((option) => option.name).join(' · ');
    const part = { num: line.num ?? 1, den: line.den ?? 1 };
    const words = each.isDivided ? partWords(line, part) : null;
    return h('li', { class: `refund-line ${pieces > 0 ? 'is-chosen' : ''}`, 'data-test': 'refund-line', 'data-name': line.name },
      h('div', { class: 'row-main' },
        h('span', { class: 'row-title' }, line.name, words && h('span', { class: 'weak number' }, ` ${words}`)),
        options && h('span', { class: 'row-sub' }, options),
        h('span', { class: 'row-sub number' }, quantity > 0
          ? [!each.isDivided && t('refund.left', { n: quantity }), money(each.amount)].filter(Boolean).join(' · ') : t('refund.noneLeft'))),
      quantity > 0 && picker(each, pieces, (next) => acts.take(each, next)),
      pieces > 0 && h('div', { class: 'refund-goods' },
        segments(t('refund.goods', { name: line.name }), [['back', t('restock.back')], ['loss', t('restock.loss')]],
          choice.lost.has(line.id) ? 'loss' : 'back', (value) => acts.lose(line.id, value === 'loss')),
        h('span', { class: 'amount strong' }, money(piecesAmount(each, pieces)))));
  }));
}
