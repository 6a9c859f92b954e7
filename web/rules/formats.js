const digitsOf = (text) => text.replace(/\D/g, '');

const joined = (parts) => parts.filter((part) => part !== '').join('-');

/** `01012345678` -> `010-1234-5678`, while typing too; knows Seoul's short 02. */
export function formatPhone(text) {
  const digits = digitsOf(text).slice(0, digitsOf(text).startsWith('02') ? 10 : 11);
  const area = digits.startsWith('02') ? 2 : 3;
  const rest = digits.slice(area);
  const middle = rest.length > 7 ? 4 : 3;
  return joined([digits.slice(0, area), rest.slice(0, middle), rest.slice(middle)]);
}

/** `1234567890` -> `123-45-67890`, while typing too. */
export function formatBusinessNumber(text) {
  const digits = digitsOf(text).slice(0, 10);
  return joined([digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)]);
}

export const isPhone = (text) => /^0\d{8,10}$/.test(digitsOf(text));

/** Ten digits of which the last is the check digit. */
export function isBusinessNumber(text) {
  const digits = [...digitsOf(text)].map(Number);
  if (digits.length !== 10) return false;
  const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
  const sum = weights.reduce((all, weight, place) => all + weight * digits[place], 0) + Math.floor((digits[8] * 5) / 10);
  return (10 - (sum % 10)) % 10 === digits[9];
}

/** Formats a field in place and keeps the caret after the digit it was after. */
export function formatInPlace(input, format) {
  const before = digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
  input.value = format(input.value);
  let place = 0;
  for (let seen = 0; place < input.value.length && seen < before; place += 1) if (/\d/.test(input.value[place])) seen += 1;
  input.setSelectionRange?.(place, place);
}
