import { h } from '../dom.js';
import { money, t } from '../language.js';
import { isStruck } from '../rules/cart.js';
import { askReason, openSheet } from './sheet.js';
import { button } from './states.js';

/**
 * What can be done with a line that the kitchen already has.
 * @param {any} line
 * @param {{strike: (action: string, reason: string, quantity?: number) => void, discount: () => void}} acts
 */
export function openLineSheet(line, { strike, discount }) {
  if (isStruck(line)) return;
  const dialog = openSheet({
    title: line.name,
    body: h('dl', { class: 'pairs' },
      h('div', {}, h('dt', { class: 'weak' }, t('line.state')), h('dd', {}, t(`line.${line.status}`))),
      h('div', {}, h('dt', { class: 'weak' }, t('option.quantity')), h('dd', { class: 'number' }, line.quantity)),
      (line.options ?? []).map((option) => h('div', {},
        h('dt', { class: 'weak' }, option.name),
        h('dd', { class: 'amount' }, money(option.price ?? 0, { sign: true })))),
      line.note && h('div', {}, h('dt', { class: 'weak' }, t('option.note')), h('dd', {}, line.note)),
      h('div', {}, h('dt', { class: 'weak' }, t('line.amount')), h('dd', { class: 'amount strong' }, money(line.amount)))),
    foot: [
      button(t('cart.discount'), () => { dialog.close(''); discount(); }, { name: 'percent' }),
      button(t('line.strike'), async () => {
        dialog.close('');
        const answer = await askReason({
          title: t('line.strikeTitle', { name: line.name }), text: t('line.strikeText'), act: t('line.strike'),
          kinds: [{ value: 'cancel', label: t('line.notMade') }, { value: 'loss', label: t('line.made') }],
          reasons: [t('reason.changed'), t('reason.mistake'), t('reason.late'), t('reason.quality')],
        });
        if (answer) strike(answer.kind, answer.reason);
      }, { look: 'danger', name: 'trash', 'data-test': 'void-line' }),
    ],
  });
}

