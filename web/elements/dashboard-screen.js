import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { clock, dateText, money, t } from '../language.js';
import { receiptsPath } from '../rules/alerts.js';
import { compare } from '../rules/comparison.js';
import { addDays, businessDateOf } from '../rules/time.js';
import { shop } from '../shop.js';
import './alert-list.js';
import { bestItems, dayChart, hourChart, paymentList } from './dashboard-figures.js';
import './range-picker.js';
import { emptyState, errorState, loadingNote, skeleton } from './states.js';

/** The figures: today by the second, then the chosen range. */
class DashboardScreenElement extends ShopElement {
  start() {
    const params = new URLSearchParams(location.search);
    this.today = shop.till?.businessDate || businessDateOf(Date.now(), shop.timezone, shop.store?.businessDayStart);
    this.range = { from: params.get('from') ?? addDays(this.today, -6), to: params.get('to') ?? this.today };
    this.picker = h('range-picker', { set: { value: this.range, today: this.today } });
    this.live = h('section', { class: 'card live-card', 'aria-label': t('dashboard.today') });
    this.rest = h('div', { class: 'dashboard-rest' });
    this.alerts = h('alert-list', { set: { dates: this.range } });
    this.append(h('div', { class: 'screen' },
      h('div', { class: 'screen-head' }, h('h1', {}, t('title.dashboard'))),
      this.live,
      h('div', { class: 'screen-head range-head' }, h('h2', {}, t('dashboard.range')), h('span', { class: 'push' }), this.picker),
      this.alerts,
      this.rest));
    this.listen(this.picker, 'range', (event) => this.choose(event.detail));
    this.listen(shop, 'summary', (event) => this.hearSummary(event.detail));
    this.listen(shop, 'sale', () => shop.soon('dashboard', () => this.load(true)));
    this.load();
  }

  choose(range) {
    this.range = range;
    this.alerts.dates = range;
    history.replaceState(history.state, '', `/dashboard?from=${range.from}&to=${range.to}`);
    this.load();
  }

  async load(quietly = false) {
    if (!this.isConnected) return;
    if (!quietly) {
      fill(this.rest,
        loadingNote(),
        h('div', { class: 'tiles' }, skeleton(8, '6.25rem')),
        h('div', { class: 'columns' }, skeleton(4, '19rem')));
      if (!this.figures) fill(this.live, skeleton(1, '6.5rem'));
    }
    try {
      this.figures = await api.dashboard(this.range.from, this.range.to);
      this.drawLive();
      this.drawRange();
    } catch (problem) {
      if (!quietly) {
        fill(this.rest, errorState(problem, () => this.load()));
        fill(this.live, h('p', { class: 'weak' }, '–'));
      }
    }
  }

  /** The stream brings today's totals; the range follows a moment later. */
  hearSummary(event) {
    if (event?.totals && this.figures) {
      this.figures.live = { ...this.figures.live, ...event };
      this.drawLive();
    }
    shop.soon('dashboard', () => this.load(true));
  }

  sentence() {
    const { live } = this.figures;
    const { kind, percent } = compare(live.totals.sales, live.yesterdaySameTime?.sales);
    if (kind === 'none') return t('compare.none');
    if (kind === 'same') return t('compare.same');
    return t(`compare.${kind}`, { percent });
  }

  drawLive() {
    const { live } = this.figures;
    const { totals } = live;
    fill(this.live,
      h('div', { class: 'live-main' },
        h('p', { class: 'weak' },
          `${t('dashboard.today')} · ${dateText(live.businessDate)}`,
          live.at && h('span', { class: 'small' }, ` · ${t('dashboard.at', { time: clock(live.at) })}`)),
        h('p', { class: 'live-sales amount', 'data-test': 'live-sales' }, money(totals.sales)),
        h('p', { class: 'live-words', 'data-test': 'comparison' }, this.sentence())),
      h('dl', { class: 'live-facts' },
        [
          [t('figure.orders'), t('figure.orderCount', { n: totals.orders ?? 0 })],
          [t('figure.guests'), t('table.guests', { n: totals.guests ?? 0 })],
          [
            t('figure.averageTicket'),
            totals.averageTicket === null || totals.averageTicket === undefined ? '–' : money(totals.averageTicket)
          ]
        ].map(([name, value]) => h('div', {},
          h('dt', { class: 'weak small' }, name),
          h('dd', { class: 'amount strong' }, value)))));
  }

  drawRange() {
    const { summary, hours, items, payments } = this.figures;
    const { totals } = summary;
    if (!(totals.orders > 0) && !(totals.gross > 0)) {
      fill(this.rest,
        emptyState({
          name: 'chart', title: t('dashboard.empty'), text: t('dashboard.emptyText'),
          actions: [h('a', { class: 'button primary', href: '/till' }, t('nav.tables'))]
        }));
      return;
    }
    const tile = (name, amount, before, link) => h('a',
      { class: 'card tile', href: link ?? receiptsPath(this.range) },
      h('span', { class: 'weak small' }, name),
      h('span', { class: 'tile-amount amount' }, amount),
      this.delta(before));
    // Without any cost the profit would equal the sales, which nobody should believe.
    const knowsCost = totals.cost !== 0;
    const previous = summary.previous?.totals ?? summary.previous ?? {};
    fill(this.rest,
      h('div', { class: 'tiles' },
        tile(t('figure.sales'),
          money(totals.sales),
          [totals.sales, previous.sales]), tile(t('figure.net'), money(totals.net), [totals.net, previous.net]), tile(
          t('figure.profit'),
          knowsCost ? money(totals.profit) : '–',
          knowsCost ? [totals.profit, previous.profit] : t('figure.noCost'), knowsCost ? undefined : '/menu'),
        tile(t('figure.orders'), t('figure.orderCount', { n: totals.orders }), [totals.orders, previous.orders]), tile(
          t('figure.averageTicket'),
          totals.averageTicket === null ? '–' : money(totals.averageTicket),
          [totals.averageTicket, previous.averageTicket]),
        tile(t('figure.guests'), t('table.guests', { n: totals.guests ?? 0 }), [totals.guests, previous.guests]),
        tile(t('figure.discount'), money(-(totals.discount ?? 0)), null),
        tile(t('figure.refunds'), h('span', { 'data-test': 'figure-refunds' }, money(-(totals.refunds ?? 0))), null, `/orders?kind=refund&from=${this.range.from}&to=${this.range.to}`)),
      h('div', { class: 'columns' },
        this.card(t('dashboard.byHour'), hourChart(hours.data)), this.card(t('dashboard.byDay'), dayChart(summary)),
        this.card(t('dashboard.best'), bestItems(items.data, this.range)), this.card(t('dashboard.payments'), paymentList(payments.data, this.range))));
  }

  card(title, content) {
    return h('section', { class: 'card' }, h('div', { class: 'card-head' }, h('h3', {}, title)), content);
  }

  delta(pair) {
    if (!pair) return h('span', { class: 'small' }, '\u00a0');
    if (typeof pair === 'string') return h('span', { class: 'small weak' }, pair);
    const { kind, percent } = compare(...pair);
    if (kind === 'none') return h('span', { class: 'small weak' }, t('delta.none'));
    return h('span', { class: `small delta ${kind}` }, t(`delta.${kind}`, { percent }));
  }
}

customElements.define('dashboard-screen', DashboardScreenElement);
