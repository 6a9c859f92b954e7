import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterStep, allDay, callNumber, canBump, canFinish, canRecall, isSlip, lateness, nextStep, ofStation, oldestFirst, putTicket, shownTickets, stopwatch, unseen } from '../rules/kitchen.js';
import { roomFor } from '../rules/cart.js';
import { endOfDay, nextReturn, parseCount, saleState, soldOutChange, withLeft } from '../rules/sold-out.js';
import { dropStation, minutesOf, putStation, secondsOf, printerOf, printerText } from '../rules/stations.js';

const line = (more = {}) => ({ lineId: 'l1', itemId: 'latte', name: '라떼', options: [], quantity: 2, struck: 0, status: 'queued', ...more });
const ticket = (more = {}) => ({ id: 't1', orderId: 'o1', number: 'A-017', channel: 'table', tableName: '3', station: 'bar', kind: 'add', status: 'queued', lines: [line(), line({ lineId: 'l2', itemId: 'cake', name: '케이크', quantity: 1 })], createdAt: '2026-03-04T10:00:00.000Z', version: 1, ...more });
const states = (each) => [each.status, ...each.lines.map((one) => one.status)];
const limits = { warnAfter: 300, lateAfter: 600, alarmAfter: 60 };
const at = (seconds) => Date.parse('2026-03-04T10:00:00.000Z') + seconds * 1000;

test('tickets stand oldest first, each at its station', () => {
  const tickets = [ticket({ id: 'b', createdAt: '2026-03-04T10:00:01.000Z' }), ticket({ id: 'c' }), ticket({ id: 'a', station: 'kitchen' })];
  assert.deepEqual(oldestFirst(tickets).map((each) => each.id), ['a', 'c', 'b']);
  assert.deepEqual(ofStation(tickets, 'kitchen').map((each) => each.id), ['a']);
  assert.equal(ofStation(tickets, null).length, 3);
});

test('a ticket goes step by step from queued to served', () => {
  let now = ticket();
  const steps = [];
  while (nextStep(now)) {
    steps.push(nextStep(now));
    now = afterStep(now, { step: nextStep(now) });
  }
  assert.deepEqual(steps, ['acknowledge', 'start', 'ready', 'serve']);
  assert.deepEqual(states(now), ['served', 'served', 'served']);
});

test('a ticket leaps to ready until it is cooking; a void one never does', () => {
  const may = (more) => canFinish(ticket(more));
  assert.deepEqual(['queued', 'acknowledged', 'cooking', 'ready', 'served'].map((status) => may({ status })), [true, true, false, false, false]);
  assert.equal(may({ kind: 'void' }), false);
  assert.equal(may({ lines: [line({ struck: 2 })] }), false);
  assert.deepEqual(states(afterStep(ticket(), { step: 'ready' })), ['ready', 'ready', 'ready']);
});

test('a cart holds no more than is left of the item and its options', () => {
  const tea = { id: 'tea', stock: 3, optionGroups: [{ options: [{ id: 'oat', stock: 1 }, { id: 'shot' }] }] };
  const cart = [{ itemId: 'tea', quantity: 2, options: [] }, { itemId: 'cake', quantity: 9, options: [] }];
  assert.deepEqual(roomFor(tea, [], cart), { left: 3, room: 1 });
  assert.deepEqual(roomFor(tea, [{ id: 'oat' }], [{ itemId: 'latte', quantity: 1, options: [{ id: 'oat' }] }]), { left: 1, room: 0 });
  assert.equal(roomFor({ ...tea, stock: null }, [{ id: 'shot' }], cart).room, Infinity);
  assert.equal(roomFor(undefined, [], cart).room, Infinity);
});

test('a step never leads back, only a recall does', () => {
  const ready = afterStep(ticket(), { step: 'ready' });
  assert.deepEqual(states(afterStep(ready, { step: 'acknowledge' })), ['ready', 'ready', 'ready']);
  assert.deepEqual(states(afterStep(ready, { step: 'recall' })), ['cooking', 'cooking', 'cooking']);
});

test('lines are tapped one by one, and the last ready one makes the ticket ready', () => {
  const one = afterStep(ticket({ status: 'acknowledged' }), { step: 'bump', lineId: 'l1' });
  assert.deepEqual(states(one), ['cooking', 'ready', 'queued']);
  const both = afterStep(one, { step: 'bump', lineId: 'l2' });
  assert.deepEqual(states(both), ['ready', 'ready', 'ready']);
  const out = ['l1', 'l2'].reduce((now, lineId) => afterStep(now, { step: 'bump', lineId }), both);
  assert.deepEqual(states(out), ['served', 'served', 'served']);
  assert.ok(!canBump(out, out.lines[0]) && canBump(both, both.lines[0]));
});

test('a struck line is neither waited for nor tapped', () => {
  const struck = ticket({ lines: [line({ struck: 2 }), line({ lineId: 'l2' })] });
  assert.ok(!canBump(struck, struck.lines[0]));
  assert.equal(afterStep(struck, { step: 'bump', lineId: 'l2' }).status, 'ready');
  assert.equal(nextStep(ticket({ lines: [line({ struck: 2 })] })), 'serve');
});

test('a void ticket is read and gone', () => {
  const gone = ticket({ kind: 'void' });
  assert.equal(nextStep(gone), 'acknowledge');
  assert.equal(afterStep(gone, { step: 'acknowledge' }).status, 'served');
  assert.ok(!canBump(gone, gone.lines[0]) && !canRecall(gone));
  assert.ok(canRecall(ticket()) && !canRecall(ticket({ lines: [line({ struck: 2 })] })));
});

test('taps on their way show at once and are taken back without a trace', () => {
  const tickets = [ticket(), ticket({ id: 't2' })];
  const taps = [{ id: '1', ticketId: 't1', step: 'acknowledge' }, { id: '2', ticketId: 't1', step: 'start' }, { id: '3', ticketId: 't2', step: 'serve' }];
  assert.deepEqual(shownTickets(tickets, taps).map((each) => [each.id, each.status]), [['t1', 'cooking']]);
  assert.deepEqual(shownTickets(tickets, []), tickets);
});

test('an answer replaces the ticket unless it is older than what is known', () => {
  const known = [ticket({ version: 3 })];
  assert.equal(putTicket(known, ticket({ version: 2, status: 'cooking' })), known);
  assert.equal(putTicket(known, ticket({ version: 4, status: 'cooking' }))[0].status, 'cooking');
  assert.deepEqual(putTicket(known, ticket({ version: 4, status: 'served' })), []);
  assert.equal(putTicket([], ticket()).length, 1);
});

test('all-day counts are the pieces still to be made', () => {
  const tickets = [ticket(), ticket({ id: 't2', lines: [line({ quantity: 3, struck: 1 }), line({ lineId: 'l2', itemId: 'cake', name: '케이크', status: 'ready' })] }), ticket({ id: 't3', kind: 'void' })];
  assert.deepEqual(allDay(tickets), [{ name: '라떼', quantity: 4 }, { name: '케이크', quantity: 1 }]);
});

test('a ticket is in time, nearly late or late, and ready ends it', () => {
  assert.deepEqual([0, 299, 300, 599, 600].map((seconds) => lateness(ticket(), at(seconds), limits)), ['fresh', 'fresh', 'warn', 'warn', 'late']);
  assert.equal(lateness(ticket({ status: 'ready', readyAt: '2026-03-04T10:02:00.000Z' }), at(900), limits), 'fresh');
  assert.equal(lateness(ticket({ status: 'cooking', readyAt: '2026-03-04T10:02:00.000Z' }), at(900), limits), 'late');
  assert.deepEqual([0, 252, 3723].map(stopwatch), ['00:00', '04:12', '1:02:03']);
});

test('what nobody acknowledged in time raises the alarm', () => {
  const tickets = [ticket(), ticket({ id: 't2', status: 'acknowledged' })];
  assert.deepEqual(unseen(tickets, at(59), limits), []);
  assert.deepEqual(unseen(tickets, at(60), limits).map((each) => each.id), ['t1']);
});

test('a second tap within a blink is a slip, and a call number is what follows the dash', () => {
  assert.ok(isSlip(1000, 1299) && !isSlip(1000, 1300));
  assert.deepEqual(['A-017', 'AB-002', '9', undefined].map(callNumber), ['017', '002', '9', '']);
});

const station = (id, more = {}) => ({ id, name: id, categoryIds: [], itemIds: [], isDefault: false, ...more });

test('a category is cooked at one station and exactly one is the default', () => {
  const stations = [station('hot', { isDefault: true, categoryIds: ['coffee', 'food'] }), station('bar', { itemIds: ['ade'] })];
  const next = putStation(stations, station('bar', { categoryIds: ['coffee'], itemIds: ['ade'], isDefault: true }));
  assert.deepEqual(next.map((each) => [each.id, each.categoryIds, each.isDefault]), [['hot', ['food'], false], ['bar', ['coffee'], true]]);
  assert.deepEqual(putStation(stations, station('hot')).map((each) => each.isDefault), [true, false]);
  assert.deepEqual(putStation([], station('new')).map((each) => each.isDefault), [true]);
  assert.deepEqual(dropStation(next, 'bar').map((each) => [each.id, each.isDefault]), [['hot', true]]);
  assert.equal(dropStation([stations[0]], 'hot').length, 1);
});

test('minutes are typed and seconds are sent', () => {
  assert.deepEqual(['5', '1.5', '0,5', '0', '', 'x', '2000'].map(secondsOf), [300, 90, 30, null, null, null, null]);
  assert.deepEqual([300, 90, 20].map(minutesOf), ['5', '1.5', '0.33']);
});

const seoul = { timezone: 'Asia/Seoul', businessDayStart: '05:00' };

test('the day ends when the clock of the store shows its cutoff', () => {
  const iso = (now, place) => new Date(endOfDay(Date.parse(now), place)).toISOString();
  assert.equal(iso('2026-03-04T12:00:00Z', seoul), '2026-03-04T20:00:00.000Z');
  assert.equal(iso('2026-03-04T19:59:00Z', seoul), '2026-03-04T20:00:00.000Z');
  assert.equal(iso('2026-03-04T20:00:00Z', seoul), '2026-03-05T20:00:00.000Z');
  assert.equal(iso('2026-03-28T12:00:00Z', { timezone: 'Europe/Berlin', businessDayStart: '05:00' }), '2026-03-29T03:00:00.000Z');
  assert.equal(iso('2026-03-04T12:00:00Z', { timezone: 'UTC', businessDayStart: '00:00' }), '2026-03-05T00:00:00.000Z');
});

test('sold out is for an hour, until the end of the day or until switched on', () => {
  const now = Date.parse('2026-03-04T12:00:00Z');
  assert.deepEqual(soldOutChange('hour', now, seoul), { soldOut: true, soldOutUntil: '2026-03-04T13:00:00.000Z' });
  assert.deepEqual(soldOutChange('day', now, seoul), { soldOut: true, soldOutUntil: '2026-03-04T20:00:00.000Z' });
  assert.deepEqual(soldOutChange('open', now, seoul), { soldOut: true, soldOutUntil: null });
  assert.deepEqual(soldOutChange('sale', now, seoul), { soldOut: false, soldOutUntil: null });
});

test('a tile says when it comes back, or how few are left', () => {
  const now = Date.parse('2026-03-04T12:00:00Z');
  const kind = (item) => saleState(item, now, seoul).kind;
  assert.deepEqual([{}, { stock: 6 }, { stock: 5 }, { stock: null }].map(kind), ['on', 'on', 'few', 'on']);
  assert.equal(kind({ soldOut: true, soldOutUntil: '2026-03-04T20:00:00.000Z' }), 'day');
  assert.deepEqual(saleState({ soldOut: true, soldOutUntil: '2026-03-04T13:00:00.000Z' }, now, seoul), { kind: 'until', until: '2026-03-04T13:00:00.000Z' });
  assert.deepEqual([{ soldOut: true, stock: 0 }, { soldOut: true, stock: 3 }, { soldOut: true }].map(kind), ['gone', 'off', 'off']);
  assert.equal(nextReturn([{ soldOut: true, soldOutUntil: '2026-03-04T13:00:00.000Z' }, { soldOut: true }, {}], now), Date.parse('2026-03-04T13:00:00.000Z'));
  assert.equal(nextReturn([{}], now), null);
});

test('what is left of an option is what the menu says', () => {
  const group = { id: 'g', options: [{ id: 'shot', stock: 3, soldOut: false }, { id: 'oat', stock: null }] };
  const items = [{}, { optionGroups: [{ id: 'g', options: [{ id: 'shot', stock: 0, soldOut: true }] }] }];
  assert.deepEqual(withLeft(group, items).options.map(({ stock, soldOut }) => [stock, soldOut]), [[0, true], [null, undefined]]);
  assert.deepEqual(withLeft(group, []).options[0].stock, 3);
});

test('a count is a whole number, none, or refused', () => {
  assert.deepEqual(['12', ' 0 ', '', '-1', '1.5', 'x'].map(parseCount), [12, 0, null, undefined, undefined, undefined]);
});

test('a printer is an address with a port, and keeps what else is known of it', () => {
  assert.deepEqual(printerOf(' 192.168.0.20 '), { host: '192.168.0.20', port: 9100 });
  assert.deepEqual(printerOf('kitchen.local:9101', { columns: 32 }), { columns: 32, host: 'kitchen.local', port: 9101 });
  assert.equal(printerOf('  '), undefined);
  for (const text of ['a b', 'host:', 'host:0', 'host:70000', 'a:1:2', 'host:x']) assert.equal(printerOf(text), null, text);
  assert.equal(printerText({ host: 'a', port: 9100 }), 'a');
  assert.equal(printerText({ host: 'a', port: 7 }), 'a:7');
  assert.equal(printerText(null), '');
});

test('a changed station keeps what its sheet does not show', () => {
  const station = { id: 'bar', name: '바', categoryIds: [], itemIds: [], isDefault: true, more: 1 };
  assert.equal(putStation([station], { ...station, name: '홀', more: undefined, printer: undefined }).at(0).name, '홀');
  const { more, ...shown } = station;
  assert.equal(putStation([station], shown)[0].more, 1);
});
