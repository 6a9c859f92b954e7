/** Is this a letter that takes two columns of a receipt? Hangul, kana, han and full-width forms do. */
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** A line as runs of narrow letters and single wide ones, so that columns stand under each other in every font. */
export function runsOf(line) {
  const runs = [];
  for (const letter of line) {
    const isWide = wide.test(letter);
    const last = runs.at(-1);
    if (!isWide && last && !last.isWide) last.text += letter;
    else runs.push({ text: letter, isWide });
  }
  return runs;
}
