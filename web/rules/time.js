const day = 86_400_000;

/** Minutes since a moment. */
export const minutesSince = (from, now) => Math.max(0, Math.floor((now - Date.parse(from)) / 60_000));

/** A business date some days later. */
export function addDays(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10);
}

/** Days from one date to another, both counted. */
export const daysBetween = (from, to) => Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day) + 1;

/** The business date of a moment: the day changes at the store's cutoff, not at midnight. */
export function businessDateOf(now, timezone = 'Asia/Seoul', businessDayStart = '05:00') {
  const [hours, minutes] = businessDayStart.split(':').map(Number);
  return localDate(now - (hours * 60 + minutes) * 60_000, timezone);
}

function localDate(moment, timezone) {
  const parts = new Intl.DateTimeFormat('en-US',
    { timeZone: timezone, calendar: 'gregory', numberingSystem: 'latn', year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(moment);
  return ['year', 'month', 'day'].map((type) => parts.find((part) => part.type === type).value).join('-');
}

/** The usual ranges, ending today. */
export function presets(today) {
  const monthStart = `${today.slice(0, 7)}-01`;
  return {
    today: { from: today, to: today },
    yesterday: { from: addDays(today, -1), to: addDays(today, -1) },
    week: { from: addDays(today, -6), to: today },
    month: { from: addDays(today, -29), to: today },
    thisMonth: { from: monthStart, to: today },
  };
}

/** The 24 hours of a business day, from cutoff to cutoff. */
export function hoursFrom(businessDayStart = '05:00') {
  const first = Number(businessDayStart.slice(0, 2));
  return Array.from({ length: 24 }, (_, place) => (first + place) % 24);
}

export function formatClock(moment, { timezone = 'Asia/Seoul', language = 'ko', seconds = false } = {}) {
  return new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone: timezone, hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined, hourCycle: 'h23',
  }).format(typeof moment === 'string' ? Date.parse(moment) : moment);
}

/** `3월 4일 (화)` / `Tue, 4 Mar`. */
export function formatDate(date, { language = 'ko', weekday = true } = {}) {
  const moment = Date.parse(`${date}T00:00:00Z`);
  return new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone: 'UTC', month: language === 'ko' ? 'long' : 'short', day: 'numeric', weekday: weekday ? 'short' : undefined,
  }).format(moment);
}

/** `2.14` for axes. */
export const shortDate = (date) => `${Number(date.slice(5, 7))}.${Number(date.slice(8, 10))}`;

export function formatMoment(text, { timezone = 'Asia/Seoul', language = 'ko' } = {}) {
  if (!text) return '';
  const moment = Date.parse(text);
  return `${formatDate(localDate(moment, timezone), { language, weekday: false })} ${formatClock(moment, { timezone, language })}`;
}
