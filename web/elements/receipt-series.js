import { h } from '../dom.js';
import { money, momentText, t } from '../language.js';
import { addendaSum, runsOf } from '../rules/shift.js';

/** `0003 ~ 0005 (3장)` */
const runWords = ({ first, last, count }) => (count === 1 ? first : t('report.run', { first, last: last.slice(last.lastIndexOf('-') + 1), n: count }));

/** First and last receipt of each letter, and those that nobody has seen, in words. */
export function receiptsList(receipts, isClosed = true) {
  if ((receipts ?? []).length === 0) return h('p', { class: 'weak' }, t('report.noReceipts'));
  return h('ul', { class: 'series' }, receipts.map((series) => {
    const missing = runsOf(series.missing);
    return h('li', { 'data-test': 'report-series' },
      h('p', { class: 'number' }, series.first ? [series.first, ' ~ ', series.last] : t('report.noReceipts')),
      missing.length > 0
        ? h('p', { class: 'bad-words' }, t('report.missing', { n: series.missing.length, numbers: missing.map(runWords).join(', ') }))
        : h('p', { class: 'weak small' }, t('report.nothingMissing')),
      !series.reported && h('p', { class: 'weak small' }, t(isClosed ? 'report.signedOff' : 'report.notReported')));
  }));
}

/** What was booked after the close. */
export function addendaList(addenda) {
  return h('dl', { class: 'pairs' },
    addenda.map((entry) => h('div', { 'data-test': 'addendum' },
      h('dt', {}, entry.number, h('span', { class: 'weak small' }, ' ', t(`addendum.${entry.kind}`), ' · ', momentText(entry.bookedAt))),
      h('dd', { class: 'amount' }, money(entry.kind === 'refund' ? -entry.total : entry.total)))),
    h('div', { class: 'strong is-sum' }, h('dt', {}, t('report.addendaSum')), h('dd', { class: 'amount' }, money(addendaSum(addenda), { sign: true }))));
}
