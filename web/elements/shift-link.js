import { drawer } from '../drawer.js';
import { h } from '../dom.js';
import { clock, dateText, t } from '../language.js';
import { isOverdue } from '../rules/shift.js';
import { businessDateOf } from '../rules/time.js';
import { shop } from '../shop.js';

/** The business day of the store's clock. */
export const todayOf = () => businessDateOf(Date.now(), shop.timezone, shop.store?.businessDayStart);

export const mayOpenShift = () => Boolean(shop.session) && !shop.isVisitor && shop.can('sell');

/** `영업 중 09:02~`, or of an earlier day `영업 중 11월 24일~`. */
export function shiftWords() {
  const { shift } = drawer;
  if (!shift) return t(shift === undefined && drawer.terminalId ? 'shift.unknown' : 'shift.notOpen');
  return t('shift.openSince', { since: isOverdue(shift, todayOf()) ? dateText(shift.businessDate, { weekday: false }) : clock(shift.openedAt) });
}

/** The state of the drawer's shift in the top bar; leads to the screen. */
export function shiftLink(isHere) {
  const look = isOverdue(drawer.shift, todayOf()) ? 'is-overdue' : drawer.shift ? 'is-open' : '';
  return h('a', { class: `shift-link ${look}`, href: '/shift', 'data-focus': 'shift', 'data-test': 'shift-link', 'aria-current': isHere ? 'page' : null },
    h('span', { class: 'shift-dot', 'aria-hidden': 'true' }), h('span', { class: 'number' }, shiftWords()));
}

/** The same for the phone's list of further screens. */
export const shiftPage = () => ({ path: '/shift', name: 'drawer', label: 'title.shift', note: shiftWords() });
