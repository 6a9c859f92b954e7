import { barChart, lineChart } from '../charts.js';
import { h } from '../dom.js';
import { money, shortMoney, t } from '../language.js';
import { receiptsPath } from '../rules/alerts.js';
import { hoursFrom, shortDate } from '../rules/time.js';
import { shop } from '../shop.js';

/** Sales by hour, from cutoff to cutoff, without the empty ends of the day. */
export function hourChart(data) {
  const byHour = new Map(data.map((row) => [row.hour, row]));
  const order = hoursFrom(shop.store?.businessDayStart);
  const used = order.map((hour, place) => (byHour.get(hour)?.sales > 0 ? place : -1)).filter((place) => place >= 0);
  const shown = used.length > 0 ? order.slice(Math.max(0, used[0] - 1), used.at(-1) + 2) : order;
  return barChart({
    title: t('dashboard.byHour'), label: t('chart.hour'), valueLabel: t('figure.sales'), format: shortMoney,
    points: shown.map((hour) => ({
      name: t('chart.hourName', { hour }), value: byHour.get(hour)?.sales ?? 0, text: money(byHour.get(hour)?.sales ?? 0)
    }))
  });
}

/** Sales by day: bars for two weeks, a line beyond. */
export function dayChart(summary) {
  const points = summary.days.map((day) => ({ name: shortDate(day.date), value: day.sales, text: money(day.sales) }));
  const what = {
    title: t('dashboard.byDay'), label: t('chart.day'), valueLabel: t('figure.sales'), points, format: shortMoney
  };
  return summary.days.length > 14 ? lineChart(what) : barChart(what);
}

/** The items that sold most, each leading to its receipts. */
export function bestItems(data, range) {
  const best = [...data].sort((a, b) => b.sales - a.sales).slice(0, 8);
  const most = Math.max(1, ...best.map((item) => item.sales));
  return h('ol', { class: 'best' },
    best.map((item, place) => h('li', {},
      h('span', { class: 'number weak' }, place + 1),
      h('span', { class: 'best-name' },
        h('span', {}, item.name),
        h('span', { class: 'meter', 'aria-hidden': 'true', style: { '--part': `${(item.sales / most) * 100}%` } })),
      h('span', { class: 'number weak' }, t('figure.pieces', { n: item.quantity })),
      h('a', { class: 'amount', href: receiptsPath(range, { item: item.itemId }) }, money(item.sales)))));
}

/** What was paid how, each leading to its receipts. */
export function paymentList(data, range) {
  const all = data.reduce((sum, row) => sum + row.amount, 0) || 1;
  return h('ul', { class: 'best' },
    [...data].sort((a, b) => b.amount - a.amount).map((row) => h('li', {},
      h('span', {}),
      h('span', { class: 'best-name' },
        h('span', {}, t(`method.${row.method}`)),
        h('span', { class: 'meter', 'aria-hidden': 'true', style: { '--part': `${(row.amount / all) * 100}%` } })),
      h('span', { class: 'number weak' }, row.count === undefined ? '' : t('figure.count', { n: row.count })),
      h('a', { class: 'amount', href: receiptsPath(range, { method: row.method }) }, money(row.amount)))));
}
