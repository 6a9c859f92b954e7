import { newId } from './api.js';
import { addLine, cartCount, cartTotal, setQuantity } from './rules/cart.js';
import { linesNow } from './rules/visitor.js';

/** What a visitor put into the cart; with a key it outlives a reload of this tab. Tells `change`. */
export class VisitorCart extends EventTarget {
  constructor(key = null) {
    super();
    this.key = key;
    this.lines = this.read();
  }

  read() {
    try {
      return JSON.parse((this.key && sessionStorage.getItem(this.key)) ?? '[]');
    } catch {
      return [];
    }
  }

  get count() { return cartCount(this.lines); }
  get total() { return cartTotal(this.lines); }
  get hasGone() { return this.lines.some((line) => line.isGone); }

  put(lines) {
    this.lines = lines;
    try {
      if (this.key) sessionStorage.setItem(this.key, JSON.stringify(lines));
    } catch { /* private mode: it lives as long as the page */ }
    this.dispatchEvent(new Event('change'));
  }

  add(line) {
    this.put(addLine(this.lines, { id: newId(), ...line }));
  }

  setQuantity(id, quantity) {
    this.put(setQuantity(this.lines, id, Math.min(quantity, 99)));
  }

  /** Takes today's prices and marks what cannot be ordered any more. */
  refresh(items) {
    const lines = linesNow(this.lines, items);
    if (JSON.stringify(lines) !== JSON.stringify(this.lines)) this.put(lines);
  }

  clear() {
    this.put([]);
  }
}
