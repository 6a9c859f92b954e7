import { h, s } from './dom.js';
import { axisOf, sparse, spread } from './rules/chart-scale.js';

/** A phone draws fewer units, so that its letters keep their size. */
const isNarrow = () => matchMedia('(max-width: 37.5em)').matches;

/**
 * A chart with its axes, and the same figures as a table for screen readers.
 * @param {SVGElement} svg
 * @param {{title: string, head: string[], rows: (string|number)[][]}} table
 */
function figure(svg, { title, head, rows }) {
  svg.setAttribute('aria-hidden', 'true');
  return h('figure', { class: 'chart' },
    svg,
    h('div', { class: 'hidden-text' }, h('table', {},
      h('caption', {}, title),
      h('thead', {}, h('tr', {}, head.map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody', {},
        rows.map((row) => h('tr', {},
          row.map((cell, place) => (place === 0 ? h('th', { scope: 'row' }, cell) : h('td', {}, cell)))))))));
}

function frame({ width, height, highest, format }) {
  const left = 44;
  const bottom = height - 24;
  const axis = axisOf(highest);
  const y = (value) => bottom - (value / axis.top) * (bottom - 12);
  const grid = axis.ticks.map((tick) => [
    s('line', { class: tick === 0 ? 'axis' : 'grid', x1: left, x2: width, y1: y(tick), y2: y(tick) }),
    s('text', { x: left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, format(tick))
  ]);
  return { left, bottom, y, grid };
}

/**
 * Bars with an axis: one value a bar.
 * @param {{title: string, label: string, valueLabel: string, points: {name: string, value: number, text: string, pale?: boolean}[], format: (value: number) => string, width?: number, height?: number}} what
 */
export function barChart({ title, label, valueLabel, points, format, width = isNarrow() ? 340 : 640, height = isNarrow() ? 210 : 240 }) {
  const { left, bottom, y, grid } = frame({ width, height, highest: Math.max(0, ...points.map((point) => point.value)), format });
  const step = (width - left) / Math.max(1, points.length);
  const size = Math.min(34, step * 0.64);
  const shows = sparse(points.length, Math.floor((width - left) / 44));
  const svg = s('svg', { viewBox: `0 0 ${width} ${height}` }, grid, points.map((point, place) => {
    const middle = left + step * (place + 0.5);
    const top = Math.min(y(Math.max(0, point.value)), bottom);
    return [
      s('rect',
        {
          class: `bar ${point.pale ? 'pale' : ''}`, x: middle - size / 2, y: top, width: size, height: Math.max(0, bottom - top),
          rx: Math.min(4, size / 3)
        },
        s('title', {}, `${point.name} ${point.text}`)),
      shows(place) && s('text', { x: middle, y: bottom + 18, 'text-anchor': 'middle' }, point.name),
    ];
  }));
  return figure(svg, { title, head: [label, valueLabel], rows: points.map((point) => [point.name, point.text]) });
}

/**
 * A line with an optional paler one of the time before.
 * @param {{title: string, label: string, valueLabel: string, points: {name: string, value: number, text: string, before?: number}[], format: (value: number) => string, width?: number, height?: number}} what
 */
export function lineChart({ title, label, valueLabel, points, format, width = isNarrow() ? 340 : 640, height = isNarrow() ? 210 : 240 }) {
  const { left, bottom, y, grid } = frame({
    width, height, highest: Math.max(0, ...points.map((point) => Math.max(point.value, point.before ?? 0))), format
  });
  const x = (place) => left + 12 + ((width - left - 28) * place) / Math.max(1, points.length - 1);
  const path = (values) => values.map((value, place) => `${place === 0 ? 'M' : 'L'}${x(place).toFixed(1)} ${y(Math.max(0, value)).toFixed(1)}`).join('');
  const shows = sparse(points.length, Math.floor((width - left) / 52));
  const line = path(points.map((point) => point.value));
  const svg = s('svg', { viewBox: `0 0 ${width} ${height}` }, grid,
    points.some((point) => point.before !== undefined) && s('path',
      { class: 'path pale', d: path(points.map((point) => point.before ?? 0)) }),
    points.length > 1 && s('path',
      {
        class: 'area', d: `${line}L${x(points.length - 1)} ${bottom}L${x(0)} ${bottom}Z`
      }), s('path', { class: 'path', d: line }),
    points.map((point, place) => [
      points.length <= 31 && s('circle', { class: 'dot', cx: x(place), cy: y(Math.max(0, point.value)), r: 3.5 },
        s('title', {}, `${point.name} ${point.text}`)),
      shows(place) && s('text', { x: x(place), y: bottom + 18, 'text-anchor': 'middle' }, point.name)
    ]));
  return figure(svg, { title, head: [label, valueLabel], rows: points.map((point) => [point.name, point.text]) });
}

/**
 * Items on two axes with their names: right is popular, up earns much.
 * @param {{title: string, points: {name: string, x: number, y: number, xText: string, yText: string, kind: string, kindName: string}[], middle: {x: number, y: number}, corners: Record<string, string>, xLabel: string, yLabel: string, head: string[]}} what
 */
export function quadrantChart({ title, points, middle, corners, xLabel, yLabel, head, width = isNarrow() ? 340 : 720, height = 480 }) {
  const [left, right, top, bottom] = [28, width - 12, 28, height - 32];
  const centre = { x: (left + right) / 2, y: (top + bottom) / 2 };
  // Each half has its own scale, so that no field is left empty.
  const side = (values, middleValue, room) => {
    const low = Math.max(middleValue - Math.min(...values), 1e-9);
    const high = Math.max(Math.max(...values) - middleValue, 1e-9);
    return (value) => ((value - middleValue) / (value < middleValue ? low : high)) * room;
  };
  const alongX = side(points.map((point) => point.x), middle.x, (right - left) / 2 - 16);
  const alongY = side(points.map((point) => point.y), middle.y, (bottom - top) / 2 - 16);
  const x = (value) => centre.x + alongX(value);
  const y = (value) => centre.y - alongY(value);
  const spots = points.map((point) => ({ ...point, px: x(point.x), y: y(point.y), dotY: y(point.y) }));
  const isLeft = (spot) => (width < 600 ? spot.px > centre.x : spot.px > right - 130 || (spot.px < centre.x && spot.px > centre.x - 110));
  // Where names reach across the middle, all of them share one column of lines.
  const halves = [spots.filter((spot) => spot.px < width / 2), spots.filter((spot) => spot.px >= width / 2)];
  const near = (width < 600 ? [spots] : halves).flatMap((half) => spread(half, 14, bottom - 4));
  const corner = (kind, cx, cy, anchor) => s('text', { class: 'quadrant', x: cx, y: cy, 'text-anchor': anchor }, corners[kind]);
  const svg = s('svg', { viewBox: `0 0 ${width} ${height}` },
    s('rect', { class: 'quad star', x: centre.x, y: top, width: (right - left) / 2, height: (bottom - top) / 2, rx: 8 }),
    s('line',
      { class: 'axis', x1: left, x2: right, y1: centre.y, y2: centre.y }), s('line',
        { class: 'axis', x1: centre.x, x2: centre.x, y1: top, y2: bottom }),
    corner('puzzle', left + 4, top - 8, 'start'), corner('star', right - 4, top - 8, 'end'), corner('dog', left + 4, bottom + 18, 'start'), corner('plowhorse', right - 4, bottom + 18, 'end'),
    s('text', { x: centre.x, y: bottom + 18, 'text-anchor': 'middle' },
      xLabel), s('text', { x: centre.x, y: top - 8, 'text-anchor': 'middle' }, yLabel),
    near.map((spot) => [
      s('circle', { class: `spot ${spot.kind}`, cx: spot.px, cy: spot.dotY, r: 5 },
        s('title', {}, `${spot.name}: ${spot.kindName}`)),
      s('text',
        { class: 'name', x: spot.px + (isLeft(spot) ? -9 : 9), y: spot.y + 4, 'text-anchor': isLeft(spot) ? 'end' : 'start' },
        spot.name)
    ]));
  return figure(svg, { title, head, rows: points.map((point) => [point.name, point.kindName, point.xText, point.yText]) });
}
