/**
 * The seam to the card terminal beside a kiosk. A terminal answers two questions and never throws:
 *   charge({tenderId, amount}) -> {outcome: 'approved'|'declined'|'unknown', approval?}
 *   ask(tenderId)              -> the same about an earlier charge; of one it never saw it says `declined`.
 * A maker's module calls `useCardTerminal(terminal)` when it is loaded; without one the simulated terminal answers.
 *
 * The simulated terminal remembers the truth about each tender in localStorage, as a real one does in its journal. The
 * address chooses how it behaves, for tests: `?terminal=decline` declines, `timeout` charges but says nothing for 20 s
 * (`unknown`; asked again it knows), `late` charges and does not know before 30 s. Anything else approves.
 */
const silence = 20_000;
const storageKey = 'card terminal';
const most = 200;

/**
 * @param {{storage: {getItem: Function, setItem: Function}, way: () => string|null, wait: (milliseconds: number) => Promise<void>, now: () => number}} place
 */
export function simulatedTerminal({ storage, way, wait, now }) {
  const journal = () => JSON.parse(storage.getItem(storageKey) ?? '{}');
  const write = (tenderId, entry) => {
    const entries = Object.entries({ ...journal(), [tenderId]: entry }).slice(-most);
    storage.setItem(storageKey, JSON.stringify(Object.fromEntries(entries)));
  };
  const approvalOf = (tenderId) => ({
    number: String(Number.parseInt(tenderId.replaceAll('-', '').slice(-8), 16) % 100_000_000).padStart(8, '0'), issuer: '모의카드', maskedNumber: '9410-12**-****-1234', installments: 0
  });
  const truth = (tenderId) => {
    const entry = journal()[tenderId];
    if (!entry) return { outcome: 'declined' };
    if (now() < entry.knownAt) return { outcome: 'unknown' };
    return entry.isApproved ? { outcome: 'approved', approval: approvalOf(tenderId) } : { outcome: 'declined' };
  };
  return {
    async charge({ tenderId, amount }) {
      if (!journal()[tenderId]) {
        const chosen = way();
        write(tenderId, { amount, isApproved: chosen !== 'decline', knownAt: now() + (chosen === 'late' ? 30_000 : 0) });
        if (['timeout', 'late'].includes(chosen)) {
          await wait(silence);
          return { outcome: 'unknown' };
        }
      }
      await wait(1_500);
      return truth(tenderId);
    },

    async ask(tenderId) {
      await wait(800);
      return truth(tenderId);
    },
  };
}

let chosen = null;

/** Lets a maker's terminal answer from now on. */
export function useCardTerminal(terminal) {
  chosen = terminal;
}

export const cardTerminal = () => chosen ??= simulatedTerminal({
  storage: localStorage, way: () => new URLSearchParams(location.search).get('terminal'),
  wait: (milliseconds) => new Promise((done) => setTimeout(done, milliseconds)), now: () => Date.now()
});
