import { api } from '../api.js';
import { drafts } from '../drafts.js';
import { t } from '../language.js';
import { nextCourse } from '../rules/courses.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { openDiscountSheet } from './discount-sheet.js';
import { openLineSheet } from './line-sheet.js';
import { openOptionSheet } from './option-sheet.js';
import { allowed, allowedAtMost } from './quantities.js';
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

/** Opens what can be done with a line: its options while it is a draft, striking it afterwards. */
export function openLine(pad, { line, isLocal }) {
  const { orderId } = pad;
  const item = shop.item(line.itemId);
  if (isLocal) {
    if (!item) return;
    openOptionSheet(item, (next) => {
      const quantity = allowed(pad, next, line);
      drafts.setQuantity(orderId, line.id, 0);
      drafts.add(orderId, { ...next, quantity });
    }, line, { most: allowedAtMost(pad, line) });
  } else if (line.status === 'draft' && item) {
    openOptionSheet(item, (next) => tryChange(pad, pad.order, () => api.changeLine(orderId, line.id, {
      quantity: allowed(pad, next, line), options: next.options.map((option) => option.id), note: next.note ?? '', course: next.course ?? null, version: line.version,
    })), line, { most: allowedAtMost(pad, line) });
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

/** How many came is corrected at any time; shown at once, taken back when it is refused. */
export async function changeGuests(pad, guests) {
  const { order } = pad;
  if (guests === order.guests) return;
  shop.putOrder({ ...order, guests });
  try {
    shop.putOrder(await api.changeOrder(order.id, { guests }));
    toast(t('order.guestsChanged', { n: guests }));
  } catch (problem) {
    shop.putOrder({ ...pad.order, guests: order.guests });
    toastProblem(problem);
  }
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
