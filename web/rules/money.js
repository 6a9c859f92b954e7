const decimals = { KRW: 0, JPY: 0, USD: 2, EUR: 2 };
const signs = { KRW: '₩', JPY: '¥', USD: '$', EUR: '€' };

/** Digits after the point of a currency. */
export const minorDigits = (currency) => decimals[currency] ?? 2;

/** `12345` -> `12,345`, with a real minus sign. */
export function formatNumber(value, digits = 0) {
  const text = Math.abs(value).toFixed(digits);
  const [whole, part] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const negative = value < 0 && Number(text) !== 0;
  return (negative ? '−' : '') + grouped + (part ? `.${part}` : '');
}

/**
 * An amount in minor units as people write it: `12,300원` in Korean, `₩12,300` in English.
 * @param {number} amount
 * @param {{currency?: string, language?: string, sign?: boolean}} [how] `sign` writes a plus as well
 */
export function formatMoney(amount, { currency = 'KRW', language = 'ko', sign = false } = {}) {
  const digits = minorDigits(currency);
  const number = formatNumber(Math.abs(amount) / 10 ** digits, digits);
  const before = amount < 0 ? '−' : sign && amount > 0 ? '+' : '';
  if (currency === 'KRW' && language === 'ko') return `${before}${number}원`;
  return `${before}${signs[currency] ?? `${currency} `}${number}`;
}

/** What somebody typed as an amount, in minor units; null when it is none. */
export function parseMoney(text, currency = 'KRW') {
  const clean = String(text).replace(/[,\s₩원$€¥]/g, '');
  if (!/^\d+(\.\d+)?$/.test(clean)) return null;
  return Math.round(Number(clean) * 10 ** minorDigits(currency));
}

/** Short amounts for axes: 1,250,000 -> `125만` in Korean, `1.3M` in English. */
export function formatShort(amount, { currency = 'KRW', language = 'ko' } = {}) {
  const value = amount / 10 ** minorDigits(currency);
  const steps = language === 'ko' ? [[1e8, '억'], [1e4, '만'], [1e3, '천']] : [[1e9, 'B'], [1e6, 'M'], [1e3, 'K']];
  for (const [size, word] of steps) {
    if (Math.abs(value) >= size) return formatNumber(Math.round((value / size) * 10) / 10, 1).replace(/\.0$/, '') + word;
  }
  return formatNumber(value);
}
