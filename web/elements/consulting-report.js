import { barChart, quadrantChart } from '../charts.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, shortMoney, t } from '../language.js';
import { formatNumber } from '../rules/money.js';
import { middleOf } from '../rules/quadrant.js';
import { shop } from '../shop.js';

const percent = (part) => `${formatNumber(part * 100, 1)}%`;

/** What an analysis found: advice as cards, the menu as a plot, pairs, hours, forecast. Property `job`. */
class ConsultingReportElement extends ShopElement {
  start() {
    const report = this.job.report ?? {};
    const known = (report.menu ?? []).filter((item) => item.class !== 'insufficient');
    fill(this,
      h('section', { class: 'card summary-card', 'aria-label': t('consulting.summary') },
        h('h2', {}, t('consulting.summary')),
        h('p', { class: 'summary-text', 'data-test': 'summary' }, report.summary || t('consulting.little')),
        report.narrative && h('p', {}, report.narrative)),
      this.actions(report.actions ?? []),
      this.menu(report.menu ?? [], known),
      h('div', { class: 'columns' },
        this.pairs(report),
        this.forecast(report),
        this.hours(report.hours),
        this.deadStock(report)));
  }

  card(title, ...content) {
    return h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h2', {}, title)), content);
  }

  actions(actions) {
    if (actions.length === 0) return h('div', { class: 'notice info', role: 'note' }, t('consulting.noActions'));
    return h('ul', { class: 'action-cards' }, actions.map((action) => h('li', {
      class: 'card action-card', 'data-test': 'action'
    },
      h('span', { class: 'round' }, icon('bulb', 22)), h('h3', {}, action.title), h('p', { class: 'weak' },
        this.evidence(action.evidence)),
      action.expectedMonthlyGain !== undefined && action.expectedMonthlyGain !== null && h('p', { class: 'gain' },
        h('span', { class: 'weak small' }, t('consulting.gain')),
        h('span', { class: 'gain-amount amount' }, money(action.expectedMonthlyGain, { sign: true })),
        action.low !== undefined && action.low !== null && h('span', { class: 'weak small number' },
          t('consulting.gainRange', { low: money(action.low), high: money(action.high) }))))));
  }

  evidence(evidence) {
    if (typeof evidence === 'string') return evidence;
    if (Array.isArray(evidence)) return evidence.map((each) => (typeof each === 'string' ? each : `${each.label ?? ''} ${each.value ?? ''}`.trim())).join(' · ');
    return '';
  }

  menu(menu, known) {
    const missing = menu.length - known.length;
    const note = missing > 0 && h('p', { class: 'weak' }, t('consulting.insufficient', { n: missing }));
    if (known.length === 0) return this.card(t('consulting.menu'), h('p', { class: 'weak' }, t('consulting.noMenu')), note);
    const words = Object.fromEntries(['star', 'plowhorse', 'puzzle', 'dog'].map((kind) => [kind, t(`class.${kind}`)]));
    return this.card(t('consulting.menu'), h('p', { class: 'weak' }, t('consulting.menuText')),
      h('div', {
        class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': t('consulting.menu')
      }, h('div', { class: 'quadrant-room' }, quadrantChart({
        title: t('consulting.menu'), middle: middleOf(known), corners: words, xLabel: t('quadrant.x'), yLabel: t('quadrant.y'), head: [
          t('item.name'), t('quadrant.class'), t('quadrant.share'), t('quadrant.margin')
        ],
        points: known.map((item) => ({
          name: item.name, x: item.share, y: item.margin, xText: percent(item.share), yText: money(Math.round(item.margin)),
          kind: item.class, kindName: words[item.class]
        })),
      }))), note);
  }

  itemName(report, id) {
    return shop.item(id)?.name ?? report.menu?.find((item) => item.itemId === id)?.name ?? t('consulting.oldItem');
  }

  pairs(report) {
    const pairs = (report.pairs ?? []).filter((pair) => pair.lift > 1).sort((a, b) => Number(b.recommend) - Number(a.recommend) || b.lift - a.lift).slice(0, 8);
    if (pairs.length === 0) return this.card(t('consulting.pairs'), h('p', { class: 'weak' }, t('consulting.noPairs')));
    return this.card(t('consulting.pairs'), h('p', { class: 'weak small' },
      t('consulting.pairsText')), h('div', {
        class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': t('consulting.pairs')
      }, h('table', { class: 'figures' },
      h('thead', {},
        h('tr', {},
          h('th', { scope: 'col' }, t('pairs.together')),
          h('th', { scope: 'col', class: 'end' }, t('pairs.support')),
          h('th', { scope: 'col', class: 'end' }, t('pairs.lift')))),
      h('tbody', {},
        pairs.map((pair) => h('tr', {},
          h('td', {},
            `${this.itemName(report, pair.a)} + ${this.itemName(report, pair.b)} `,
            pair.recommend && h('span', { class: 'tag positive' }, t('pairs.recommend'))),
          h('td', { class: 'end' }, percent(pair.support)),
          h('td', { class: 'end' }, t('pairs.times', { x: formatNumber(pair.lift, 1) }))))))));
  }

  forecast({ forecast = [], backtest }) {
    if (forecast.length === 0) return this.card(t('consulting.forecast'), h('p', { class: 'weak' }, t('consulting.noForecast')));
    const next = forecast.slice(0, 14);
    return this.card(t('consulting.forecast'), barChart({
      title: t('consulting.forecast'), label: t('chart.day'), valueLabel: t('figure.sales'), format: shortMoney,
      points: next.map((day) => ({
        name: `${Number(day.date.slice(5, 7))}.${Number(day.date.slice(8))}`, value: day.expected,
        text: `${money(Math.round(day.expected))} (${money(Math.round(day.low))} – ${money(Math.round(day.high))})`
      }))
    }),
      backtest?.error !== undefined && backtest?.error !== null && h('p', { class: 'weak small' },
        t('consulting.backtest', { error: percent(backtest.error), naive: percent(backtest.naiveError) })));
  }

  hours(hours) {
    const rows = Array.isArray(hours) ? hours : hours?.data ?? [];
    if (rows.length === 0) return null;
    return this.card(t('dashboard.byHour'),
      barChart({
        title: t('dashboard.byHour'), label: t('chart.hour'), valueLabel: t('figure.sales'), format: shortMoney,
        points: rows.map((row) => ({
          name: t('chart.hourName', { hour: row.hour }), value: row.sales ?? 0, text: money(row.sales ?? 0)
        }))
      }));
  }

  deadStock(report) {
    const dead = report.deadStock ?? [];
    if (dead.length === 0) return null;
    return this.card(t('consulting.dead'),
      h('ul', { class: 'rows' },
        dead.slice(0, 10).map((item) => h('li', { class: 'dead-row' },
          h('span', {}, this.itemName(report, item.itemId)),
          h('span', { class: 'weak number' },
            item.lastSold ? t('consulting.deadDays', { n: item.days }) : t('consulting.neverSold'))))));
  }
}

customElements.define('consulting-report', ConsultingReportElement);
