import { drawer } from '../drawer.js';
import { ShopElement, fill, h } from '../dom.js';
import { t } from '../language.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import './drawer-choice.js';
import { segments } from './shell-sheets.js';
import './settlement-days.js';
import { mayOpenShift } from './shift-link.js';
import './shift-now.js';
import './shift-open.js';
import './shift-past.js';
import { emptyState, errorState, loadingNote, skeleton } from './states.js';

/** The drawer's shift: what it is now, those that were, and the days that were settled. Attributes `data-part`, `data-id`. */
class ShiftScreenElement extends ShopElement {
  start() {
    const parts = ['now', 'past', shop.can('seefigures') && 'days'].filter(Boolean);
    this.tab = parts.includes(this.dataset.part) ? this.dataset.part : 'now';
    this.body = h('div', { class: 'shift-body' });
    const tabs = segments(t('title.shift'), parts.map((part) => [part, t(`shiftPart.${part}`)]), this.tab,
      (part) => go(part === 'now' ? '/shift' : `/shift/${part}`, { replace: true }));
    this.append(h('div', { class: `screen ${this.dataset.id ? 'has-detail' : ''}` },
      h('div', { class: 'screen-head' }, h('h1', {}, t('title.shift')), mayOpenShift() && tabs), this.body));
    if (!mayOpenShift()) return fill(this.body, h('section', { class: 'card' }, emptyState({ name: 'drawer', title: t('shift.mayNot'), text: t('shift.mayNotText') })));
    if (this.tab === 'past') return fill(this.body, h('shift-past', { 'data-id': this.dataset.id }));
    if (this.tab === 'days') return fill(this.body, h('settlement-days', { 'data-id': this.dataset.id }));
    this.listen(drawer, 'change', () => this.draw());
    fill(this.body, loadingNote(), skeleton(1, '18rem'));
    return this.load();
  }

  /** Another device may have opened or closed it: what is true is asked on opening. */
  async load() {
    try {
      await shop.ready();
      await drawer.load();
      if (this.isConnected) this.draw();
    } catch (problem) {
      fill(this.body, errorState(problem, () => this.load()));
    }
  }

  draw() {
    if (!drawer.terminalId) return this.put('drawer-choice');
    if (drawer.shift === undefined) return undefined;
    return this.put(drawer.shift ? 'shift-now' : 'shift-open', drawer.shift?.id ?? drawer.terminalId);
  }

  /** What is being typed stays as long as it is about the same drawer and shift. */
  put(tag, key = '') {
    if (this.shown === tag + key && this.body.querySelector(tag)) return;
    this.shown = tag + key;
    fill(this.body, h(tag, {}));
  }
}

customElements.define('shift-screen', ShiftScreenElement);
