import { openKeySheet } from './shell-sheets.js';

const isTyping = (target) => target.matches?.('input, textarea, select, [contenteditable]');

/**
 * Keys that work everywhere: `/` search, `?` help, Esc back. A screen hears `key-back` and the rest by itself.
 * @param {import('../dom.js').ShopElement} shell
 */
export function listenToKeys(shell) {
  shell.listen(document, 'keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') {
      if (isTyping(event.target)) event.target.blur();
      else shell.querySelector('[data-back]')?.click();
    } else if (isTyping(event.target)) {
      return;
    } else if (event.key === '/') {
      const search = shell.querySelector('[data-search]');
      if (!search) return;
      event.preventDefault();
      search.focus();
    } else if (event.key === '?') {
      event.preventDefault();
      openKeySheet();
    }
  });
}

/** Moves the focus among the controls of a grid with the arrow keys. */
export function moveByArrows(event) {
  const arrows = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const way = arrows[event.key];
  const from = event.target.closest('button, a');
  if (!way || !from) return;
  const here = from.getBoundingClientRect();
  const others = [...event.currentTarget.querySelectorAll('button:not(:disabled), a')].filter((each) => each !== from).map((each) => ({ each, box: each.getBoundingClientRect() }));
  const ahead = others.map(({ each, box }) => ({
    each, along: (box.left - here.left) * way[0] + (box.top - here.top) * way[1],
    across: Math.abs((box.left - here.left) * way[1]) + Math.abs((box.top - here.top) * way[0])
  }))
    .filter(({ along, across }) => along > 4 && (way[1] !== 0 || across < 8)).sort((a, b) => a.along - b.along || a.across - b.across);
  if (ahead.length === 0) return;
  event.preventDefault();
  ahead[0].each.focus();
}
