import { api } from '../api.js';
import { h } from '../dom.js';
import { t } from '../language.js';
import { messages } from '../messages.js';
import { rightName } from '../rules/approval.js';
import { asPart } from './places.js';
import './pin-pad.js';
import { openSheet } from './sheet.js';

let before = Promise.resolve();

/** What a right is called, for people. */
export function rightWords(right) {
  const key = `right.${rightName(right)}`;
  return key in messages ? t(`right.${rightName(right)}`) : t('approval.this');
}

/**
 * Asks for the PIN of somebody who may: it lends the right for one act. One question at a time.
 * @param {string} right
 * @returns {Promise<string|null>} what is sent along with the request; null when nobody lent it
 */
export function askApproval(right) {
  before = before.then(() => ask(right), () => ask(right));
  return before;
}

function ask(right) {
  return new Promise((answer) => {
    let token = null;
    const act = rightWords(right);
    const pad = h('pin-pad', {
      set: {
        act: t('approval.act'), noRight: t('approval.noRight', { act: asPart(act, '을/를') }),
        enter: async (pin) => {
          token = await api.approve(pin, right);
          dialog.close('');
        },
      }
    });
    const dialog = openSheet({
      title: t('approval.title'),
      body: [h('p', { class: 'weak', 'data-test': 'approval-text' }, t('approval.text', { act })), pad],
      onclose: () => answer(token),
    });
    dialog.dataset.test = 'approval';
  });
}
