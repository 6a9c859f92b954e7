/**
 * Where the four fields of the menu plot meet. The server decides the classes; the lines are laid between them:
 * popularity between the popular and the others, margin likewise.
 * @param {{class: string, share: number, margin: number}[]} items
 */
export function middleOf(items) {
  const popular = (item) => item.class === 'star' || item.class === 'plowhorse';
  const rich = (item) => item.class === 'star' || item.class === 'puzzle';
  return { x: between(items, popular, (item) => item.share), y: between(items, rich, (item) => item.margin) };
}

function between(items, isHigh, value) {
  const high = items.filter(isHigh).map(value);
  const low = items.filter((item) => !isHigh(item)).map(value);
  if (high.length === 0 && low.length === 0) return 0;
  if (high.length === 0) return Math.max(...low) * 1.05;
  if (low.length === 0) return Math.min(...high) * 0.95;
  return (Math.min(...high) + Math.max(...low)) / 2;
}
