import { ApiProblem } from '../api.js';
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { sayProblem, t } from '../language.js';

/** Nothing here yet: says what to do, with the button. */
export function emptyState({ name = 'tables', title, text, tags = [], actions = [] }) {
  return h('div', { class: 'empty' },
    h('span', { class: 'round' }, icon(name, 28)),
    h('h2', {}, title),
    text && h('p', {}, text),
    tags.length > 0 && h('div', { class: 'button-row' }, tags),
    actions.length > 0 && h('div', { class: 'button-row' }, actions));
}

/** It did not work: says why, with another try. */
export function errorState(problem, retry) {
  if (!(problem instanceof ApiProblem)) console.error(problem);
  return h('div', { class: 'empty', role: 'alert' }, h('span', { class: 'round' },
    icon(problem.status === 0 ? 'offline' : 'alert', 28)), h('h2', {}, t('state.failed')), h('p', {}, sayProblem(problem)),
    h('div', { class: 'button-row' },
      h('button', { type: 'button', class: 'button primary', on: { click: retry } }, t('action.retry'))));
}

/** Grey shapes of the height of what will come. */
export function skeleton(count, height = '3.5rem') {
  return Array.from({ length: count }, () => h('div', { class: 'skeleton', 'aria-hidden': 'true', style: { height } }));
}

export const loadingNote = () => h('p', { class: 'hidden-text', role: 'status' }, t('state.loading'));

export const button = (label, act, { look = '', name, ...rest } = {}) => h('button',
  { type: 'button', class: `button ${look}`, on: { click: act }, ...rest },
  name && icon(name, 20),
  label);
