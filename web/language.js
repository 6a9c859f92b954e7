import { messages } from './messages.js';
import { formatMoney, formatShort } from './rules/money.js';
import { formatClock, formatDate, formatMoment } from './rules/time.js';
import { shop } from './shop.js';

export const language = () => (document.documentElement.lang === 'ko' ? 'ko' : 'en');

/**
 * A sentence in the reader's language. `{name}` is replaced; in English `one|many` chooses by `n`.
 * @param {string} key
 * @param {Record<string, any>} [values]
 */
export function t(key, values = {}) {
  const pair = messages[key];
  if (!pair) return key;
  let text = pair[language() === 'ko' ? 0 : 1];
  if (text.includes('|')) text = text.split('|')[values.n === 1 ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

export function setLanguage(next) {
  document.documentElement.lang = next;
  keep('language', next);
  window.dispatchEvent(new Event('language'));
}

/** `light`, `dark` or `auto`. */
export function setTheme(next) {
  keep('theme', next);
  const dark = next === 'dark' || (next === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  window.dispatchEvent(new Event('theme'));
}

export const theme = () => kept('theme') ?? 'auto';

/** Remembers a small thing on this device; a browser that forbids it forgets. */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch { /* private mode */ }
}

export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const place = () => ({ language: language(), currency: shop.currency, timezone: shop.timezone });

export const money = (amount, how) => formatMoney(amount ?? 0, { ...place(), ...how });
export const shortMoney = (amount) => formatShort(amount, place());
export const clock = (moment, how) => formatClock(moment, { ...place(), ...how });
export const dateText = (date, how) => formatDate(date, { ...place(), ...how });
export const momentText = (text) => formatMoment(text, place());

/** `25분`, `1시간 5분`. */
export function elapsed(minutes) {
  if (minutes < 60) return t('time.minutes', { m: minutes });
  return t('time.hours', { h: Math.floor(minutes / 60), m: minutes % 60 });
}

/** What a refusal says to the person: its own words, or ours when no answer came. */
export function sayProblem(problem) {
  if (problem?.status === 0) return t('problem.network');
  if (problem?.code === 'approval-cancelled') return t('approval.cancelled');
  if (problem?.isPassing || (problem?.status >= 500 && !problem.detail)) return t('problem.busy');
  const details = (problem?.errors ?? []).map((each) => each.detail).filter(Boolean);
  return problem?.detail || details[0] || problem?.title || t('problem.unknown');
}
