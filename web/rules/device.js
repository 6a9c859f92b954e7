const browsers = [[/Edg\//, 'Edge'], [/SamsungBrowser\//, 'Samsung Internet'], [/Whale\//, 'Whale'], [/Firefox\//, 'Firefox'], [/(Chrome|CriOS)\//, 'Chrome'], [/Safari\//, 'Safari']];
const systems = [[/iPad/, 'iPad'], [/iPhone/, 'iPhone'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'Mac'], [/Linux|X11/, 'Linux']];

const named = (list, text) => list.find(([pattern]) => pattern.test(text))?.[1];

/** A browser's long name as people know it: `Chrome · Windows`; null when it is none. */
export function deviceName(userAgent) {
  if (!userAgent) return null;
  const parts = [named(browsers, userAgent), named(systems, userAgent)].filter(Boolean);
  return parts.length > 0 ? parts.join(' · ') : userAgent.slice(0, 40);
}
