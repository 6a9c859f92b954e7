/**
 * Builds one element. Text always lands in text nodes, never in markup.
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `on` holds listeners, `set` properties, `style` custom properties
 * @param {...any} children strings, nodes, arrays; null and false are left out
 */
export function h(tag, props, ...children) {
  return dress(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function s(tag, props, ...children) {
  return dress(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children);
}

function dress(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [type, act] of Object.entries(value)) element.addEventListener(type, act);
    else if (name === 'set') Object.assign(element, value);
    else if (name === 'style') for (const [key, part] of Object.entries(value)) element.style.setProperty(key, part);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...nodes(children));
  return element;
}

const nodes = (children) => children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false && child !== '');

/** Replaces the content of an element and keeps the focus where it was (by `data-focus` or `name`). */
export function fill(element, ...children) {
  const active = document.activeElement;
  const inside = active && active !== element && element.contains(active);
  const key = inside ? active.dataset?.focus : null;
  element.replaceChildren(...nodes(children));
  if (key) element.querySelector(`[data-focus="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** A custom element whose outside listeners end with it. */
export class ShopElement extends HTMLElement {
  connectedCallback() {
    this.ended = new AbortController();
    this.start?.();
  }

  disconnectedCallback() {
    this.ended.abort();
    this.stop?.();
  }

  /** Listens until the element leaves the page. */
  listen(target, type, act) {
    target.addEventListener(type, act, { signal: this.ended.signal });
  }

  /** Repeats until the element leaves the page. */
  every(milliseconds, act) {
    const timer = setInterval(act, milliseconds);
    this.ended.signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** Tells the element above; data goes down, events go up. */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
  }
}
