/** A kiosk that nobody touches for a minute asks for ten seconds, then everything is cleared for the next guest. */
export const calmFor = 60_000;
export const askFor = 10_000;

/** Seconds left to say that one is still here: null while nobody has to be asked, 0 when it is over. */
export function secondsLeft(touchedAt, now) {
  const over = now - touchedAt - calmFor;
  if (over < 0) return null;
  return Math.max(0, Math.ceil((askFor - over) / 1000));
}
