/**
 * Kitchen stations and what is cooked where: an item's own station first, then its category's, then the default one.
 * @typedef {{id: string, name: string, categoryIds: string[], itemIds: string[], isDefault: boolean}} Station
 */

/** A station as it was typed takes its categories and items from the others; the first default stands until another one is. */
export function putStation(stations, station) {
  const without = (ids, taken) => ids.filter((id) => !taken.includes(id));
  const others = stations.map((each) => (each.id === station.id ? { ...each, ...station } : {
    ...each,
    categoryIds: without(each.categoryIds, station.categoryIds), itemIds: without(each.itemIds, station.itemIds),
    isDefault: each.isDefault && !station.isDefault,
  }));
  return withDefault(stations.some((each) => each.id === station.id) ? others : [...others, station]);
}

/** What a removed station cooked goes to the default one. The last station stays. */
export function dropStation(stations, id) {
  const left = stations.filter((station) => station.id !== id);
  return left.length === 0 ? stations : withDefault(left);
}

/** Exactly one station is the default one. */
function withDefault(stations) {
  const place = Math.max(0, stations.findIndex((station) => station.isDefault));
  return stations.map((station, at) => ({ ...station, isDefault: at === place }));
}

/** `192.168.0.20:9100` as a network printer, the port 9100 unless named; undefined for nothing, null when it is no address. */
export function printerOf(text, known) {
  const [host, port = '9100', more] = text.trim().split(':');
  if (host === '') return undefined;
  const number = Number(port);
  if (more !== undefined || /\s/.test(host) || !Number.isInteger(number) || number < 1 || number > 65_535) return null;
  return { ...known, host, port: number };
}

/** A printer as people type it. */
export const printerText = (printer) => (printer ? `${printer.host}${(printer.port ?? 9100) === 9100 ? '' : `:${printer.port}`}` : '');

/** Minutes as people type them, in whole seconds; null when it is no time from 0 to 24 hours. */
export function secondsOf(minutes) {
  const seconds = Math.round(Number(String(minutes).trim().replace(',', '.')) * 60);
  return String(minutes).trim() !== '' && seconds > 0 && seconds <= 86_400 ? seconds : null;
}

/** `300` -> `5`, `90` -> `1.5`. */
export const minutesOf = (seconds) => String(Math.round((seconds / 60) * 100) / 100);
