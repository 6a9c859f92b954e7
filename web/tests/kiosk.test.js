import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulatedTerminal } from '../card-terminal.js';
import { beginPayment, giveUp, goOn, mayHoldMoney, tryAgain } from '../rules/charging.js';
import { doorOf, homeOf, mayOpen } from '../rules/doors.js';
import { secondsLeft } from '../rules/idle.js';
import { correction, qrCode, qrPath } from '../rules/qr.js';
import { lineState, linesNow, sameCart, sellable, undecided } from '../rules/visitor.js';

class Problem extends Error {
  constructor(code, isUnknown = false) {
    super(code);
    Object.assign(this, { code, isUnknown });
  }
}

/** A server as the API describes it, a terminal that counts its charges, and the storage of the kiosk. */
function shop({ says = ['approved'], total = 4000 } = {}) {
  const sales = new Map();
  const truths = new Map();
  const world = { calls: [], charges: 0, kept: null, fail: null, sales };
  const reach = (name) => {
    world.calls.push(name);
    if (world.fail === name) throw new Problem('network', true);
    if (world.refuse?.[0] === name) throw new Problem(world.refuse[1]);
  };
  const api = {
    placeOrder: async ({ id }) => { reach('order'); return { id, number: 'A-017', total }; },
    order: async () => { reach('read'); return { status: world.orderStatus ?? 'open', checks: [] }; },
    sell: async (sale) => { reach('sell'); sales.set(sale.id, { ...sale, status: 'pending' }); },
    askTender: async () => { reach('tender'); },
    answerTender: async (saleId, tenderId, result) => {
      reach('answer');
      const sale = sales.get(saleId);
      if (result.outcome === 'approved') sale.status = 'paid';
      return sale;
    },
    dropSale: async () => { reach('drop'); },
  };
  const answer = (id) => ({ outcome: truths.get(id) ?? 'declined' });
  const terminal = {
    charge: async ({ tenderId }) => {
      world.charges += 1;
      const word = says.shift() ?? 'approved';
      truths.set(tenderId, word === 'unknown' ? 'approved' : word);
      return { outcome: word };
    },
    ask: async (tenderId) => { world.calls.push('ask'); return answer(tenderId); },
  };
  let count = 0;
  const newId = () => `id-${(count += 1)}`;
  const begin = (before) => beginPayment({ orderId: 'o1', channel: 'kiosk', cart: [], body: [], note: '매장', expected: 4000 }, newId, before);
  return { world, newId, begin, run: (payment) => goOn(payment, { api, terminal, save: (next) => { world.kept = next; } }), leave: (payment) => giveUp(payment, { api, save: (next) => { world.kept = next; } }) };
}

test('order, payment, terminal, answer: in this order, and nothing is kept after it', async () => {
  const { world, begin, run } = shop();
  const { state, payment } = await run(begin());
  assert.equal(state, 'paid');
  assert.equal(payment.number, 'A-017');
  assert.deepEqual(world.calls, ['order', 'sell', 'answer']);
  assert.equal(world.charges, 1);
  assert.equal(world.kept, null);
});

test('a declined card may be tried again, with a tender of its own for the same payment', async () => {
  const { world, begin, run, newId } = shop({ says: ['declined', 'approved'] });
  const first = await run(begin());
  assert.equal(first.state, 'declined');
  assert.equal(mayHoldMoney(first.payment), false);
  const second = await run(tryAgain(first.payment, newId));
  assert.equal(second.state, 'paid');
  assert.deepEqual(world.calls, ['order', 'sell', 'answer', 'tender', 'answer']);
  assert.notEqual(first.payment.tenderId, second.payment.tenderId);
  assert.equal(world.sales.size, 1);
});

test('an unknown result is asked for, never charged again', async () => {
  const { world, begin, run } = shop({ says: ['unknown'] });
  const first = await run(begin());
  assert.equal(first.state, 'unknown');
  assert.equal(mayHoldMoney(first.payment), true);
  const second = await run(structuredClone(world.kept));
  assert.equal(second.state, 'paid');
  assert.equal(world.charges, 1);
  assert.equal(world.calls.filter((call) => call === 'ask').length, 1);
});

test('a reload while the terminal works asks it, and one that it never saw was declined', async () => {
  const { world, begin, run } = shop();
  const lost = { ...begin(), number: 'A-017', amount: 4000, isStored: true, isTold: true, isCharged: true };
  world.sales.set(lost.saleId, { status: 'pending' });
  const { state } = await run(lost);
  assert.equal(state, 'declined');
  assert.equal(world.charges, 0);
});

test('whatever step got no answer, going on repeats it and charges once', async () => {
  for (const step of ['order', 'sell', 'answer']) {
    const { world, begin, run } = shop();
    world.fail = step;
    await assert.rejects(run(begin()), (problem) => problem.isUnknown);
    assert.equal(mayHoldMoney(world.kept), step === 'answer', step);
    world.fail = null;
    const { state } = await run(structuredClone(world.kept));
    assert.equal(state, 'paid', step);
    assert.equal(world.charges, 1, step);
  }
});

test('another amount than was told is asked about before the terminal is touched', async () => {
  const { world, begin, run } = shop({ total: 4500 });
  const { state, payment } = await run(begin());
  assert.equal(state, 'changed');
  assert.equal(world.charges, 0);
  assert.equal((await run({ ...payment, isAccepted: true })).state, 'paid');
});

test('what staff decided counts; when the terminal says otherwise people must look', async () => {
  const staffSaid = async (outcome, orderStatus) => {
    const { world, begin, run } = shop({ says: [outcome] });
    world.refuse = ['answer', 'tender-decided'];
    world.orderStatus = orderStatus;
    return (await run(begin())).state;
  };
  assert.equal(await staffSaid('unknown', 'paid'), 'paid');
  assert.equal(await staffSaid('unknown', 'open'), 'declined');
  assert.equal(await staffSaid('approved', 'open'), 'conflict');
});

test('giving up frees the order, but not while money may be on its way; the same cart takes its order up again', async () => {
  const { world, begin, run, leave } = shop({ says: ['declined'] });
  const { payment } = await run(begin());
  await leave(payment);
  assert.equal(world.kept, null);
  assert.equal(world.calls.at(-1), 'drop');
  const again = begin(payment);
  assert.equal(again.order.id, payment.order.id);
  assert.notEqual(again.saleId, payment.saleId);
  world.refuse = ['drop', 'tender-undecided'];
  await assert.rejects(leave(payment), /tender-undecided/);
});

test('the simulated terminal remembers the truth and never charges a tender twice', async () => {
  const entries = new Map();
  const place = { now: 0, way: null };
  const terminal = () => simulatedTerminal({
    storage: { getItem: (key) => entries.get(key) ?? null, setItem: (key, value) => entries.set(key, value) }, way: () => place.way,
    wait: async (milliseconds) => { place.now += milliseconds; }, now: () => place.now
  });
  const outcome = async (answer) => (await answer).outcome;
  const tender = { tenderId: '0190-a', amount: 4000 };
  assert.equal(await outcome(terminal().charge(tender)), 'approved');
  place.way = 'decline';
  assert.equal(await outcome(terminal().charge(tender)), 'approved');
  assert.equal(await outcome(terminal().charge({ ...tender, tenderId: '0190-b' })), 'declined');
  place.way = 'timeout';
  const before = place.now;
  assert.equal(await outcome(terminal().charge({ ...tender, tenderId: '0190-c' })), 'unknown');
  assert.equal(place.now - before, 20_000);
  assert.equal(await outcome(terminal().ask('0190-c')), 'approved');
  place.way = 'late';
  assert.equal(await outcome(terminal().charge({ ...tender, tenderId: '0190-d' })), 'unknown');
  assert.equal(await outcome(terminal().ask('0190-d')), 'unknown');
  place.now += 10_000;
  assert.equal(await outcome(terminal().ask('0190-d')), 'approved');
  assert.equal(await outcome(terminal().ask('0190-never')), 'declined');
  assert.match((await terminal().ask('0190-a')).approval.number, /^\d{8}$/);
});

test('a kiosk that nobody touches asks after a minute and is cleared ten seconds later', () => {
  assert.equal(secondsLeft(0, 59_999), null);
  assert.equal(secondsLeft(0, 60_000), 10);
  assert.equal(secondsLeft(0, 69_500), 1);
  assert.equal(secondsLeft(0, 70_000), 0);
});

test('everybody is led to the screens that are theirs', () => {
  const here = { address: '/till', wasPaired: false, table: null };
  const till = { path: '/till' };
  const kiosk = { path: '/kiosk', role: 'kiosk' };
  const pair = { path: '/pair', open: true };
  const guest = { path: '/q/:token', open: true };
  const signIn = { path: '/sign-in', guest: true };
  const door = (role, route, more = {}) => doorOf(role && { role }, route, { ...here, ...more });
  assert.equal(door(null, till), '/sign-in?next=%2Ftill');
  assert.equal(door(null, till, { wasPaired: true }), '/pair');
  assert.equal(door(null, { path: '/', guest: true }, { wasPaired: true }), '/pair');
  assert.equal(door(null, signIn, { wasPaired: true }), null);
  for (const route of [till, pair, guest, signIn, { path: '/settings' }]) assert.equal(door('kiosk', route), '/kiosk');
  assert.equal(door('kiosk', kiosk), null);
  assert.equal(door('kitchen', { path: '/kitchen' }), null);
  for (const route of [till, pair, kiosk, signIn]) assert.equal(door('kitchen', route), '/kitchen');
  assert.equal(door('guest', till, { table: 'abc' }), '/q/abc');
  assert.equal(door('guest', guest), null);
  assert.equal(door('guest', signIn), null);
  assert.equal(door('owner', kiosk), '/pair');
  for (const route of [till, pair, guest]) assert.equal(door('owner', route), null);
  assert.equal(door('owner', signIn), '/till');
  assert.equal(door('terminal', signIn), null);
  assert.equal(homeOf({ role: 'owner' }), null);
  assert.equal(mayOpen({ role: 'guest' }, till), false);
});

const latte = { id: 'latte', name: '라떼', price: 4500, optionGroups: [{ id: 'g', options: [{ id: 'hot', name: 'HOT', price: 0 }, { id: 'ice', name: 'ICE', price: 500 }] }] };
const inCart = { id: 'l1', itemId: 'latte', name: '라떼', unitPrice: 4000, options: [{ id: 'ice', name: 'ICE', price: 400 }], quantity: 1 };

test('visitors see no item whose price somebody has to type, and no empty category', () => {
  const shown = sellable([{ id: 'a', items: [latte, { id: 'x', openPrice: true }] }, { id: 'b', items: [{ id: 'y', openPrice: true }] }]);
  assert.deepEqual(shown.map(({ items }) => items.map(({ id }) => id)), [['latte']]);
});

test('a cart takes today’s prices, and what is sold out is marked', () => {
  const [line] = linesNow([inCart], [latte]);
  assert.deepEqual([line.unitPrice, line.options[0].price, line.isGone], [4500, 500, undefined]);
  const soldOut = { ...latte, optionGroups: [{ id: 'g', options: [{ id: 'ice', name: 'ICE', price: 500, soldOut: true }] }] };
  assert.equal(linesNow([inCart], [soldOut])[0].isGone, true);
  assert.equal(linesNow([inCart], [])[0].isGone, true);
  assert.equal(linesNow(linesNow([inCart], []), [latte])[0].isGone, undefined);
  assert.equal(sameCart([inCart], [{ ...inCart, id: 'l2' }]), true);
  assert.equal(sameCart([inCart], [{ ...inCart, quantity: 2 }]), false);
});

test('a guest is told how far a line is', () => {
  assert.deepEqual(['draft', 'sent', 'cooking', 'ready', 'served', 'cancelled', 'loss'].map((status) => lineState({ status })), ['waiting', 'waiting', 'cooking', 'ready', 'served', 'cancelled', 'cancelled']);
});

test('staff see payments whose terminal did not answer, not those that are just being made', () => {
  const sale = (id, state, createdAt) => ({ id, orderId: `o-${id}`, createdAt, tenders: [{ id: `t0-${id}`, state: 'declined', amount: 1 }, { id: `t-${id}`, state, amount: 4000 }] });
  const now = Date.parse('2026-03-04T10:02:00Z');
  const shown = undecided([sale('a', 'unknown', '2026-03-04T10:01:59Z'), sale('b', 'pending', '2026-03-04T10:01:30Z'), sale('c', 'pending', '2026-03-04T10:00:00Z'), sale('d', 'declined', '2026-03-04T10:00:00Z')], now);
  assert.deepEqual(shown.map(({ tenderId }) => tenderId), ['t-a', 't-c']);
});

test('the remainder of a block is the one of the standard’s example', () => {
  const words = [32, 91, 11, 120, 209, 114, 220, 77, 67, 64, 236, 17, 236, 17, 236, 17];
  assert.deepEqual(correction(words, 10), [196, 35, 39, 119, 235, 215, 231, 226, 93, 23]);
});

test('a QR code has its finders and timing, grows with the text and refuses what is too long', () => {
  const code = qrCode('https://pos.example.com/q/AaIPbWhgcH65XcHv3-wlxQGiD21oYHy2kQKWJDSY4ZFSL98IbDHqXUElZ0U');
  const size = code.length;
  assert.equal(size, 6 * 4 + 17);
  for (const [x, y] of [[0, 0], [size - 7, 0], [0, size - 7]]) {
    assert.equal(code.slice(y, y + 7).map((row) => row.slice(x, x + 7).map(Number).join('')).join(' '), '1111111 1000001 1011101 1011101 1011101 1000001 1111111');
  }
  assert.equal(code[6].slice(8, size - 8).every((isDark, place) => isDark === (place % 2 === 0)), true);
  assert.deepEqual([1, 15, 60, 150, 213].map((length) => qrCode('a'.repeat(length)).length), [21, 25, 33, 49, 57]);
  assert.throws(() => qrCode('a'.repeat(214)), RangeError);
});

test('the path draws each dark field once, inside a quiet edge of four', () => {
  const { size, path } = qrPath([[true, true, false], [false, false, true], [false, true, true]]);
  assert.equal(size, 11);
  assert.equal(path, 'M4 4h2v1H4zM6 5h1v1H6zM5 6h2v1H5z');
});
