import { api } from '../api.js';
import { drafts } from '../drafts.js';
import { t } from '../language.js';
import { nextCourse } from '../rules/courses.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { openDiscountSheet } from './discount-sheet.js';
import { openLineSheet } from './line-sheet.js';
import { openOptionSheet } from './option-sheet.js';
import { askReason } from './sheet.js';
import { toast, toastProblem } from './toast.js';

/**
 * Changes of an order that is on the screen.
 * @typedef {{orderId: string, order: any, showOrder: (order: any) => void, deliver: (send: boolean) => Promise<boolean>}} Pad
 */

/** Shows what will be at once; a refusal takes it back and says why. */
async function tryChange(pad, expected, act) {
  const before = pad.order;
  pad.showOrder(expected);
  try {
    await act();
  } catch (problem) {
    pad.showOrder(before);
    toastProblem(problem);
  }
  await shop.refreshOrder(pad.orderId).catch(() => { /* the next event asks again */ });
}

const withLine = (order, line, change) => ({
  ...order, lines: order.lines.map((each) => (each.id === line.id ? { ...each, ...change } : each))
});

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
  const { orderId } = pad;
  if (isLocal) return drafts.setQuantity(orderId, line.id, quantity);
  const isRunning = wishes.has(line.id);
  wishes.set(line.id, Math.max(0, quantity));
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

/** Opens what can be done with a line: its options while it is a draft, striking it afterwards. */
export function openLine(pad, { line, isLocal }) {
  const { orderId } = pad;
  const item = shop.item(line.itemId);
  if (isLocal) {
    if (!item) return;
    openOptionSheet(item, (next) => {
      drafts.setQuantity(orderId, line.id, 0);
      drafts.add(orderId, next);
    }, line);
  } else if (line.status === 'draft' && item) {
    openOptionSheet(item, (next) => tryChange(pad, pad.order, () => api.changeLine(orderId, line.id, {
      quantity: next.quantity, options: next.options.map((option) => option.id), note: next.note ?? '', course: next.course ?? null, version: line.version,
    })), line);
  } else {
    openLineSheet(line, {
      strike: (action, reason) => {
        const expected = withLine(pad.order, line, { status: action === 'loss' ? 'loss' : 'cancelled' });
        tryChange(pad, expected, () => api.voidLine(orderId, line.id, { action, reason, version: line.version }));
      },
      discount: () => giveDiscount(pad, line),
    });
  }
}

/** Calls the course that waits: its lines go to the kitchen. */
export async function callCourse(pad) {
  if (!(await pad.deliver(false))) return;
  const next = nextCourse(pad.order.lines);
  if (!next) return;
  try {
    await api.sendOrder(pad.orderId, next.lines.map((line) => line.id));
    toast(t('course.called', { n: next.course }));
  } catch (problem) {
    toastProblem(problem);
  }
  await shop.refreshOrder(pad.orderId).catch(() => { /* the next event asks again */ });
}

export async function giveDiscount(pad, line) {
  if (!(await pad.deliver(false)) || !pad.order) return;
  openDiscountSheet(pad.order, async (discounts) => {
    const order = await api.setDiscounts(pad.orderId, discounts);
    shop.putOrder(order);
    return order;
  }, line);
}

/** Cancels with a reason; an order that is only on this device is simply dropped. */
export async function cancelOrder(pad) {
  if (pad.order) {
    const reasons = [t('reason.left'), t('reason.changed'), t('reason.mistake')];
    const answer = await askReason({
      title: t('order.cancelTitle'), text: t('order.cancelText'), act: t('order.cancel'), reasons
    });
    if (!answer) return;
    try {
      await api.cancelOrder(pad.orderId, answer.reason);
    } catch (problem) {
      toastProblem(problem);
      return;
    }
    toast(t('order.cancelled'));
  }
  drafts.forget(pad.orderId);
  go('/till', { replace: true });
  if (pad.order) shop.refreshOrder(pad.orderId).catch(() => { /* the stream tells too */ });
}
