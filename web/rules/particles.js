const finalOf = { 0: 'ㅇ', 1: 'ㄹ', 3: 'ㅁ', 6: 'ㄱ', 7: 'ㄹ', 8: 'ㄹ', l: 'ㄹ', m: 'ㅁ', n: 'ㄴ', r: 'ㄹ' };

/** The last sound of a word as it is read in Korean: '' for a vowel, `ㄹ`, or another consonant. */
function lastSound(word) {
  const last = word.trim().at(-1)?.toLowerCase() ?? '';
  const code = last.charCodeAt(0) - 0xac00;
  if (!(code >= 0 && code < 11172)) return finalOf[last] ?? '';
  const final = code % 28;
  return final === 0 ? '' : final === 8 ? 'ㄹ' : 'ㄴ';
}

/** A word with the particle that fits it: `3번` and `을/를` make `3번을`. */
export function withParticle(word, pair) {
  const [closed, open] = pair.split('/');
  const sound = lastSound(word);
  return word + (sound === '' || (closed === '으로' && sound === 'ㄹ') ? open : closed);
}
