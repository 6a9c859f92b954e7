import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addLine, cartTotal, firstChoice, lineBody, optionProblems, setQuantity, toggleOption } from '../rules/cart.js';
import { changeOf, pressKey, quickCash, restOf, tenderOf } from '../rules/cash.js';
import { axisOf, spread } from '../rules/chart-scale.js';
import { choseong, indexItems, matches, searchItems } from '../rules/choseong.js';
import { deviceName } from '../rules/device.js';
import { compare } from '../rules/comparison.js';
import { parseCsv, previewCsv } from '../rules/csv.js';
import { addTables, isDrawable, moveTable, tableState } from '../rules/floor.js';
import { formatBusinessNumber, formatPhone, isBusinessNumber, isPhone } from '../rules/formats.js';
import { uuidV7 } from '../rules/ids.js';
import { formatMoney, formatNumber, formatShort, parseMoney } from '../rules/money.js';
import { middleOf } from '../rules/quadrant.js';
import { planOf, templates } from '../rules/templates.js';
import { addDays, businessDateOf, daysBetween, hoursFrom, minutesSince, presets } from '../rules/time.js';

test('an amount is written as people write it', () => {
  assert.equal(formatMoney(12300), '12,300원');
  assert.equal(formatMoney(12300, { language: 'en' }), '₩12,300');
  assert.equal(formatMoney(-500), '−500원');
  assert.equal(formatMoney(500, { sign: true }), '+500원');
  assert.equal(formatMoney(0, { sign: true }), '0원');
  assert.equal(formatMoney(1234567, { currency: 'USD', language: 'en' }), '$12,345.67');
  assert.equal(formatNumber(1234567.891, 1), '1,234,567.9');
  assert.equal(formatNumber(-0.04, 1), '0.0');
  assert.equal(formatShort(1250000), '125만');
  assert.equal(formatShort(1250000, { language: 'en' }), '1.3M');
  assert.equal(formatShort(0), '0');
});

test('a typed amount is understood or refused', () => {
  assert.equal(parseMoney('12,300원'), 12300);
  assert.equal(parseMoney('12.34', 'USD'), 1234);
  for (const wrong of ['', 'abc', '-5', '1e3']) assert.equal(parseMoney(wrong), null);
});

test('initial consonants, growing syllables and letters find an item', () => {
  assert.equal(choseong('아메리카노 ICE'), 'ㅇㅁㄹㅋㄴ ICE');
  for (const query of ['ㅇㅁㄹ', '아메', '아ㅁ', '아멜', '리카', 'ㅋㄴ', '아메리카노']) assert.ok(matches(query, '아메리카노'), query);
  for (const query of ['ㅇㅁㄷ', '이메', '아메리카노노', '멘']) assert.ok(!matches(query, '아메리카노'), query);
  assert.ok(matches('cold b', 'Cold Brew'));
  assert.ok(matches('바닐라라', '바닐라 라떼'));
});

test('a search puts names that begin with the query first and knows barcodes', () => {
  const index = indexItems([{ name: '아이스 라떼' }, { name: '라떼' }, { name: '물', barcode: '8801' }]);
  assert.deepEqual(searchItems(index, 'ㄹㄸ').map((item) => item.name), ['라떼', '아이스 라떼']);
  assert.deepEqual(searchItems(index, '8801').map((item) => item.name), ['물']);
  assert.deepEqual(searchItems(index, ' '), []);
});

test('20,000 items are searched within 50 ms', () => {
  const index = indexItems(Array.from({ length: 20_000 }, (_, place) => ({ name: `아메리카노 특별한 상품 ${place}` })));
  searchItems(index, 'ㅎㅎㅎ');
  const begun = performance.now();
  searchItems(index, 'ㅌㅂㅎㅅㅍ9999');
  assert.ok(performance.now() - begun < 50, `${performance.now() - begun} ms`);
});

const line = (more = {}) => ({ id: 'a', itemId: 'latte', name: '라떼', unitPrice: 4500, options: [], quantity: 1, ...more });

test('the same item twice is one line, other options are another', () => {
  let lines = addLine([], line());
  lines = addLine(lines, line({ id: 'b' }));
  lines = addLine(lines, line({ id: 'c', options: [{ id: 'shot', name: '샷', price: 500 }] }));
  lines = addLine(lines, line({ id: 'd', note: '얼음 적게' }));
  assert.deepEqual(lines.map((each) => [each.id, each.quantity]), [['a', 2], ['c', 1], ['d', 1]]);
  assert.equal(cartTotal(lines), 4500 * 2 + 5000 + 4500);
});

test('quantity none removes a line and 999 is the most', () => {
  assert.deepEqual(setQuantity([line()], 'a', 0), []);
  assert.equal(setQuantity([line()], 'a', 5000)[0].quantity, 999);
});

test('options obey their minimum and maximum', () => {
  const temperature = { id: 't', min: 1, max: 1, options: [{ id: 'hot', soldOut: true }, { id: 'ice' }] };
  const extra = { id: 'e', min: 0, max: 2, options: [{ id: 'x' }, { id: 'y' }, { id: 'z' }] };
  assert.deepEqual([...firstChoice([temperature, extra])], ['ice']);
  assert.deepEqual([...optionProblems([temperature], new Set())], [['t', 'few']]);
  assert.deepEqual([...toggleOption(temperature, new Set(['ice']), 'hot')], ['hot']);
  assert.deepEqual([...toggleOption(temperature, new Set(['ice']), 'ice')], ['ice']);
  const full = ['x', 'y', 'z'].reduce((chosen, id) => toggleOption(extra, chosen, id), new Set());
  assert.deepEqual([...full], ['x', 'y']);
  assert.deepEqual([...toggleOption(extra, full, 'x')], ['y']);
});

test('a line tells the server no price unless the item has an open one', () => {
  assert.equal('unitPrice' in lineBody(line()), false);
  assert.equal(lineBody(line({ open: true })).unitPrice, 4500);
});

test('quick cash is exact first, then what real notes make', () => {
  assert.deepEqual(quickCash(12_000), [12_000, 15_000, 20_000, 50_000]);
  assert.deepEqual(quickCash(4_300), [4_300, 5_000, 10_000, 50_000]);
  assert.deepEqual(quickCash(50_000), [50_000]);
  assert.deepEqual(quickCash(0), []);
});

test('tenders add up to the total and cash gives change', () => {
  assert.deepEqual(tenderOf('cash', 20_000, 12_000), { method: 'cash', amount: 12_000, received: 20_000 });
  assert.deepEqual(tenderOf('cash', 0, 12_000), { method: 'cash', amount: 12_000, received: 12_000 });
  assert.deepEqual(tenderOf('card', 5_000, 12_000), { method: 'card', amount: 5_000 });
  assert.deepEqual(tenderOf('card', 50_000, 12_000), { method: 'card', amount: 12_000 });
  assert.equal(changeOf(20_000, 12_000), 8_000);
  assert.equal(changeOf(5_000, 12_000), 0);
  assert.equal(restOf(12_000, [{ amount: 5_000 }, { amount: 7_000 }]), 0);
});

test('the keypad types, deletes and does not overflow', () => {
  assert.equal(['5', '00', '0'].reduce(pressKey, 0), 5000);
  assert.equal(pressKey(5000, 'back'), 500);
  assert.equal(pressKey(5000, 'clear'), 0);
  assert.equal(pressKey(999_999_999, '9'), 999_999_999);
});

test('the business day changes at the cutoff, not at midnight', () => {
  assert.equal(businessDateOf(Date.parse('2026-03-04T19:59:00Z')), '2026-03-04');
  assert.equal(businessDateOf(Date.parse('2026-03-04T20:01:00Z')), '2026-03-05');
  assert.equal(businessDateOf(Date.parse('2026-03-04T16:00:00Z'), 'Asia/Seoul', '00:00'), '2026-03-05');
  assert.equal(hoursFrom('05:00')[0], 5);
  assert.equal(hoursFrom('05:00').at(-1), 4);
});

test('ranges count both ends', () => {
  assert.equal(addDays('2026-02-28', 1), '2026-03-01');
  assert.equal(daysBetween('2026-03-01', '2026-03-07'), 7);
  const { week, thisMonth } = presets('2026-03-07');
  assert.deepEqual(week, { from: '2026-03-01', to: '2026-03-07' });
  assert.deepEqual(thisMonth, { from: '2026-03-01', to: '2026-03-07' });
  assert.equal(minutesSince('2026-03-07T00:00:00Z', Date.parse('2026-03-07T01:05:30Z')), 65);
});

test('numbers are formatted while they are typed', () => {
  assert.deepEqual(['0', '0101', '0101234', '01012345678', '0212345678', '021234567'].map(formatPhone), ['0', '010-1', '010-123-4', '010-1234-5678', '02-1234-5678', '02-123-4567']);
  assert.equal(formatBusinessNumber('1234567890123'), '123-45-67890');
  assert.ok(isPhone('010-1234-5678') && !isPhone('12'));
  assert.ok(isBusinessNumber('124-81-00998') && !isBusinessNumber('124-81-00999'));
});

test('a comparison is a word and whole percents', () => {
  assert.deepEqual(compare(112, 100), { kind: 'more', percent: 12 });
  assert.deepEqual(compare(88, 100), { kind: 'less', percent: 12 });
  assert.deepEqual(compare(100, 100), { kind: 'same', percent: 0 });
  assert.deepEqual(compare(100, 0), { kind: 'none', percent: 0 });
});

test('a browser is called as people call it', () => {
  assert.equal(deviceName('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'), 'Chrome · Windows');
  assert.equal(deviceName('Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1'), 'Safari · iPad');
  assert.equal(deviceName('curl/8.5.0'), 'curl/8.5.0');
  assert.equal(deviceName(null), null);
});

test('ids are version 7 and sort by time', () => {
  const random = new Uint8Array(16).fill(255);
  const id = uuidV7(1_700_000_000_000, random);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(uuidV7(1_700_000_000_001, new Uint8Array(16)) > id);
});

test('a table shows whether it is free, unsent, busy or long there', () => {
  assert.equal(tableState([], 0), 'free');
  assert.equal(tableState([{ lines: [{ status: 'sent' }] }], 10), 'busy');
  assert.equal(tableState([{ lines: [{ status: 'sent' }, { status: 'draft' }] }], 10), 'draft');
  assert.equal(tableState([{ lines: [{ status: 'sent' }] }], 95), 'long');
});

test('new tables stand apart, and none is moved onto another', () => {
  let id = 0;
  const tables = addTables([], 8, () => `t${(id += 1)}`);
  assert.deepEqual(tables.map((table) => table.name), ['1', '2', '3', '4', '5', '6', '7', '8']);
  assert.ok(isDrawable(tables));
  assert.equal(moveTable(tables, 't1', 3, 0), tables);
  assert.equal(moveTable(tables, 't1', 0, 8)[0].y, 8);
  assert.ok(!isDrawable([...tables, { ...tables[0], id: 'copy' }]));
});

test('an axis ends on a round number', () => {
  assert.deepEqual(axisOf(870_000), { top: 1_000_000, ticks: [0, 250_000, 500_000, 750_000, 1_000_000] });
  assert.equal(axisOf(0).top, 4);
  assert.ok(spread([{ y: 10 }, { y: 12 }, { y: 14 }], 14, 100).every((point, place, all) => place === 0 || point.y - all[place - 1].y >= 14));
});

test('the lines of the menu plot lie between the classes', () => {
  const middle = middleOf([{ class: 'star', share: 0.4, margin: 3000 }, { class: 'dog', share: 0.1, margin: 1000 }]);
  assert.ok(Math.abs(middle.x - 0.25) < 1e-9);
  assert.equal(middle.y, 2000);
});

test('CSV with quotes, line breaks and a byte order mark is read', () => {
  assert.deepEqual(parseCsv('\ufeffa,b\r\n"x, ""y""",2\n\n'), [['a', 'b'], ['x, "y"', '2']]);
  assert.deepEqual(previewCsv('a\n1\n2\n3', 2), { header: ['a'], rows: [['1'], ['2']], total: 3 });
});

test('every template becomes a whole menu in both languages', () => {
  for (const name of Object.keys(templates)) {
    for (const language of ['ko', 'en']) {
      let id = 0;
      const { groups, categories, items } = planOf(name, { language, newId: () => `id${(id += 1)}` });
      assert.ok(items.length >= 10 && categories.length >= 3);
      assert.ok(items.every((item) => item.price > 0 && item.name && categories.some((category) => category.id === item.categoryId)));
      assert.ok(items.every((item) => item.optionGroupIds.every((each) => groups.some((group) => group.id === each))));
      assert.equal(new Set(categories.map((category) => category.name)).size, categories.length);
    }
  }
});
