/**
 * A row that is wider than the screen: scrolls the chosen one into sight and fades out the sides where more follow.
 * @param {HTMLElement} row
 * @param {HTMLElement|null} chosen
 * @param {AbortSignal} ended
 */
export function showMore(row, chosen, ended) {
  const mark = () => {
    const hidden = row.scrollWidth - row.clientWidth;
    row.classList.toggle('more-before', row.scrollLeft > 2);
    row.classList.toggle('more-after', row.scrollLeft < hidden - 2);
  };
  const sizes = new ResizeObserver(mark);
  sizes.observe(row);
  ended.addEventListener('abort', () => sizes.disconnect());
  row.addEventListener('scroll', mark, { signal: ended, passive: true });
  if (chosen) row.scrollLeft = chosen.offsetLeft - row.offsetLeft - (row.clientWidth - chosen.offsetWidth) / 2;
  mark();
}
