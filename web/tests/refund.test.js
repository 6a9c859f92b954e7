import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alertLink, receiptFilter, receiptLink, receiptsPath } from '../rules/alerts.js';
import { mayBorrow, missingRight, pinProblem, pressPin, rightName, waitOf } from '../rules/approval.js';
import { doorOf } from '../rules/doors.js';
import { runsOf } from '../rules/paper.js';
import { backTo, canRefund, chooseAll, choosePieces, issuerName, keptOf, mayReopen, nothingChosen, piecesAmount, refundBody, refundProblem, refundTotal, reopenedCheck } from '../rules/refund.js';

const sale = (more = {}) => ({
  status: 'paid',
  lines: [{ id: 'l1', name: '라떼', quantity: 3, amount: 10000, discount: 0 }, { id: 'l2', name: '케이크', quantity: 1, amount: 3250, discount: 250, num: 1, den: 2 }],
  tenders: [{ id: 't1', method: 'cash', amount: 5000 }, { id: 't2', method: 'card', amount: 8000, approval: { issuer: '신한카드' } }], ...more
});
const refundOf = (lines, tenders) => ({ lines, tenders });
const take = (kept, pieces) => Object.entries(pieces).reduce((choice, [id, count]) => choosePieces(choice, kept.lines.find(({ line }) => line.id === id), count), nothingChosen());
const amounts = (parts) => parts.map(({ tender, amount }) => [tender.id, amount]);

test('what is left of a sale is what was sold less every refund', () => {
  const refunds = [refundOf([{ saleLineId: 'l1', quantity: 1, amount: 3333 }], [{ tenderId: 't2', amount: 3333 }])];
  const kept = keptOf(sale({ refunds }));
  assert.deepEqual(kept.lines.map(({ quantity, amount }) => [quantity, amount]), [[2, 6667], [1, 3000]]);
  assert.deepEqual(kept.tenders.map(({ amount }) => amount), [5000, 4667]);
  assert.deepEqual([kept.total, kept.isUntouched], [9667, false]);
});

test('pieces cost their part of what is left, half rounded up, and the last ones get the rest', () => {
  const kept = { line: { id: 'l1' }, quantity: 3, amount: 10000, isDivided: false };
  assert.deepEqual([1, 2, 3].map((pieces) => piecesAmount(kept, pieces)), [3333, 6667, 10000]);
  assert.equal(piecesAmount({ ...kept, quantity: 2, amount: 5 }, 1), 3);
});

test('more pieces than are left, or a part of a divided line, cannot be chosen', () => {
  const kept = keptOf(sale());
  assert.deepEqual([...take(kept, { l1: 9 }).pieces], [['l1', 3]]);
  assert.deepEqual([...take(keptOf(sale({ lines: [{ id: 'l1', quantity: 2, amount: 10, num: 1, den: 3 }] })), { l1: 1 }).pieces], [['l1', 2]]);
  assert.equal(take(kept, { l1: -1 }).pieces.size, 0);
});

test('money goes back through the latest tender first', () => {
  const kept = keptOf(sale());
  assert.deepEqual(amounts(backTo(kept, 6000)), [['t2', 6000]]);
  assert.deepEqual(amounts(backTo(kept, 9000)), [['t2', 8000], ['t1', 1000]]);
  assert.deepEqual(backTo(kept, 0), []);
});

test('the last refund gives back what is there, its rounding too', () => {
  const rounded = keptOf(sale({ lines: [{ id: 'l1', quantity: 1, amount: 4996, discount: 0 }], tenders: [{ id: 't1', method: 'cash', amount: 4990 }] }));
  assert.deepEqual(amounts(backTo(rounded, 4996)), [['t1', 4990]]);
  assert.deepEqual(amounts(backTo(rounded, 1000)), [['t1', 1000]]);
});

test('a check is paid again only when everything is given back and nothing was before', () => {
  const kept = keptOf(sale());
  assert.equal(mayReopen(kept, chooseAll(nothingChosen(), kept)), true);
  assert.equal(mayReopen(kept, take(kept, { l1: 3 })), false);
  assert.equal(mayReopen(kept, { ...nothingChosen(), mode: 'amount', amount: 13000 }), true);
  const again = keptOf(sale({ refunds: [refundOf([{ saleLineId: 'l1', quantity: 0, amount: 1 }], [{ tenderId: 't1', amount: 1 }])] }));
  assert.equal(mayReopen(again, chooseAll(nothingChosen(), again)), false);
});

test('a refund needs something, no more than is left, and a reason', () => {
  const kept = keptOf(sale());
  const amount = (value) => ({ ...nothingChosen(), mode: 'amount', amount: value });
  assert.equal(refundProblem(kept, nothingChosen(), 'x'), 'nothing');
  assert.equal(refundProblem(kept, amount(null), 'x'), 'nothing');
  assert.equal(refundProblem(kept, amount(13001), 'x'), 'tooMuch');
  assert.equal(refundProblem(kept, amount(13000), '  '), 'reason');
  assert.equal(refundProblem(kept, take(kept, { l1: 1 }), 'x'), null);
});

test('the body names pieces or an amount, never both', () => {
  const kept = keptOf(sale());
  const choice = { ...take(kept, { l1: 2, l2: 1 }), lost: new Set(['l2']) };
  assert.equal(refundTotal(kept, choice), 9667);
  assert.deepEqual(refundBody({ id: 'r', choice, reason: ' 늦음 ', reopen: false }), {
    id: 'r', lines: [{ saleLineId: 'l1', quantity: 2, restock: 'back' }, { saleLineId: 'l2', quantity: 1, restock: 'loss' }], reason: '늦음'
  });
  assert.deepEqual(refundBody({ id: 'r', choice: { ...choice, mode: 'amount', amount: 5 }, reason: 'x', reopen: true, terminalId: 'a' }), {
    id: 'r', amount: 5, reason: 'x', terminalId: 'a', reopen: true
  });
});

test('what is refunded already cannot be refunded, and issuers are named once', () => {
  assert.deepEqual(['paid', 'partly-refunded', 'refunded', 'void'].map((status) => canRefund({ status })), [true, true, false, false]);
  assert.equal(issuerName(sale().tenders[1]), '신한');
  assert.equal(reopenedCheck({ checks: [{ id: 'a', status: 'paid', flags: ['reopened'] }, { id: 'b', status: 'open', flags: ['reopened'] }, { id: 'c', status: 'open' }] }).id, 'b');
});

test('the missing right is read from the refusal in both languages, or known by the request', () => {
  const refusal = (title) => ({ status: 403, code: 'right-missing', title });
  assert.equal(missingRight(refusal('이 작업에는 권한(void-line)이 필요해요.'), 'POST', '/x'), 'void-line');
  assert.equal(missingRight(refusal('This needs the right see-figures. Ask a manager.'), 'POST', '/x'), 'see-figures');
  assert.equal(missingRight({ ...refusal(''), body: { right: 'refund' } }, 'POST', '/x'), 'refund');
  assert.equal(missingRight(refusal(''), 'PUT', '/bff/api/v1/orders/1/discounts'), 'discount');
  assert.equal(missingRight(refusal(''), 'POST', '/bff/api/v1/shifts/1/close'), 'cancel-order');
  assert.equal(missingRight({ status: 403, code: 'receipts-unreported' }, 'POST', '/x'), 'see-figures');
  assert.equal(missingRight({ status: 403, code: 'approval-invalid', title: '권한(refund)' }, 'POST', '/x'), null);
  assert.equal(missingRight({ status: 409, code: 'right-missing' }, 'POST', '/x'), null);
  assert.equal(rightName('cancel-order'), 'cancelOrder');
});

test('only people of the shop borrow rights', () => {
  assert.deepEqual(['cashier', 'server', 'kiosk', 'guest', 'kitchen', 'terminal'].map((role) => mayBorrow({ role })), [true, true, false, false, false, false]);
  assert.equal(mayBorrow(null), false);
});

test('a PIN takes eight digits and nothing else', () => {
  assert.equal([...'12a3'].reduce(pressPin, ''), '123');
  assert.equal([...'123456789'].reduce(pressPin, ''), '12345678');
  assert.equal(pressPin('123', 'back'), '12');
  assert.equal(pressPin('123', 'clear'), '');
  assert.deepEqual([{ status: 401, code: 'wrong-pin' }, { status: 429, code: 'sign-in-locked' }, { status: 403, code: 'right-missing' }, { status: 500, code: 'x' }].map(pinProblem),
    ['wrong', 'locked', 'noRight', 'other']);
  assert.deepEqual(waitOf(125), { m: 2, s: 5 });
});

test('a till that nobody works at asks for a PIN and comes back', () => {
  const door = (session, route, address = route.path) => doorOf(session, route, { address, wasPaired: true, table: null });
  const till = { role: 'terminal', terminalId: 't' };
  const pin = { path: '/pin', tag: 'pin-screen' };
  assert.equal(door(till, { path: '/till' }), '/pin?next=%2Ftill');
  assert.equal(door(till, { path: '/', guest: true }), '/pin');
  assert.equal(door(till, pin), null);
  assert.equal(door({ role: 'cashier', terminalId: 't' }, pin), null);
  assert.equal(door({ role: 'cashier', terminalId: 't' }, { path: '/till' }), null);
  assert.equal(door({ role: 'owner' }, pin), '/till');
  assert.equal(door(null, pin), '/pair');
});

test('wide letters of a bill stand alone, narrow ones together', () => {
  assert.deepEqual(runsOf('A1 합계'), [{ text: 'A1 ', isWide: false }, { text: '합', isWide: true }, { text: '계', isWide: true }]);
  assert.deepEqual(runsOf(''), []);
});

test('alerts and receipts lead to what they are about', () => {
  assert.equal(alertLink({ saleId: 's', orderId: 'o' }), '/orders/sale/s');
  assert.equal(alertLink({ shiftId: 'h' }), '/shift/past/h');
  assert.equal(alertLink({ orderId: 'o' }), '/orders/order/o');
  assert.equal(alertLink({}), null);
  assert.equal(receiptLink({ kind: 'refund', refundId: 'r', saleId: 's' }), '/orders/refund/r');
  assert.equal(receiptLink({ kind: 'sale', saleId: 's' }), '/orders/sale/s');
  const range = { from: '2026-11-20', to: '2026-11-25' };
  assert.deepEqual(receiptFilter(new URL(receiptsPath(range, { method: 'card' }), 'http://x').searchParams), { ...range, method: 'card' });
  assert.deepEqual(receiptFilter(new URLSearchParams('from=a&evil=1')), { from: 'a' });
});
