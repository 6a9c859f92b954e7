/**
 * A UUID version 7: sorted by time, lower case.
 * @param {number} now milliseconds since 1970
 * @param {Uint8Array} random sixteen random bytes
 */
export function uuidV7(now, random) {
  const bytes = Uint8Array.from(random);
  for (let place = 5, rest = now; place >= 0; place -= 1, rest = Math.floor(rest / 256)) bytes[place] = rest % 256;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
