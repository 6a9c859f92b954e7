import { api } from '../api.js';
import { closings } from '../closings.js';
import { drawer } from '../drawer.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { clock, dateText, money, t } from '../language.js';
import { isCounted, isOverdue } from '../rules/shift.js';
import { shop } from '../shop.js';
import { drawerName, openDrawerSheet } from './drawer-choice.js';
import { openMovementSheet } from './movement-sheet.js';
import { todayOf } from './shift-link.js';
import './shift-report.js';
import { button, errorState, skeleton } from './states.js';

/** The open shift: since when, what was moved, what the books say so far, and the way to its close. */
class ShiftNowElement extends ShopElement {
  start() {
    this.head = h('section', { class: 'card shift-head' });
    this.moves = h('section', { class: 'card flush' });
    this.x = h('section', { class: 'card flush shift-x', hidden: !shop.can('seefigures') });
    fill(this, h('div', { class: 'shift-columns' }, h('div', { class: 'shift-side' }, this.head, this.moves), this.x));
    this.listen(drawer, 'change', () => this.draw());
    this.listen(shop, 'sale', () => shop.soon('shift report', () => this.loadReport()));
    this.draw();
    this.loadReport();
    drawerName().then((name) => { this.name = name; this.draw(); }).catch(() => { /* the drawer stays without its name */ });
  }

  draw() {
    const { shift } = drawer;
    if (!shift) return;
    const { businessDate, openedAt, openedByName, openingFloat, movements } = shift;
    const counting = closings.of(shift.id);
    const row = (label, value) => h('div', {}, h('dt', { class: 'weak' }, label), h('dd', {}, value));
    fill(this.head,
      h('p', { class: 'shift-title' }, h('span', { class: 'tag positive' }, t('shift.isOpen')), h('span', { class: 'weak' }, dateText(businessDate))),
      isOverdue(shift, todayOf()) && h('p', { class: 'notice warn' }, t('shift.overdue', { date: dateText(businessDate) })),
      h('dl', { class: 'pairs' },
        row(t('shift.since'), [h('span', { class: 'number' }, clock(openedAt)), openedByName && ` · ${openedByName}`]),
        row(t('shift.float'), h('span', { class: 'amount' }, money(openingFloat))),
        row(t('drawer.label'), h('span', { class: 'drawer-line' }, h('span', { 'data-test': 'drawer-name' }, this.name ?? ''),
          !drawer.isPaired && button(t('drawer.other'), openDrawerSheet, { look: 'quiet', 'data-test': 'change-drawer', 'data-focus': 'drawer', 'aria-label': t('drawer.change') })))),
      h('div', { class: 'shift-acts' },
        button(t('shift.in'), () => this.move('in'), { name: 'plus', 'data-test': 'cash-in', 'data-focus': 'in' }),
        button(t('shift.out'), () => this.move('out'), { name: 'minus', 'data-test': 'cash-out', 'data-focus': 'out' }),
        h('a', { class: 'button primary large', href: '/shift/close', 'data-test': 'close-shift', 'data-focus': 'close' },
          t(isCounted(counting) || counting.body ? 'shift.goOnClosing' : 'shift.close'))));
    fill(this.moves, h('div', { class: 'card-head' }, h('h2', {}, t('shift.movements'))),
      movements.length === 0 ? h('p', { class: 'weak row' }, t('shift.noMovements')) : h('ul', { class: 'rows' }, [...movements].reverse().map((move) => h('li', { class: 'row', 'data-test': 'movement' },
        icon(move.kind === 'in' ? 'plus' : 'minus', 18),
        h('span', { class: 'row-main' }, h('span', { class: 'row-title' }, move.reason), h('span', { class: 'row-sub number' }, [clock(move.at), move.byName].filter(Boolean).join(' · '))),
        h('span', { class: 'amount strong' }, money(move.kind === 'in' ? move.amount : -move.amount, { sign: true }))))));
  }

  move(kind) {
    openMovementSheet(kind, drawer.shift, (shift) => {
      drawer.put(shift);
      this.loadReport();
    });
  }

  async loadReport() {
    if (this.x.hidden || !drawer.shift || !this.isConnected) return;
    const again = button(t('action.reload'), () => this.loadReport(), { look: 'quiet', 'data-focus': 'report' });
    const head = h('div', { class: 'card-head' }, h('h2', {}, t('shift.x')), h('span', { class: 'push' }), again);
    if (!this.x.firstChild) fill(this.x, head, h('div', { class: 'row' }, skeleton(1, '14rem')));
    try {
      const report = await api.shiftReport(drawer.shift.id);
      fill(this.x, head, h('shift-report', { set: { report } }));
    } catch (problem) {
      fill(this.x, head, errorState(problem, () => this.loadReport()));
    }
  }
}

customElements.define('shift-now', ShiftNowElement);
