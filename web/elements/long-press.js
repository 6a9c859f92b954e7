const holdFor = 500;
const farOff = 10;

/**
 * Calls `act` with a control that is held down, right-clicked or asked for its menu by keyboard. The click that ends
 * a hold counts for nothing.
 * @param {HTMLElement} ground
 * @param {string} selector which controls inside it
 * @param {(control: HTMLElement) => void} act
 */
export function onLongPress(ground, selector, act) {
  let timer = null;
  let from = null;
  let held = false;
  const controlOf = (event) => event.target.closest?.(selector);
  const leave = () => clearTimeout(timer);
  ground.addEventListener('pointerdown', (event) => {
    const control = controlOf(event);
    held = false;
    leave();
    if (!control || event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY };
    timer = setTimeout(() => {
      held = true;
      act(control);
    }, holdFor);
  });
  ground.addEventListener('pointermove', (event) => from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > farOff && leave());
  for (const type of ['pointerup', 'pointercancel', 'pointerleave', 'scroll']) ground.addEventListener(type, leave);
  ground.addEventListener('contextmenu', (event) => {
    const control = controlOf(event);
    if (!control) return;
    event.preventDefault();
    leave();
    if (!held) act(control);
    held = true;
  });
  ground.addEventListener('click', (event) => {
    // A key press has no pointer and is never the end of a hold.
    if (!held || event.detail === 0) return;
    held = false;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
}
