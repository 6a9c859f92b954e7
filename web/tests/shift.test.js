import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cashDue, leftOf, roundingOf } from '../rules/cash.js';
import {
  addendaSum, balanceOf, begunAt, closeBody, countSum, countedOf, isCoin, isCounted, isOverdue, isYesterday, lastClosed, missingOf, noteCount, notesOf, ordersToClose,
  quickFloats, runsOf, unsettledDays
} from '../rules/shift.js';

const cash = (amount) => ({ method: 'cash', amount });
const card = (amount) => ({ method: 'card', amount });

test('cash is rounded down to whole units, card is not', () => {
  assert.equal(cashDue(4057, [], 10), 4050);
  assert.equal(cashDue(4057, [], 100), 4000);
  assert.equal(cashDue(4057, [], 0), 4057);
  assert.equal(cashDue(4050, [], 10), 4050);
  assert.equal(leftOf(4057, [card(4000)], 10), 57);
  assert.equal(cashDue(4057, [card(4000)], 10), 50);
  assert.equal(cashDue(4057, [cash(2005)], 10), 2045, 'all cash together comes to whole units');
});

test('cash that is taken last ends a payment, with the rounding named', () => {
  assert.equal(roundingOf(4057, [cash(4050)], 10), -7);
  assert.equal(leftOf(4057, [cash(4050)], 10), 0);
  assert.equal(roundingOf(4057, [card(4000), cash(50)], 10), -7);
  assert.equal(roundingOf(4057, [cash(4050)], 0), 0);
  assert.equal(roundingOf(4057, [cash(4040)], 10), 0, 'no more than one unit is let go');
  assert.equal(roundingOf(4057, [cash(4055)], 10), 0, 'what was given is whole units');
  assert.equal(roundingOf(4057, [cash(2000), card(2050)], 10), 0, 'a card is never rounded');
  assert.equal(leftOf(4057, [card(4057)], 10), 0);
  assert.equal(cashDue(7, [], 10), 7, 'nothing is never taken for something');
  assert.equal(cashDue(4057, [card(4050)], 10), 7);
  assert.equal(cashDue(0, [], 10), 0);
});

test('notes are counted', () => {
  assert.deepEqual(notesOf('KRW'), [50_000, 10_000, 5000, 1000, 500, 100, 50, 10]);
  assert.equal(notesOf('USD').at(-1), 1);
  assert.ok(isCoin(500) && !isCoin(1000) && isCoin(100, 'USD'));
  assert.ok(quickFloats().includes(100_000) && quickFloats('USD').length > 0);
  assert.equal(noteCount('12'), 12);
  assert.equal(noteCount(''), 0);
  assert.equal(noteCount('-3'), 3);
  assert.equal(noteCount('9999999'), 100_000);
  assert.equal(countSum({ 50000: '2', 1000: '11', 10: '' }), 111_000);
  assert.equal(countSum(undefined), 0);
  assert.equal(isCounted({ mode: 'notes', counts: {} }), false);
  assert.equal(isCounted({ mode: 'notes', counts: { 10: '0' } }), true);
  assert.equal(isCounted({ mode: 'sum', sum: null }), false);
  assert.equal(isCounted({ mode: 'sum', sum: 0 }), true);
  assert.equal(countedOf({ mode: 'sum', sum: 5000, counts: { 10: '1' } }), 5000);
  assert.equal(countedOf({ mode: 'notes', sum: 5000, counts: { 10: '1' } }), 10);
});

const order = (id, more = {}) => ({ id, status: 'open', openedAt: `2026-01-0${id}T00:00:00Z`, lines: [{ status: 'sent' }], ...more });

test('a close asks about open orders with something in them, oldest first', () => {
  const orders = [order('3'), order('1'), order('2', { status: 'paid' }), order('4', { lines: [{ status: 'cancelled' }] }), order('5', { lines: [] })];
  assert.deepEqual(ordersToClose(orders).map((each) => each.id), ['1', '3']);
  assert.equal(begunAt({ placedAt: 'x' }), 'x');
});

test('a close names every open order, and the count in one way only', () => {
  const close = { mode: 'notes', counts: { 10: '3', 50000: '2', 500: '0' }, sum: 9, fates: { 1: { do: 'void', reason: '고객 변심' }, 9: { do: 'void', reason: 'gone' } } };
  assert.deepEqual(closeBody(close, [order('1'), order('2')]), {
    denominations: [{ value: 50_000, count: 2 }, { value: 10, count: 3 }],
    open: [{ orderId: '1', do: 'void', reason: '고객 변심' }, { orderId: '2', do: 'carry' }],
  });
  assert.deepEqual(closeBody({ ...close, mode: 'sum' }, []), { counted: 9, open: [] });
  assert.deepEqual(closeBody({ mode: 'notes' }, []), { denominations: [], open: [] });
});

test('money is short, over or even', () => {
  assert.deepEqual([-10, 10, 0].map(balanceOf), ['short', 'over', 'even']);
});

test('the drawer before is the last closed one of the same terminal', () => {
  const shift = (id, terminalId, closedAt) => ({ id, terminalId, status: closedAt ? 'closed' : 'open', closedAt });
  const shifts = [shift('a', 'T', '2026-01-01T10:00:00.000Z'), shift('b', 'U', '2026-01-03T10:00:00.000Z'), shift('c', 'T', '2026-01-02T10:00:00.000Z'), shift('d', 'T', null)];
  assert.equal(lastClosed(shifts, 'T').id, 'c');
  assert.equal(lastClosed(shifts, 'V'), null);
});

test('a shift of an earlier day is overdue', () => {
  assert.equal(isOverdue({ businessDate: '2026-01-01' }, '2026-01-02'), true);
  assert.equal(isOverdue({ businessDate: '2026-01-02' }, '2026-01-02'), false);
  assert.equal(isOverdue(null, '2026-01-02'), false);
  assert.equal(isYesterday('2026-02-28', '2026-03-01'), true);
  assert.equal(isYesterday('2026-02-27', '2026-03-01'), false);
});

test('missing receipts in a row are named as one run', () => {
  assert.deepEqual(runsOf(['260101-A-0004', '260101-A-0003', '260101-A-0006', '260101-S-0007']), [
    { first: '260101-A-0003', last: '260101-A-0004', count: 2 }, { first: '260101-A-0006', last: '260101-A-0006', count: 1 }, { first: '260101-S-0007', last: '260101-S-0007', count: 1 }
  ]);
  assert.deepEqual(runsOf([]), []);
  assert.deepEqual(missingOf([{ missing: ['a'] }, { missing: [] }, {}]), ['a']);
  assert.deepEqual(missingOf(undefined), []);
});

test('what came late adds sales and takes refunds away', () => {
  assert.equal(addendaSum([{ kind: 'sale', total: 5000 }, { kind: 'refund', total: 2000 }]), 3000);
  assert.equal(addendaSum(undefined), 0);
});

test('days that nobody settled are offered once their shifts are closed', () => {
  const shift = (businessDate, status = 'closed') => ({ businessDate, status });
  const shifts = [shift('2026-01-05'), shift('2026-01-04'), shift('2026-01-03'), shift('2026-01-03', 'open'), shift('2026-01-02'), shift('2026-01-01')];
  assert.deepEqual(unsettledDays(shifts, [{ businessDate: '2026-01-02' }], '2026-01-05'), ['2026-01-04', '2026-01-01']);
});
