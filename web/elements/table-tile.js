import { h } from '../dom.js';
import { icon } from '../icons.js';
import { clock, elapsed, money, t } from '../language.js';
import { isStruck } from '../rules/cart.js';
import { mergedNames, owed, tableState } from '../rules/floor.js';
import { minutesSince } from '../rules/time.js';
import { joinedCall } from './places.js';

/**
 * A table with its state, time, guests and sum.
 * @param {{table: any, orders: any[], isDrawn: boolean, open: () => void}} what `isDrawn` places it on the plan
 */
export function tableTile({ table, orders, isDrawn, open }) {
  const now = Date.now();
  const minutes = orders.length > 0 ? Math.max(...orders.map((order) => minutesSince(
    order.openedAt ?? order.placedAt ?? new Date(now).toISOString(),
    now))) : 0;
  const state = tableState(orders, minutes);
  const sum = orders.reduce((all, order) => all + owed(order), 0);
  const guests = orders.reduce((all, order) => all + (order.guests ?? 0), 0);
  const merged = [...new Set(orders.flatMap((order) => mergedNames(order, order.tableName ?? table.name)))];
  const style = isDrawn ? { '--x': table.x + 1, '--y': table.y + 1, '--w': table.w, '--h': table.h } : {};
  return h('li', { style },
    h('button', {
      type: 'button', class: `table-tile ${state} ${table.shape === 'round' ? 'is-round' : ''}`,
      'data-focus': `table ${table.id}`, 'data-test': 'table', 'data-table': table.id, 'data-name': table.name,
      on: { click: open }
    },
      h('span', { class: 'table-name' },
        h('span', { 'data-test': 'table-name' }, merged.length > 1 ? joinedCall(merged) : table.name),
        orders.length > 1 && h('span', { class: 'tag' }, t('table.orders', { n: orders.length })),
        orders.some((order) => order.channel === 'qr') && h('span', { class: 'tag', 'data-test': 'channel' }, t('channel.qr'))),
      state === 'free'
        ? h('span', { class: 'table-note' },
          t('table.free'),
          h('span', { class: 'weak' }, ' · ', t('table.seats', { n: table.seats ?? 0 })))
        : [
          h('span', { class: 'table-note' },
            icon(state === 'draft' ? 'edit' : 'clock', 15),
            h('span', {},
              state === 'draft' ? `${t('table.draft')} · ` : '',
              elapsed(minutes),
              guests > 0 ? ` · ${t('table.guests', { n: guests })}` : '')),
          h('span', { class: 'amount' }, money(sum))
        ]));
}

/** A takeout order as a row that opens it. */
export function takeoutRow(order) {
  const lines = (order.lines ?? []).filter((line) => !isStruck(line)).map((line) => `${line.name} ×${line.quantity}`);
  return h('li', {}, h('a', { class: 'row', href: `/till/orders/${order.id}` },
    h('span', { class: 'row-main' },
      h('span', { class: 'row-title' }, order.number ?? t('order.new'), ' ', order.unsent && h('span', { class: 'tag warning' }, t('table.draft')),
        ['kiosk', 'qr'].includes(order.channel) && h('span', { class: 'tag accent', 'data-test': 'channel' }, [t(`channel.${order.channel}`), order.note].filter(Boolean).join(' · '))),
      h('span', { class: 'row-sub' }, lines.join(', '))),
    h('time', { class: 'weak' }, clock(order.openedAt ?? order.placedAt ?? Date.now())),
    h('span', { class: 'amount strong' }, money(owed(order))),
    icon('next', 18)));
}
