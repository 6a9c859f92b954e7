import { ApiProblem } from '../api.js';
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { sayProblem } from '../language.js';

let stack = null;

function ground() {
  if (!stack?.isConnected) {
    stack = h('div', { class: 'toasts', role: 'status', 'aria-live': 'polite', popover: 'manual' });
    document.body.append(stack);
  }
  // A popover opened last lies above an open sheet.
  if (stack.matches(':popover-open')) stack.hidePopover();
  stack.showPopover();
  return stack;
}

// A screen that is left takes its good news along; what was said just now belongs to the next one.
window.addEventListener('navigate', () => {
  for (const note of stack?.querySelectorAll('.good') ?? []) if (!note.stays && performance.now() - note.born > 500) note.remove();
});

/**
 * Says something for a few seconds.
 * @param {string} text
 * @param {{kind?: 'good'|'bad', action?: {label: string, act: () => void}, stays?: boolean}} [how] with `stays` the next one stands beside it
 */
export function toast(text, { kind = 'good', action, stays = false } = {}) {
  for (const old of stack?.children ?? []) if (old.textContent === text) old.remove();
  const note = h('div', { class: `toast ${kind}`, 'data-test': 'toast' }, icon(kind === 'bad' ? 'alert' : 'check', 20), h('span', {}, text),
    action && h('button', { type: 'button', class: 'button', on: { click: () => { note.remove(); action.act(); } } },
      action.label));
  Object.assign(note, { born: performance.now(), stays });
  // What went well ends what was said about its failing.
  ground().replaceChildren(...[...stack.children].filter((old) => old.stays || kind === 'bad').slice(-1), note);
  setTimeout(() => note.remove(), kind === 'bad' || action ? 7000 : 3000);
}

/** Says why something did not work. */
export function toastProblem(problem) {
  if (!(problem instanceof ApiProblem)) console.error(problem);
  toast(sayProblem(problem), { kind: 'bad' });
}
