const initials = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const finals = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];
const base = 0xac00;

const isSyllable = (char) => char >= '가' && char <= '힣';

function parts(char) {
  const code = char.charCodeAt(0) - base;
  return { initial: Math.floor(code / 588), vowel: Math.floor((code % 588) / 28), final: code % 28 };
}

/** The initial consonants of a text: `아메리카노` -> `ㅇㅁㄹㅋㄴ`. */
export function choseong(text) {
  return [...text].map((char) => (isSyllable(char) ? initials[parts(char).initial] : char)).join('');
}

/** Does what is being typed fit this letter? A syllable may still be growing. */
function fits(typed, letter, next, last) {
  if (typed === letter) return true;
  if (!isSyllable(letter)) return false;
  const there = parts(letter);
  if (initials.includes(typed)) return initials[there.initial] === typed;
  if (!isSyllable(typed)) return false;
  const wanted = parts(typed);
  if (wanted.initial !== there.initial || wanted.vowel !== there.vowel) return false;
  if (wanted.final === 0) return true;
  return last && there.final === 0 && next !== undefined && isSyllable(next) && initials[parts(next).initial] === finals[wanted.final];
}

const plain = (text) => text.normalize('NFC').toLowerCase().replace(/\s+/g, '');

/** Where the query begins in an already plain text, or -1. */
function find(query, text) {
  for (let start = 0; start + query.length <= text.length; start += 1) {
    let place = 0;
    while (place < query.length && fits(query[place],
      text[start + place],
      text[start + place + 1],
      place === query.length - 1)) place += 1;
    if (place === query.length) return start;
  }
  return -1;
}

/** Does the text contain the query, by letters, growing syllables or initial consonants? */
export function matches(query, text) {
  return find(plain(query), plain(text)) >= 0;
}

/**
 * Prepares items for searching once.
 * @param {{name: string, barcode?: string}[]} items
 */
export function indexItems(items) {
  return items.map((item) => {
    const text = plain(item.name);
    return { item, text, initials: choseong(text), barcode: item.barcode ?? '' };
  });
}

/** The items a query means, names that begin with it first. */
export function searchItems(index, query, limit = 60) {
  const wanted = plain(query);
  if (wanted === '') return [];
  const wantedInitials = choseong(wanted);
  const first = [];
  const later = [];
  for (const entry of index) {
    // Whatever fits has the same initial consonants, and those are found quickly.
    const mayFit = entry.initials.includes(wantedInitials);
    const place = entry.barcode === wanted ? 0 : mayFit ? find(wanted, entry.text) : -1;
    if (place === 0) first.push(entry.item);
    else if (place > 0) later.push(entry.item);
    if (first.length >= limit) break;
  }
  return [...first, ...later].slice(0, limit);
}
