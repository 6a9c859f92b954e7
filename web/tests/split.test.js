import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineBody, sameThing } from '../rules/cart.js';
import { linesToSend, nextCourse } from '../rules/courses.js';
import { mergedNames, ordersAt, owed } from '../rules/floor.js';
import { withParticle } from '../rules/particles.js';
import {
  checkToPay, choiceSum, choose, columnsOf, dueChecks, entriesOf, evenly, fractionsOf, isSplit, isWholeSplit, itemSplit, leftToPay, lettersOf,
  nextCheck, parentOf, partAmount, partText, piecesOf, placeOf, reduced, restAfter, stillChosen
} from '../rules/split.js';

const check = (letter, more = {}) => ({ id: letter, letter, status: 'open', total: 0, version: 1, flags: [], ...more });
const line = (id, more = {}) => ({ id, name: id, quantity: 1, amount: 6000, discount: 0, status: 'sent', checkId: 'A', options: [], ...more });
const share = (checkId, num, den, amount) => ({ checkId, num, den, amount, discount: 0 });

const order = () => ({
  id: 'o', status: 'open', total: 18_000,
  checks: [check('A', { total: 8000 }), check('B', { total: 10_000, parentId: 'A' })],
  lines: [
    line('pizza', { amount: 12_000, shares: [share('A', 1, 3, 4000), share('B', 2, 3, 8000)] }),
    line('beer', { quantity: 3, amount: 6000, shares: [share('A', 2, 3, 4000), share('B', 1, 3, 2000)] }),
    line('gone', { status: 'cancelled' })
  ],
});

test('an order that was never split has one payer who pays for every line that is not struck', () => {
  const whole = { ...order(), checks: [check('A', { total: 18_000 })], lines: [line('pizza'), line('gone', { status: 'loss' })] };
  assert.equal(isSplit(whole), false);
  assert.deepEqual(entriesOf(whole, 'A').map((entry) => [entry.line.id, entry.num, entry.den, entry.amount]), [['pizza', 1, 1, 6000]]);
  assert.equal(checkToPay(whole, null).id, 'A');
  assert.equal(isSplit(null), false);
});

test('a divided line stands at each of its payers with its part', () => {
  assert.ok(isSplit(order()));
  assert.deepEqual(columnsOf(order()).map(({ check: { letter }, entries }) => [letter, entries.map((entry) => entry.amount)]), [['A', [4000, 4000]], ['B', [8000, 2000]]]);
  assert.equal(lettersOf(order(), order().lines[0]), 'A·B');
  const many = [...'ABCDEF'].map((letter) => check(letter));
  assert.equal(lettersOf({ checks: many }, line('x', { shares: many.map(({ id }) => share(id, 1, 6, 1000)) })), 'A…F');
  assert.deepEqual(placeOf(order(), 'B'), { place: 2, count: 2 });
});

test('a check without lines is no payer unless it paid', () => {
  const emptied = { ...order(), checks: [...order().checks, check('C'), check('D', { status: 'paid', total: 1000 })] };
  assert.deepEqual(columnsOf(emptied).map(({ check: { letter } }) => letter), ['A', 'B', 'D']);
});

test('the rest is what unpaid checks come to and ends at nothing', () => {
  const paid = (letters) => ({ ...order(), checks: order().checks.map((each) => (letters.includes(each.letter) ? { ...each, status: 'paid' } : each)) });
  assert.equal(leftToPay(order()), 18_000);
  assert.equal(leftToPay(paid(['A'])), 10_000);
  assert.equal(leftToPay(paid(['A', 'B'])), 0);
  assert.equal(nextCheck(order(), 'A').letter, 'B');
  assert.equal(nextCheck(paid(['B']), 'A'), null);
  assert.deepEqual(dueChecks(paid(['A'])).map((each) => each.letter), ['B']);
});

test('with several open checks a payment names its own', () => {
  assert.equal(checkToPay(order(), 'B').letter, 'B');
  assert.equal(checkToPay(order(), null), null);
  assert.equal(checkToPay(order(), 'put back'), null);
});

test('a check goes back to its parent unless somebody paid or it was split again', () => {
  const { checks } = order();
  assert.equal(parentOf(order(), checks[1]).letter, 'A');
  assert.equal(parentOf(order(), checks[0]), null);
  assert.equal(parentOf({ ...order(), checks: [...checks, check('C', { parentId: 'B' })] }, checks[1]), null);
  assert.equal(parentOf({ ...order(), checks: [{ ...checks[0], status: 'paid' }, checks[1]] }, checks[1]), null);
  assert.equal(parentOf({ ...order(), checks: [checks[0], { ...checks[1], status: 'claimed' }] }, { ...checks[1], status: 'claimed' }), null);
});

test('a part is written as pieces where it is pieces, else as a fraction', () => {
  assert.equal(piecesOf(3, { num: 2, den: 3 }), 2);
  assert.equal(partText(line('x', { quantity: 3 }), { num: 2, den: 3 }), '×2');
  assert.equal(partText(line('x', { quantity: 3 }), { num: 1, den: 2 }), '×3 · 1/2');
  assert.equal(partText(line('x'), { num: 1, den: 3 }), '1/3');
  assert.equal(partText(line('x'), { num: 4999, den: 12_000 }), null);
  assert.deepEqual(reduced(4, 6), { num: 2, den: 3 });
});

test('a check offers fractions smaller than what it holds', () => {
  const offered = (num, den) => fractionsOf({ num, den }).map((part) => `${part.num}/${part.den}`);
  assert.deepEqual(offered(1, 1), ['1/3', '1/2', '2/3']);
  assert.deepEqual(offered(2, 3), ['1/3', '1/2']);
  assert.deepEqual(offered(1, 2), ['1/4', '1/3']);
  assert.deepEqual(offered(1, 3), ['1/6']);
});

test('a part costs its share, rounded down; all of it costs all of it', () => {
  const entry = { line: line('x'), num: 1, den: 1, amount: 10_000, discount: 0 };
  assert.equal(partAmount(entry, { num: 1, den: 3 }), 3333);
  assert.equal(partAmount({ ...entry, num: 2, den: 3, amount: 6667 }, { num: 1, den: 3 }), 3333);
  assert.equal(partAmount({ ...entry, discount: 1 }, { num: 1, den: 1 }), 9999);
});

test('lines are chosen of one check at a time and become a split of whole-line fractions', () => {
  let choice = choose(null, 'A', 'pizza', { num: 1, den: 3 });
  choice = choose(choice, 'A', 'beer', { num: 2, den: 6 });
  assert.deepEqual(choiceSum(order(), choice), { amount: 6000, count: 2, isAll: false });
  assert.deepEqual(itemSplit('s', choice), { id: 's', of: 'A', by: 'items', shares: [{ lineId: 'pizza', num: 1, den: 3 }, { lineId: 'beer', num: 1, den: 3 }] });
  assert.deepEqual([...choose(choice, 'B', 'beer', { num: 1, den: 3 }).parts.keys()], ['beer']);
  assert.equal(choose(choose(choice, 'A', 'beer', null), 'A', 'pizza', null), null);
});

test('choosing everything of a check leaves nothing to split', () => {
  const choice = choose(choose(null, 'A', 'pizza', { num: 1, den: 3 }), 'A', 'beer', { num: 2, den: 3 });
  assert.ok(choiceSum(order(), choice).isAll);
});

test('a choice survives changes of the order as far as it still fits', () => {
  const choice = choose(choose(null, 'A', 'pizza', { num: 1, den: 3 }), 'A', 'beer', { num: 2, den: 3 });
  assert.equal(stillChosen(order(), choice).parts.size, 2);
  const less = { ...order(), lines: order().lines.map((each) => (each.id === 'beer' ? { ...each, shares: [share('A', 1, 3, 2000), share('B', 2, 3, 4000)] } : each)) };
  assert.deepEqual([...stillChosen(less, choice).parts.keys()], ['pizza']);
  assert.equal(stillChosen({ ...order(), checks: [check('A', { status: 'claimed' })] }, choice), null);
  assert.equal(stillChosen(order(), null), null);
});

test('people pay evenly, the first of them one more', () => {
  assert.deepEqual(evenly(10_000, 3), { share: 3333, more: 1 });
  assert.deepEqual(evenly(9000, 3), { share: 3000, more: 0 });
});

test('amounts split a check once nothing is left over', () => {
  assert.equal(restAfter(12_000, [5000, null]), 7000);
  assert.ok(isWholeSplit(12_000, [5000, 7000]));
  assert.ok(isWholeSplit(12_000, [5000, 0, 7000]));
  assert.ok(!isWholeSplit(12_000, [12_000]));
  assert.ok(!isWholeSplit(12_000, [5000, 6000]));
  assert.ok(!isWholeSplit(12_000, [5000, 8000]));
});

const draft = (id, course) => line(id, { status: 'draft', course });
const names = (lines) => lines.map((each) => each.id);

test('without courses everything goes to the kitchen', () => {
  assert.deepEqual(names(linesToSend([line('a'), draft('b'), { id: 'local', quantity: 1 }])), ['b', 'local']);
  assert.equal(nextCourse([line('a'), draft('b')]), null);
});

test('the first course goes, the next waits until it is called', () => {
  const lines = [draft('soup', 1), draft('water'), draft('steak', 2), draft('cake', 3)];
  assert.deepEqual(names(linesToSend(lines)), ['soup', 'water']);
  assert.equal(nextCourse(lines), null);
  const eating = [line('soup', { course: 1 }), line('water'), draft('steak', 2), draft('cake', 3)];
  assert.deepEqual(linesToSend(eating), []);
  assert.deepEqual([nextCourse(eating).course, names(nextCourse(eating).lines)], [2, ['steak']]);
  assert.deepEqual(names(linesToSend([...eating, draft('beer'), draft('bread', 1)])), ['beer', 'bread']);
  const second = [line('soup', { course: 1 }), line('steak', { course: 2 }), draft('cake', 3)];
  assert.equal(nextCourse(second).course, 3);
});

test('what has no course is eaten first, and an order of mains only begins with them', () => {
  assert.deepEqual(names(linesToSend([draft('salad'), draft('steak', 2)])), ['salad']);
  assert.deepEqual(names(linesToSend([draft('steak', 2), draft('cake', 3)])), ['steak']);
  assert.deepEqual(names(linesToSend([line('struck', { status: 'cancelled', course: 2 }), draft('soup', 1), draft('steak', 2)])), ['soup']);
});

test('the server is told the course, and another course is another line', () => {
  assert.equal(lineBody({ id: 'a', itemId: 'i', quantity: 1, course: 2 }).course, 2);
  assert.equal('course' in lineBody({ id: 'a', itemId: 'i', quantity: 1, course: null }), false);
  const soup = { itemId: 'i', unitPrice: 1, options: [] };
  assert.ok(sameThing(soup, { ...soup, course: null }) && !sameThing(soup, { ...soup, course: 2 }));
});

test('a joined order is called after its tables', () => {
  assert.deepEqual(mergedNames({ mergedFrom: [{ tableName: '3' }, { tableName: null }, { tableName: '1' }] }, '1'), ['1', '3']);
  assert.deepEqual(mergedNames({}, null), []);
});

test('a Korean particle fits the last sound of its word', () => {
  assert.deepEqual(['3번', '창가', '홀', 'T1', 'T2', 'Bar'].map((word) => withParticle(word, '을/를')), ['3번을', '창가를', '홀을', 'T1을', 'T2를', 'Bar을']);
  assert.deepEqual(['3번', '창가', '홀', 'T1', '테라스 6'].map((word) => withParticle(word, '으로/로')), ['3번으로', '창가로', '홀로', 'T1로', '테라스 6으로']);
  assert.equal(withParticle('1번', '과/와'), '1번과');
});

test('a table that was joined with another is not free, and a tile shows what is left to pay', () => {
  const joined = { tableId: 't1', mergedFrom: [{ tableName: '3' }], total: 16_000, checks: [{ status: 'paid', total: 10_667 }, { status: 'open', total: 5_333 }] };
  assert.deepEqual(ordersAt({ id: 't3', name: '3' }, [joined]), [joined]);
  assert.deepEqual(ordersAt({ id: 't1', name: '1' }, [joined]), [joined]);
  assert.deepEqual(ordersAt({ id: 't2', name: '2' }, [joined, { tableId: null, total: 1 }]), []);
  assert.equal(owed(joined), 5_333);
  assert.equal(owed({ total: 700 }), 700);
});
