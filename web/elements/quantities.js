import { api } from '../api.js';
import { drafts } from '../drafts.js';
import { t } from '../language.js';
import { roomFor } from '../rules/cart.js';
import { shop } from '../shop.js';
import { toast, toastProblem } from './toast.js';

/**
 * How many pieces of what: never more than are left, and taps faster than the network all count.
 * @typedef {import('./order-changes.js').Pad} Pad
 */

/** Quantities tapped that the server has not confirmed yet, by line; none left removes the line. */
const wishes = new Map();
const works = new Set();

/** Until every tapped quantity is confirmed: what is sent or paid must hold them all. */
export const quantitiesSettled = () => Promise.all(works);

/** An order as the hand sees it: with the quantities that are on their way. */
export const withWishes = (order) => order && {
  ...order,
  lines: order.lines.filter((line) => wishes.get(line.id) !== 0).map((line) => {
    const quantity = wishes.get(line.id) ?? line.quantity;
    return quantity === line.quantity ? line : { ...line, quantity, amount: Math.round((line.amount / line.quantity) * quantity) };
  }),
};

/** Taps faster than the network count all the same: one request at a time, always for the last wish. */
export function changeQuantity(pad, { line, quantity, isLocal }) {
  const next = quantity > line.quantity ? allowed(pad, { ...line, quantity }, line) : Math.max(0, quantity);
  if (isLocal) return drafts.setQuantity(pad.orderId, line.id, next);
  const isRunning = wishes.has(line.id);
  wishes.set(line.id, next);
  pad.showOrder(pad.order);
  if (isRunning) return undefined;
  const work = fulfil(pad, line);
  works.add(work);
  return work.finally(() => works.delete(work));
}

async function fulfil(pad, line) {
  const { orderId } = pad;
  try {
    let wish;
    let { version } = line;
    do {
      wish = wishes.get(line.id);
      if (wish === 0) await api.voidLine(orderId, line.id, { action: 'remove', reason: t('reason.changed'), version });
      else await api.changeLine(orderId, line.id, { quantity: wish, version });
      version = (await shop.refreshOrder(orderId)).lines.find((each) => each.id === line.id)?.version;
    } while (wishes.get(line.id) !== wish && version !== undefined);
  } catch (problem) {
    toastProblem(problem);
    await shop.refreshOrder(orderId).catch(() => { /* the next event asks again */ });
  }
  wishes.delete(line.id);
  pad.showOrder(pad.order);
}

/** What is left for a line: of its item and options less what waits in this cart, without the line that it takes the place of. */
function roomOf(pad, line, instead) {
  const unsent = (withWishes(pad.order)?.lines ?? []).filter((each) => each.status === 'draft');
  const waiting = [...unsent, ...drafts.lines(pad.orderId)].filter((each) => each.id !== instead?.id);
  return roomFor(shop.item(line.itemId), line.options ?? [], waiting);
}

/** The most that a line may hold; what is in the cart already stays there. */
export const allowedAtMost = (pad, line) => Math.max(line.quantity, roomOf(pad, line, line).room);

/** As many of the wished pieces as are left, with a word when they are fewer. @param {Pad} pad */
export function allowed(pad, line, instead) {
  const { room, left } = roomOf(pad, line, instead);
  const most = Math.max(instead?.quantity ?? 0, room);
  if (line.quantity <= most) return line.quantity;
  toast(t('cart.onlyLeft', { name: line.name, n: left }), { kind: 'bad' });
  return Math.max(0, most);
}
