import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { dateText, money, t } from '../language.js';
import { missingOf, unsettledDays } from '../rules/shift.js';
import { go } from '../router.js';
import { busy } from './field.js';
import { settlementDetail } from './settlement-detail.js';
import { confirmAct } from './sheet.js';
import { todayOf } from './shift-link.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';
import { toast, toastProblem } from './toast.js';

/** Days that were settled, and settling one. Attribute `data-id` is a business date. */
class SettlementDaysElement extends ShopElement {
  start() {
    this.due = h('div', { class: 'settle-due' });
    this.list = h('div', { class: 'card flush' });
    this.detail = h('section', { class: 'card flush history-detail slip', 'aria-label': t('settle.title') });
    fill(this, h('div', { class: 'history-columns' }, h('div', { class: 'history-list settle-list' }, this.due, this.list), this.detail));
    this.load();
    this.showDetail();
  }

  async load() {
    fill(this.list, loadingNote(), skeleton(5, '3.75rem'));
    try {
      const [days, shifts] = await Promise.all([api.settlements({ limit: 50 }), api.shifts({ limit: 50 })]);
      Object.assign(this, { rows: days.data, next: days.next, shifts: shifts.data });
      this.draw();
    } catch (problem) {
      fill(this.list, errorState(problem, () => this.load()));
    }
  }

  async more() {
    try {
      const answer = await api.settlements({ limit: 50, after: this.next });
      Object.assign(this, { rows: [...this.rows, ...answer.data], next: answer.next });
      this.draw();
    } catch (problem) {
      toastProblem(problem);
    }
  }

  draw() {
    const today = todayOf();
    const isDone = this.rows.some((day) => day.businessDate === today);
    const isOpen = this.shifts.some((shift) => shift.businessDate === today && shift.status === 'open');
    const act = (date, label, look) => {
      const made = button(label, () => busy(made, () => this.settle(date)), { look, 'data-test': date === today ? 'settle-today' : 'settle-day' });
      return made;
    };
    fill(this.due, h('section', { class: 'card settle-today' },
      h('div', {}, h('h2', {}, dateText(today)), h('p', { class: 'weak small' }, t(isDone ? 'settle.todayDone' : isOpen ? 'settle.todayOpen' : 'settle.todayText'))),
      isOpen && !isDone ? h('a', { class: 'button primary', href: '/shift', 'data-test': 'to-shift' }, t('settle.toShift')) : !isDone && act(today, t('settle.today'), 'primary')),
    unsettledDays(this.shifts, this.rows, today).slice(0, 3).map((date) => h('section', { class: 'card settle-today' },
      h('div', {}, h('h2', {}, dateText(date)), h('p', { class: 'weak small' }, t('settle.forgotten'))), act(date, t('settle.day'), ''))));
    if (this.rows.length === 0) return fill(this.list, emptyState({ name: 'check', title: t('settle.none'), text: t('settle.noneText') }));
    return fill(this.list, h('ul', { class: 'rows' }, this.rows.map((day) => h('li', {}, this.row(day)))), this.next && button(t('history.more'), () => this.more(), { look: 'quiet wide' }));
  }

  row(day) {
    const missing = missingOf(day.receipts).length;
    return h('a', { class: 'row', href: `/shift/days/${day.businessDate}`, 'data-test': 'settled-day', 'aria-current': day.businessDate === this.dataset.id ? 'true' : null },
      h('span', { class: 'row-main' }, h('span', { class: 'row-title' }, dateText(day.businessDate)), h('span', { class: 'row-sub number' }, t('report.saleCount', { n: day.totals.saleCount }))),
      missing > 0 && h('span', { class: 'tag negative' }, t('settle.missing', { n: missing })), h('span', { class: 'amount strong' }, money(day.totals.sales)), icon('next', 18));
  }

  async settle(date) {
    if (!(await confirmAct({ title: t('settle.ask', { date: dateText(date) }), text: t('settle.askText'), act: t('settle.act'), danger: false }))) return;
    try {
      await api.settle(date);
      toast(t('settle.done', { date: dateText(date) }));
      if (this.isConnected) go(`/shift/days/${date}`);
    } catch (problem) {
      toastProblem(problem);
      this.load();
    }
  }

  async showDetail() {
    const { id } = this.dataset;
    if (!id) return fill(this.detail, emptyState({ name: 'receipt', title: t('settle.choose'), text: t('settle.chooseText') }));
    fill(this.detail, skeleton(6, '3rem'));
    try {
      const [day, messages] = await Promise.all([api.settlement(id), api.ownerMessages({ limit: 200 }).catch(() => ({ data: [] }))]);
      const back = h('button', { type: 'button', class: 'button quiet icon-only detail-back', 'data-back': true, 'aria-label': t('action.back'), on: { click: () => go('/shift/days') } }, icon('back'));
      return fill(this.detail,
        h('div', { class: 'card-head no-print' }, back, h('h2', {}, t('settle.title')), h('span', { class: 'push' }), button(t('receipt.print'), () => window.print(), { name: 'print' })),
        settlementDetail(day, messages.data.find((message) => message.kind === 'settlement' && message.about === id)));
    } catch (problem) {
      return fill(this.detail, errorState(problem, () => this.showDetail()));
    }
  }
}

customElements.define('settlement-days', SettlementDaysElement);
