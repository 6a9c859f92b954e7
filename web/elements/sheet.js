import { h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';

let count = 0;

/**
 * Opens a sheet over the screen: from below on a phone, in the middle elsewhere, `full` over all of it. Focus stays inside and comes back.
 * @param {{title: string, body: any, foot?: any, wide?: boolean, full?: boolean, onclose?: (value: string) => void}} content
 * @returns {HTMLDialogElement}
 */
export function openSheet({ title, body, foot, wide = false, full = false, onclose }) {
  const before = document.activeElement;
  const id = `sheet-${(count += 1)}`;
  const dialog = h('dialog', { class: `sheet${wide ? ' wide' : ''}${full ? ' full' : ''}`, 'aria-labelledby': id },
    h('div', { class: 'sheet-head' },
      h('h2', { id, tabindex: -1 }, title),
      h('button',
        {
          type: 'button', class: 'button quiet icon-only', 'aria-label': t('action.close'), on: { click: () => dialog.close('') }
        },
        icon('close'))),
    h('div', { class: 'sheet-body' }, body),
    foot && h('div', { class: 'sheet-foot' }, foot));
  // A finger that opened the sheet by a long press is lifted outside of it; only a press that began there closes it.
  let beganOutside = false;
  dialog.addEventListener('pointerdown', (event) => { beganOutside = event.target === dialog && isOutside(dialog, event); });
  dialog.addEventListener('click',
    (event) => beganOutside && event.target === dialog && event.detail > 0 && isOutside(dialog, event) && dialog.close(''));
  dialog.addEventListener('close', () => {
    dialog.remove();
    onclose?.(dialog.returnValue);
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  document.body.append(dialog);
  dialog.showModal();
  // Under a finger a field with the focus would push a keyboard over the sheet.
  const first = matchMedia('(pointer: coarse)').matches ? `#${id}` : '.sheet-body :is(input, select, textarea)';
  (dialog.querySelector('[autofocus]') ?? dialog.querySelector(first) ?? dialog.querySelector('.sheet-foot .primary') ?? dialog).focus?.();
  return dialog;
}

function isOutside(dialog, { clientX, clientY }) {
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

/**
 * Asks before something that cannot be taken back.
 * @returns {Promise<boolean>}
 */
export function confirmAct({ title, text, act, danger = true }) {
  return new Promise((answer) => {
    const dialog = openSheet({
      title,
      body: h('p', {}, text),
      foot: [
        h('button', { type: 'button', class: 'button', on: { click: () => dialog.close('') } }, t('action.back')),
        h('button',
          {
            type: 'button', class: `button primary${danger ? ' danger-fill' : ''}`, 'data-test': 'confirm',
            on: { click: () => dialog.close('yes') }
          },
          act),
      ],
      onclose: (value) => answer(value === 'yes'),
    });
  });
}

/**
 * Asks why, by tapping a usual reason or typing another one.
 * @returns {Promise<{reason: string, kind: string}|null>}
 */
export function askReason({ title, text, reasons, act, kinds = [] }) {
  return new Promise((answer) => {
    let kind = kinds[0]?.value ?? '';
    const input = h('input',
      { class: 'input', id: 'reason', name: 'reason', maxlength: 100, autocomplete: 'off', required: true });
    const error = h('p', { class: 'hint', role: 'alert' });
    const submit = () => {
      if (input.value.trim() === '') {
        error.textContent = t('reason.needed');
        error.className = 'hint bad';
        input.focus();
        return;
      }
      dialog.close('yes');
    };
    const press = (button, all) => all.forEach((each) => each.setAttribute('aria-pressed', String(each === button)));
    const chips = reasons.map((reason) => h('button',
      {
        type: 'button', class: 'chip', 'aria-pressed': 'false',
        on: { click: (event) => { input.value = reason; press(event.currentTarget, chips); } }
      },
      reason));
    const kindButtons = kinds.map((each, place) => h('button',
      {
        type: 'button', 'aria-pressed': String(place === 0),
        on: { click: (event) => { kind = each.value; press(event.currentTarget, kindButtons); } }
      },
      each.label));
    const dialog = openSheet({
      title,
      body: [
        text && h('p', {}, text),
        kinds.length > 0 && h('div', { class: 'segments', role: 'group', 'aria-label': t('reason.kind') }, kindButtons),
        h('div', { class: 'chips', role: 'group', 'aria-label': t('reason.usual') }, chips),
        h('form', { on: { submit: (event) => { event.preventDefault(); submit(); } } },
          h('div', { class: 'field' }, h('label', { for: 'reason' }, t('reason.label')), input, error)),
      ],
      foot: [
        h('button', { type: 'button', class: 'button', on: { click: () => dialog.close('') } }, t('action.back')),
        h('button', { type: 'button', class: 'button primary danger-fill', 'data-test': 'confirm', on: { click: submit } }, act),
      ],
      onclose: (value) => answer(value === 'yes' ? { reason: input.value.trim(), kind } : null),
    });
    chips[0]?.focus();
  });
}
