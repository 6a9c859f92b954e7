import { h } from '../dom.js';
import { sayProblem } from '../language.js';

let count = 0;

/**
 * A labelled field. The hint below keeps its height, so that an error moves nothing.
 * @param {{name: string, label: string, value?: any, hint?: string, type?: string, kind?: 'input'|'textarea'|'select', options?: {value: string, label: string}[], class?: string, on?: object}} what
 */
export function field({ name, label, value = '', hint = '', kind = 'input', options = [], class: look = '', on, ...rest }) {
  const id = `field-${(count += 1)}`;
  const attributes = { id, name, class: `input ${look}`, 'aria-describedby': `${id}-hint`, on, ...rest };
  const control = kind === 'select'
    ? h('select',
      attributes,
      options.map((option) => h('option', { value: option.value, selected: option.value === value }, option.label)))
    : h(kind, { ...attributes, set: { value: value ?? '' } });
  return h('div', { class: 'field', 'data-hint': hint },
    h('label', { for: id }, label), control, h('p', { class: 'hint', id: `${id}-hint` }, hint));
}

/** Puts a sentence under a field, or its usual hint back. */
export function sayAt(form, name, text, look = 'bad') {
  const control = form.elements[name];
  const hint = control?.closest?.('.field')?.querySelector('.hint');
  if (!hint) return false;
  hint.textContent = text || hint.closest('.field').dataset.hint;
  hint.className = `hint ${text ? look : ''}`;
  if (text && look === 'bad') control.setAttribute('aria-invalid', 'true');
  else control.removeAttribute('aria-invalid');
  return true;
}

/** Shows a refusal at the fields it names and the rest in the form's notice. */
export function showProblem(form, problem) {
  const left = problem.errors.filter(({ pointer, detail }) => !sayAt(form, pointer?.split('/').filter(Boolean)[0], detail));
  const notice = form.querySelector('.notice');
  const placed = problem.errors.length > 0 && left.length === 0;
  if (notice) {
    notice.hidden = placed;
    notice.textContent = placed ? '' : sayProblem(problem);
  }
  form.querySelector('[aria-invalid="true"]')?.focus();
}

export function clearProblem(form) {
  for (const control of form.elements) if (control.name) sayAt(form, control.name, '');
  const notice = form.querySelector('.notice');
  if (notice) notice.hidden = true;
}

/** A line that speaks when something is refused. */
export const noticeLine = () => h('p', { class: 'notice', role: 'alert', hidden: true });

/** A switch with its sentence. */
export function switchField({ name, label, checked = false, on }) {
  return h('label', { class: 'switch' },
    h('input', { type: 'checkbox', role: 'switch', name, set: { checked }, on }),
    h('span', {}, label));
}

/** Runs something once while a button shows that it is at work. */
export async function busy(button, act) {
  if (button.getAttribute('aria-busy') === 'true') return undefined;
  button.setAttribute('aria-busy', 'true');
  try {
    return await act();
  } finally {
    button.removeAttribute('aria-busy');
  }
}
