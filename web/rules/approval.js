/** Rights that a higher PIN lends for one act, and what is typed into the pad of a PIN. */

const lentBy = [
  ['POST', /^\/sales\/[^/]+\/refunds$/, 'refund'],
  ['DELETE', /^\/sales\/[^/]+\/cash-receipt$/, 'refund'],
  ['PUT', /^\/orders\/[^/]+\/discounts$/, 'discount'],
  ['POST', /^\/orders\/[^/]+\/cancel$/, 'cancel-order'],
  ['POST', /^\/orders\/[^/]+\/lines\/[^/]+\/void$/, 'void-line'],
  ['POST', /^\/shifts\/[^/]+\/close$/, 'cancel-order'],
];

/**
 * The right that a refusal misses; null when it is another refusal. The server's sentence names it as `(refund)` or
 * `the right refund`; a field of that name goes before, and what the request does comes last.
 * @param {{status: number, code: string, title?: string, detail?: string, body?: any}} problem
 */
export function missingRight(problem, method, path) {
  // A drawer whose receipts nobody reported is signed off by somebody who sees the figures.
  if (problem.status === 403 && problem.code === 'receipts-unreported') return 'see-figures';
  if (problem.status !== 403 || problem.code !== 'right-missing') return null;
  if (problem.body?.right) return problem.body.right;
  const named = /(?:권한\(|the right )([a-z]+(?:-[a-z]+)*)/.exec(`${problem.title ?? ''} ${problem.detail ?? ''}`);
  if (named) return named[1];
  const plain = path.replace(/^.*\/api\/v1/, '').split('?')[0];
  return lentBy.find(([verb, pattern]) => verb === method && pattern.test(plain))?.[2] ?? null;
}

/** `cancel-order` as the name of a sentence: `cancelOrder`. */
export const rightName = (right) => right.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());

/** Only people of the shop are asked for a PIN, never guests, kiosks or the kitchen. */
export const mayBorrow = (session) => ['owner', 'manager', 'cashier', 'server'].includes(session?.role);

export const shortest = 4;
export const longest = 8;

/** One key of the pad on the digits typed so far. */
export function pressPin(digits, key) {
  if (key === 'back') return digits.slice(0, -1);
  if (key === 'clear') return '';
  return /^\d$/.test(key) && digits.length < longest ? digits + key : digits;
}

/** What a refused PIN means: `wrong`, `locked`, `noRight`, or `other`. */
export function pinProblem({ status, code }) {
  if (status === 429) return 'locked';
  if (code === 'wrong-pin') return 'wrong';
  return code === 'right-missing' ? 'noRight' : 'other';
}

/** Seconds as minutes and seconds. */
export const waitOf = (seconds) => ({ m: Math.floor(seconds / 60), s: seconds % 60 });
