import { api } from './api.js';
import { keep, kept } from './language.js';
import { shop } from './shop.js';

/**
 * The drawer that this browser's cash lies in: a paired till's own, elsewhere the one that somebody chose, and its open
 * shift. `shift` is undefined until it is known, null when there is none. Tells `change`.
 */
class Drawer extends EventTarget {
  shift = undefined;

  get isPaired() {
    return Boolean(shop.session?.terminalId);
  }

  /** The chosen terminal as it was when it was chosen: `{id, name, letter}`. */
  get chosen() {
    if (!shop.session?.store || this.isPaired) return null;
    try {
      return JSON.parse(kept(storageKey()) ?? 'null');
    } catch {
      return null;
    }
  }

  /** Null when nobody is here who sells, or no drawer was chosen. */
  get terminalId() {
    if (!shop.session || shop.isVisitor || !shop.can('sell')) return null;
    return shop.session.terminalId ?? this.chosen?.id ?? null;
  }

  /** What a sale or a refund of this browser says about its drawer. */
  get stamp() {
    const { terminalId } = this;
    return terminalId ? { terminalId } : {};
  }

  choose({ id, name, letter }) {
    keep(storageKey(), JSON.stringify({ id, name, letter }));
    this.shift = undefined;
    this.dispatchEvent(new Event('change'));
    return this.load();
  }

  forget() {
    keep(storageKey(), null);
    this.put(null);
  }

  put(shift) {
    const before = JSON.stringify(this.shift);
    this.shift = shift;
    if (JSON.stringify(shift) !== before) this.dispatchEvent(new Event('change'));
    return shift;
  }

  /** Asks which shift is open. */
  async load() {
    const id = this.terminalId;
    if (!id) return this.put(null);
    let shift = null;
    try {
      shift = await api.currentShift(id);
    } catch (problem) {
      if (problem.status !== 404) throw problem;
    }
    return id === this.terminalId ? this.put(shift) : this.shift;
  }
}

const storageKey = () => `drawer ${shop.session?.store?.id ?? ''}`;

export const drawer = new Drawer();

shop.addEventListener('session', () => {
  drawer.put(undefined);
  if (shop.session) drawer.load().catch(() => { /* the next look tells */ });
});
shop.addEventListener('shift', () => {
  if (shop.session) drawer.load().catch(() => { /* the next look tells */ });
});
