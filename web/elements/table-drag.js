import { h } from '../dom.js';

const far = 8;
const longPress = 450;
const edge = 72;

/**
 * Lets tables be dragged onto each other: at once with a mouse, after a long press on touch. Esc lets go.
 * While one is held the tiles must stay the same elements: `isHeld` tells, `rest` comes afterwards.
 * @param {import('../dom.js').ShopElement} floor holds tiles with `data-table`
 * @param {{canDrag: (id: string) => boolean, words: (from: string, to: string|null) => string, drop: (from: string, to: string) => void, rest: () => void}} acts
 */
export function dragTables(floor, { canDrag, words, drop, rest }) {
  let grip = null;
  const tileAt = (x, y) => document.elementFromPoint(x, y)?.closest?.('[data-table]');

  function begin() {
    clearTimeout(grip.timer);
    grip.isActive = true;
    grip.ghost = h('div', { class: 'drag-ghost', 'aria-hidden': 'true' });
    document.body.append(grip.ghost);
    mark('is-dragged', grip.id);
    follow(grip);
  }

  function mark(look, id) {
    for (const tile of floor.querySelectorAll('[data-table]')) tile.classList.toggle(look, tile.dataset.table === id);
  }

  function follow({ x, y }) {
    Object.assign(grip, { x, y });
    const target = tileAt(x, y)?.dataset.table ?? null;
    grip.target = target === grip.id ? null : target;
    mark('is-target', grip.target);
    grip.ghost.textContent = words(grip.id, grip.target);
    grip.ghost.style.setProperty('--x', `${x}px`);
    grip.ghost.style.setProperty('--y', `${y}px`);
    const room = floor.parentElement.getBoundingClientRect();
    if (y < room.top + edge) floor.parentElement.scrollBy(0, -12);
    else if (y > room.bottom - edge) floor.parentElement.scrollBy(0, 12);
  }

  function letGo(isDropped) {
    if (!grip) return;
    const { isActive, id, target, ghost, timer } = grip;
    clearTimeout(timer);
    grip = null;
    // After the click, which must find the tile it began on.
    setTimeout(rest, 0);
    if (!isActive) return;
    ghost.remove();
    mark('is-dragged', null);
    mark('is-target', null);
    // The click that ends a drag opens nothing.
    floor.addEventListener('click', stop, { capture: true, once: true });
    setTimeout(() => floor.removeEventListener('click', stop, { capture: true }), 0);
    if (isDropped && target) drop(id, target);
  }

  const stop = (event) => { event.stopPropagation(); event.preventDefault(); };

  floor.listen(floor, 'pointerdown', (event) => {
    const id = event.target.closest?.('[data-table]')?.dataset.table;
    if (grip || !id || event.button !== 0 || !canDrag(id)) return;
    const isTouch = event.pointerType === 'touch';
    grip = { id, pointer: event.pointerId, isTouch, x: event.clientX, y: event.clientY, from: [event.clientX, event.clientY] };
    if (isTouch) grip.timer = setTimeout(begin, longPress);
  });
  floor.listen(window, 'pointermove', (event) => {
    if (event.pointerId !== grip?.pointer) return;
    const isAway = Math.hypot(event.clientX - grip.from[0], event.clientY - grip.from[1]) > far;
    if (!grip.isActive && isAway && grip.isTouch) letGo(false);
    else if (!grip.isActive && isAway) begin();
    if (grip?.isActive) follow({ x: event.clientX, y: event.clientY });
  });
  floor.listen(window, 'pointerup', (event) => event.pointerId === grip?.pointer && letGo(true));
  floor.listen(window, 'pointercancel', (event) => event.pointerId === grip?.pointer && letGo(false));
  floor.listen(window, 'contextmenu', (event) => grip && event.preventDefault());
  floor.listen(document, 'keydown', (event) => {
    if (event.key !== 'Escape' || !grip?.isActive) return;
    event.preventDefault();
    letGo(false);
  });
  // Only a page that is told so in time does not scroll under the finger.
  floor.addEventListener('touchmove', (event) => grip?.isActive && event.preventDefault(), { passive: false, signal: floor.ended.signal });
  floor.ended.signal.addEventListener('abort', () => letGo(false));
  return { get isHeld() { return grip !== null; } };
}
