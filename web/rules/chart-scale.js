/** A round number at or above the highest value, and the steps up to it. */
export function axisOf(highest, steps = 4) {
  if (!(highest > 0)) return { top: steps, ticks: Array.from({ length: steps + 1 }, (_, place) => place) };
  const raw = highest / steps;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * size).find((each) => each >= raw && Number.isInteger(each)) ?? Math.ceil(raw);
  const count = Math.ceil(highest / step);
  return { top: step * count, ticks: Array.from({ length: count + 1 }, (_, place) => place * step) };
}

/** Which of many labels fit without touching. */
export function sparse(count, room) {
  const every = Math.max(1, Math.ceil(count / Math.max(1, room)));
  return (place) => place % every === 0;
}

/** Moves labels that lie on each other apart, downwards; keeps their order. */
export function spread(points, gap, bottom) {
  const placed = [...points].sort((a, b) => a.y - b.y).map((point) => ({ ...point }));
  for (let place = 1; place < placed.length; place += 1) placed[place].y = Math.max(placed[place].y, placed[place - 1].y + gap);
  for (let place = placed.length - 1, limit = bottom; place >= 0 && placed[place].y > limit; place -= 1, limit -= gap) placed[place].y = limit;
  return placed;
}
