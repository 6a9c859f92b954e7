import { api } from '../api.js';
import { drafts } from '../drafts.js';
import { h } from '../dom.js';
import { money, t } from '../language.js';
import { cartTotal } from '../rules/cart.js';
import { shop } from '../shop.js';
import { asPart, placeOf, tableCall } from './places.js';
import { confirmAct, openSheet } from './sheet.js';
import { emptyState } from './states.js';
import { toast, toastProblem } from './toast.js';

const sumOf = (order) => (shop.order(order.id)?.total ?? 0) + cartTotal(drafts.lines(order.id));

/** What only this device knows goes to the server first, so that nothing stays behind. */
async function deliver(order) {
  if (drafts.lines(order.id).length > 0) await drafts.flush(order.id);
}

async function trying(act) {
  try {
    return await act();
  } catch (problem) {
    toastProblem(problem);
    return null;
  }
}

/** Takes back the last split, move or merge. @returns {Promise<any|null>} the order as it is then */
export function undoLast(orderId) {
  return trying(async () => {
    const merged = shop.order(orderId)?.mergedFrom ?? [];
    const order = await api.undoOrder(orderId);
    shop.putOrder(order);
    await Promise.all(merged.map((each) => shop.refreshOrder(each.orderId)));
    toast(t('undo.done'));
    return order;
  });
}

const undoAction = (act) => ({ action: { label: t('action.undo'), act } });

/** Moves an order to a free table once the sentence was confirmed. @returns {Promise<boolean>} */
export async function moveOrder(order, table) {
  const words = { from: asPart(placeOf(order), '을/를'), to: asPart(tableCall(table.name), '으로/로') };
  if (!(await confirmAct({ title: t('move.title'), text: t('move.ask', words), act: t('move.act'), danger: false }))) return false;
  const draft = drafts.of(order.id);
  const isLocal = draft?.isNew && !draft.batch && !shop.order(order.id);
  const done = isLocal ? drafts.update(order.id, () => ({ tableId: table.id })) ?? true
    : await trying(async () => {
      await deliver(order);
      shop.putOrder(await api.moveOrder(order.id, table.id));
      return true;
    });
  if (done) toast(t('move.done', words),
    undoAction(() => (isLocal ? drafts.update(order.id, () => ({ tableId: order.tableId })) : undoLast(order.id))));
  return Boolean(done);
}

/** Joins an order to another one once sentence and sum were confirmed. @returns {Promise<any|null>} the joined order */
export async function mergeOrder(from, into) {
  const words = { from: asPart(placeOf(from), '을/를'), to: asPart(placeOf(into), '과/와') };
  const text = t('merge.ask', { ...words, total: money(sumOf(from) + sumOf(into)) });
  if (!(await confirmAct({ title: t('merge.title'), text, act: t('merge.act'), danger: false }))) return null;
  return trying(async () => {
    await deliver(from);
    await deliver(into);
    const order = await api.mergeOrder(into.id, from.id);
    shop.putOrder(order);
    await shop.refreshOrder(from.id).catch(() => { /* the stream tells too */ });
    toast(t('merge.done', words), undoAction(() => undoLast(into.id)));
    return order;
  });
}

/** Asks which order is meant when several stand at a table. */
function chooseOrder(orders, title) {
  if (orders.length < 2) return Promise.resolve(orders[0] ?? null);
  return new Promise((answer) => {
    const dialog = openSheet({
      title,
      body: h('div', { class: 'rows' }, orders.map((order, place) => h('button',
        { type: 'button', class: 'row', 'data-test': 'choose-order', on: { click: () => dialog.close(String(place)) } },
        h('span', { class: 'row-main' },
          h('span', { class: 'row-title' }, placeOf(order)),
          order.tableId && h('span', { class: 'row-sub number' }, order.number ?? t('order.new'))),
        h('span', { class: 'amount' }, money(sumOf(order)))))),
      onclose: (place) => answer(place === '' ? null : orders[Number(place)]),
    });
  });
}

/** What a table dropped onto another means: move to a free one, join a busy one. */
export async function dropTable(from, to) {
  const order = await chooseOrder(from.orders, t('move.which'));
  if (!order) return;
  if (to.orders.length === 0) await moveOrder(order, to.table);
  else {
    const into = await chooseOrder(to.orders, t('merge.which'));
    if (into) await mergeOrder(order, into);
  }
}

/** Choosing a free table for an order. @returns {Promise<boolean>} */
export async function openMoveSheet(order) {
  const table = await chooseTable();
  return table !== null && moveOrder(order, table);
}

function chooseTable() {
  const taken = new Set([...shop.openOrders, ...Object.values(drafts.all())].map((each) => each.tableId));
  const areas = shop.areas.map((area) => ({ ...area, tables: area.tables.filter((table) => !taken.has(table.id)) }))
    .filter((area) => area.tables.length > 0);
  const free = areas.flatMap((area) => area.tables);
  return new Promise((answer) => {
    const tile = (table) => h('button', {
      type: 'button', class: 'option-tile', 'data-test': 'move-to', 'data-name': table.name, on: { click: () => dialog.close(table.id) }
    }, h('span', {}, tableCall(table.name)), h('span', { class: 'weak small' }, t('table.seats', { n: table.seats ?? 0 })));
    const dialog = openSheet({
      title: t('move.title'),
      body: areas.length === 0 ? emptyState({ title: t('move.none'), text: t('move.noneText') }) : areas.map((area) => h('div', { class: 'form' },
        h('p', { class: 'small strong' }, area.name),
        h('div', { class: 'option-tiles' }, area.tables.map(tile)))),
      onclose: (id) => answer(free.find((table) => table.id === id) ?? null),
    });
  });
}

/** Choosing the order that another one joins. @returns {Promise<any|null>} the joined order */
export async function openMergeSheet(order) {
  const others = shop.openOrders.filter((each) => each.id !== order.id && each.tableId);
  if (others.length === 0) {
    openSheet({ title: t('merge.title'), body: emptyState({ title: t('merge.none'), text: t('merge.noneText') }) });
    return null;
  }
  const into = await chooseOrder(others, t('merge.with', { name: placeOf(order) }));
  return into && mergeOrder(order, into);
}
