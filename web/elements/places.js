import { language, t } from '../language.js';
import { mergedNames } from '../rules/floor.js';
import { withParticle } from '../rules/particles.js';
import { shop } from '../shop.js';

/** A table as people call it: `3번`, or its own name when that is no number. */
export const tableCall = (name) => (/^\d+$/.test(name) ? t('place.numbered', { name }) : t('place.named', { name }));

/** Tables that were joined: `1번+3번`. */
export const joinedCall = (names) => names.map((name) => (/^\d+$/.test(name) ? t('place.short', { name }) : name)).join('+');

const namesOf = (order) => mergedNames(order, order.tableId ? shop.table(order.tableId)?.name ?? order.tableName : null);

/** Where an order stands: `3번`, or its number when it has no table. */
export function placeOf(order) {
  const names = namesOf(order);
  if (names.length > 1) return t('place.joined', { names: joinedCall(names) });
  return names.length === 1 ? tableCall(names[0]) : order.number ?? t('order.new');
}

/** The title of an order: `3번 테이블`, `1번+3번` after a merge, or takeout. */
export function orderTitle(order) {
  const names = namesOf(order);
  if (names.length > 1) return t('order.joined', { names: joinedCall(names) });
  return names.length === 1 ? t('order.table', { name: names[0] }) : t('floor.takeout');
}

/** In a list of what was: the table, or the way it left, with the number that was called. */
export function whereOf(order, number) {
  const place = namesOf(order).length > 0 ? placeOf(order) : t(`channel.${order.channel === 'table' ? 'takeout' : order.channel}`);
  return [place, number].filter(Boolean).join(' · ');
}

/** A word with its Korean particle; English needs none. */
export const asPart = (word, pair) => (language() === 'ko' ? withParticle(word, pair) : word);
