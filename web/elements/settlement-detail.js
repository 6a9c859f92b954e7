import { h } from '../dom.js';
import { icon } from '../icons.js';
import { dateText, money, momentText, t } from '../language.js';
import { balanceOf } from '../rules/shift.js';
import { shop } from '../shop.js';
import { addendaList, receiptsList } from './receipt-series.js';
import { tendersPart, totalsPart } from './shift-report.js';

const part = (title, content) => h('section', { class: 'report-part' }, h('h3', {}, title), content);

/** What became of the text message to the owner. */
function messageNote(message) {
  const look = { queued: '', sent: 'positive', failed: 'negative' }[message.state];
  const name = { queued: 'clock', sent: 'check', failed: 'alert' }[message.state];
  return part(t('settle.message'), [
    h('p', { class: 'button-row' }, h('span', { class: `tag ${look}`, 'data-test': 'message-state' }, icon(name, 16), t(`messageState.${message.state}`)),
      message.endedAt && h('span', { class: 'weak small number' }, momentText(message.endedAt))),
    message.failure && h('p', { class: 'bad-words small' }, message.failure.title),
    h('p', { class: 'weak small message-text' }, message.text)
  ]);
}

/** A settled day: totals, tenders, its shifts, receipts, what came late, and the message to the owner. */
export function settlementDetail(day, message) {
  return h('div', { class: 'shift-report' },
    h('header', { class: 'report-head' },
      h('p', { class: 'report-store' }, shop.store?.name ?? ''),
      h('p', { class: 'report-number', 'data-test': 'settled-date' }, dateText(day.businessDate)),
      h('p', { class: 'weak small number' }, [t('settle.at', { moment: momentText(day.settledAt) }), day.settledByName].filter(Boolean).join(' · '))),
    totalsPart(day), tendersPart(day),
    day.shifts.length > 0 && part(t('shiftPart.past'), h('dl', { class: 'pairs' }, day.shifts.map((shift) => h('div', {},
      h('dt', {}, h('a', { href: `/shift/past/${shift.shiftId}` }, t('report.z', { n: shift.number })),
        h('span', { class: 'weak small' }, ' ', t(`balance.${balanceOf(shift.difference)}`, { amount: money(Math.abs(shift.difference)) }))),
      h('dd', { class: 'amount' }, money(shift.sales)))))),
    part(t('report.series'), receiptsList(day.receipts)),
    day.addenda?.length > 0 && part(t('report.addenda'), addendaList(day.addenda)),
    message && messageNote(message));
}
