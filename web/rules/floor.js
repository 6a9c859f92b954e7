import { isStruck } from './cart.js';

/** Minutes after which a table asks for a look. */
export const longStay = 90;

/** What a table shows: free, draft (typed, not sent), busy or long. */
export function tableState(orders, minutes) {
  if (orders.length === 0) return 'free';
  const lines = orders.flatMap((order) => order.lines ?? []).filter((line) => !isStruck(line));
  if (orders.some((order) => order.unsent) || lines.some((line) => line.status === 'draft')) return 'draft';
  return minutes >= longStay ? 'long' : 'busy';
}

/** The orders that sit at a table: its own, and one of another table that it was joined with. */
export const ordersAt = (table, orders) => orders.filter((order) => order.tableId === table.id
  || (order.tableId && (order.mergedFrom ?? []).some((each) => each.tableName === table.name)));

/** What is still to be paid of an order. */
export const owed = (order) => order.total - (order.checks ?? []).filter((check) => check.status === 'paid').reduce((sum, check) => sum + check.total, 0);

/** Names of the tables that an order holds: its own first, then those that joined it. */
export const mergedNames = (order, name) => [...new Set([name, ...(order.mergedFrom ?? []).map((each) => each.tableName)].filter(Boolean))];

const touch = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Can the tables be drawn where they stand? Not when they lie on each other or in unknown units. */
export function isDrawable(tables) {
  const whole = tables.every((table) => [table.x, table.y, table.w, table.h].every(Number.isInteger) && table.w > 0 && table.h > 0 && table.x >= 0 && table.y >= 0);
  if (!whole || tables.some((table) => table.x + table.w > 24 || table.y + table.h > 48)) return false;
  return !tables.some((table, place) => tables.slice(place + 1).some((other) => touch(table, other)));
}

/** Columns of the grid that holds these tables. */
export const columnsOf = (tables) => Math.max(12, ...tables.map((table) => table.x + table.w));

/** The first free place for a new table, row by row. */
export function freePlace(tables, { w = 3, h = 2 } = {}, columns = 12) {
  for (let y = 0; ; y += h) {
    for (let x = 0; x + w <= columns; x += w) {
      if (!tables.some((table) => touch(table, { x, y, w, h }))) return { x, y, w, h };
    }
  }
}

/** Adds so many tables, named by the next numbers. */
export function addTables(tables, count, newId) {
  const next = [...tables];
  let name = Math.max(0, ...tables.map((table) => Number.parseInt(table.name, 10) || 0));
  for (let added = 0; added < count; added += 1) {
    name += 1;
    next.push({ id: newId(), name: String(name), seats: 4, shape: 'square', ...freePlace(next) });
  }
  return next;
}

/** Moves a table on the grid unless another stands there. */
export function moveTable(tables, id, x, y, columns = 12) {
  const table = tables.find((each) => each.id === id);
  const moved = { ...table, x: Math.min(Math.max(0, x), columns - table.w), y: Math.max(0, y) };
  if (tables.some((other) => other.id !== id && touch(other, moved))) return tables;
  return tables.map((other) => (other.id === id ? moved : other));
}
