/**
 * How much more or less than before, for a sentence.
 * @returns {{kind: 'more'|'less'|'same'|'none', percent: number}}
 */
export function compare(now, before) {
  if (!(before > 0)) return { kind: 'none', percent: 0 };
  const percent = Math.round(((now - before) / before) * 100);
  if (percent === 0) return { kind: 'same', percent: 0 };
  return { kind: percent > 0 ? 'more' : 'less', percent: Math.abs(percent) };
}
