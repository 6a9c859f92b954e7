/** QR codes of bytes with medium error correction, versions 1 to 10 (213 bytes): enough for an address. */

const correctionOf = [0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const blocksOf = [0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
const versions = Array.from({ length: 10 }, (_, place) => place + 1);

function bytesOf(version) {
  let bits = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const marks = Math.floor(version / 7) + 2;
    bits -= (25 * marks - 10) * marks - 55;
    if (version >= 7) bits -= 36;
  }
  return Math.floor(bits / 8);
}

const roomOf = (version) => bytesOf(version) - correctionOf[version] * blocksOf[version];
const headOf = (version) => (version < 10 ? 12 : 20);

/** Product in the field of 256 elements that QR codes count in. */
function times(a, b) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> bit) & 1) * a;
  }
  return product;
}

function generator(degree) {
  const factors = new Uint8Array(degree);
  factors[degree - 1] = 1;
  let root = 1;
  for (let step = 0; step < degree; step += 1) {
    for (let place = 0; place < degree; place += 1) factors[place] = times(factors[place], root) ^ (factors[place + 1] ?? 0);
    root = times(root, 2);
  }
  return factors;
}

/** The Reed-Solomon remainder of a block. */
export function correction(data, degree) {
  const factors = generator(degree);
  const rest = new Array(degree).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    factors.forEach((each, place) => { rest[place] ^= times(each, factor); });
  }
  return rest;
}

/** Length, bytes and padding as the code words of a version. */
function wordsOf(bytes, version) {
  const bits = [];
  const put = (value, count) => { for (let bit = count - 1; bit >= 0; bit -= 1) bits.push((value >>> bit) & 1); };
  put(4, 4);
  put(bytes.length, headOf(version) - 4);
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, roomOf(version) * 8 - bits.length));
  while (bits.length % 8 !== 0) bits.push(0);
  const words = [];
  for (let place = 0; place < bits.length; place += 8) words.push(Number.parseInt(bits.slice(place, place + 8).join(''), 2));
  for (let pad = 0xec; words.length < roomOf(version); pad ^= 0xfd) words.push(pad);
  return words;
}

/** The words in blocks, each with its correction, read across all blocks. */
function interleaved(words, version) {
  const [count, degree] = [blocksOf[version], correctionOf[version]];
  const total = bytesOf(version);
  const short = count - (total % count);
  const length = Math.floor(total / count) - degree;
  const blocks = [];
  for (let place = 0, from = 0; place < count; place += 1) {
    const data = words.slice(from, from += length + (place < short ? 0 : 1));
    blocks.push({ data, rest: correction(data, degree) });
  }
  const across = (part, most) => Array.from({ length: most }, (_, place) => blocks.map((block) => block[part][place])).flat().filter((word) => word !== undefined);
  return [...across('data', length + 1), ...across('rest', degree)];
}

function marksOf(version, size) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const places = [6];
  for (let place = size - 7; places.length < count; place -= step) places.splice(1, 0, place);
  return places;
}

const masks = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3, (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3), (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2, (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** What every code of a version has: finders, timing, alignment, version; `fixed` says what data may not touch. */
function ground(version) {
  const size = version * 4 + 17;
  const dark = Array.from({ length: size }, () => new Array(size).fill(false));
  const fixed = Array.from({ length: size }, () => new Array(size).fill(false));
  const set = (x, y, isDark) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    dark[y][x] = Boolean(isDark);
    fixed[y][x] = true;
  };
  const rings = (cx, cy, reach, isDark) => {
    for (let y = -reach; y <= reach; y += 1) for (let x = -reach; x <= reach; x += 1) set(cx + x, cy + y, isDark(Math.max(Math.abs(x), Math.abs(y))));
  };
  for (let place = 0; place < size; place += 1) {
    set(6, place, place % 2 === 0);
    set(place, 6, place % 2 === 0);
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) rings(x, y, 4, (far) => far !== 2 && far !== 4);
  const marks = marksOf(version, size);
  for (const x of marks) for (const y of marks) if (!((x === 6 && (y === 6 || y === size - 7)) || (x === size - 7 && y === 6))) rings(x, y, 2, (far) => far !== 1);
  if (version >= 7) {
    let rest = version;
    for (let step = 0; step < 12; step += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let bit = 0; bit < 18; bit += 1) {
      const [a, b] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      set(a, b, (bits >>> bit) & 1);
      set(b, a, (bits >>> bit) & 1);
    }
  }
  writeFormat(set, size, 0);
  return { size, dark, fixed, set };
}

function writeFormat(set, size, mask) {
  let rest = mask;
  for (let step = 0; step < 10; step += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (place) => (bits >>> place) & 1;
  for (let place = 0; place <= 5; place += 1) set(8, place, bit(place));
  set(8, 7, bit(6));
  set(8, 8, bit(7));
  set(7, 8, bit(8));
  for (let place = 9; place < 15; place += 1) set(14 - place, 8, bit(place));
  for (let place = 0; place < 8; place += 1) set(size - 1 - place, 8, bit(place));
  for (let place = 8; place < 15; place += 1) set(8, size - 15 + place, bit(place));
  set(8, size - 8, true);
}

function writeWords({ size, dark, fixed }, words) {
  let bit = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (fixed[y][x]) continue;
        dark[y][x] = bit < words.length * 8 && ((words[bit >>> 3] >>> (7 - (bit & 7))) & 1) === 1;
        bit += 1;
      }
    }
  }
}

/** How hard a code is to read: long runs, blocks, shapes like finders, too much of one colour. */
function penalty(dark) {
  const size = dark.length;
  const lines = [...dark, ...dark.map((_, x) => dark.map((row) => row[x]))].map((line) => line.map(Number).join(''));
  let sum = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) sum += run.length - 2;
    sum += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  for (let y = 1; y < size; y += 1) for (let x = 1; x < size; x += 1) if (dark[y][x] === dark[y][x - 1] && dark[y][x] === dark[y - 1][x] && dark[y][x] === dark[y - 1][x - 1]) sum += 3;
  const share = dark.flat().filter(Boolean).length / (size * size);
  return sum + Math.floor(Math.abs(share - 0.5) * 20) * 10;
}

/**
 * The dark and light fields of a QR code, row by row, without the quiet edge.
 * @param {string} text
 * @returns {boolean[][]}
 */
export function qrCode(text) {
  const bytes = new TextEncoder().encode(text);
  const version = versions.find((each) => headOf(each) + bytes.length * 8 <= roomOf(each) * 8);
  if (!version) throw new RangeError('too long for a QR code');
  const words = interleaved(wordsOf(bytes, version), version);
  const tries = masks.map((mask, place) => {
    const code = ground(version);
    writeWords(code, words);
    for (let y = 0; y < code.size; y += 1) for (let x = 0; x < code.size; x += 1) if (!code.fixed[y][x] && mask(x, y) === 0) code.dark[y][x] = !code.dark[y][x];
    writeFormat(code.set, code.size, place);
    return code.dark;
  });
  return tries.map((dark) => ({ dark, penalty: penalty(dark) })).sort((a, b) => a.penalty - b.penalty)[0].dark;
}

/** The dark fields as one SVG path, each field one unit, with a quiet edge of four. */
export function qrPath(rows) {
  const path = rows.flatMap((row, y) => row.flatMap((isDark, x) => (isDark && !row[x - 1] ? `M${x + 4} ${y + 4}h${(row.indexOf(false, x) < 0 ? row.length : row.indexOf(false, x)) - x}v1H${x + 4}z` : [])));
  return { size: rows.length + 8, path: path.join('') };
}
