import { missingRight } from './rules/approval.js';
import { uuidV7 } from './rules/ids.js';

/** What the server refused, in words for people; status 0 means that no answer came. */
export class ApiProblem extends Error {
  constructor({ status = 0, code = 'network', title = '', detail = '', errors = [], body = null, retryAfter = 0 }) {
    super(detail || title || code);
    Object.assign(this, { status, code, title, detail, errors: errors ?? [], body, retryAfter });
  }

  /** No answer, or one of a machine on the way: asking again is safe and may help. */
  get isPassing() {
    return this.status === 0 || [502, 503, 504].includes(this.status);
  }

  /** Whether the server did it nobody knows: it must be asked again with the same id, never anew. */
  get isUnknown() {
    return this.status === 0 || this.status >= 500;
  }
}

/** Tells `offline`, `online` and `signed-out`. */
export const connection = new EventTarget();

const v1 = '/bff/api/v1';
let csrfToken = '';
let offline = false;

export const newId = () => uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(16)));

export function rememberSession(session) {
  csrfToken = session?.csrfToken ?? '';
}

function reach(isOffline) {
  if (offline === isOffline) return;
  offline = isOffline;
  connection.dispatchEvent(new Event(isOffline ? 'offline' : 'online'));
}

/**
 * One request. Answers `{status, etag, data}`; everything else is thrown as an ApiProblem.
 * @param {string} method
 * @param {string} path
 * @param {{body?: any, type?: string, accept?: string, ifMatch?: string, ifNoneMatch?: string, key?: string, approval?: string, patience?: number, quiet?: boolean}} [how]
 */
async function call(method, path, how = {}) {
  const headers = { Accept: how.accept ?? 'application/json', 'Accept-Language': document.documentElement.lang };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  if (how.key) headers['Idempotency-Key'] = how.key;
  if (how.approval) headers['X-Approval'] = how.approval;
  if (how.ifMatch) headers['If-Match'] = how.ifMatch;
  if (how.ifNoneMatch) headers['If-None-Match'] = how.ifNoneMatch;
  if (how.body !== undefined) headers['Content-Type'] = how.type ?? 'application/json';
  const body = how.body === undefined || how.type ? how.body : JSON.stringify(how.body);
  let response;
  try {
    response = await fetch(path,
      { method, headers, body, credentials: 'same-origin', signal: AbortSignal.timeout(how.patience ?? 20_000) });
  } catch (failure) {
    reach(true);
    throw new ApiProblem({ title: String(failure?.message ?? '') });
  }
  const isJson = (response.headers.get('Content-Type') ?? '').includes('json');
  if (![502, 503, 504].includes(response.status)) reach(false);
  if (response.status === 304) return { status: 304, etag: how.ifNoneMatch, data: null };
  let data;
  try {
    data = response.status === 204 ? null : await (isJson ? response.json() : response.text());
  } catch (cut) {
    throw new ApiProblem({ title: String(cut?.message ?? '') });
  }
  if (!response.ok) throw refused(response, data, how.quiet);
  return { status: response.status, etag: response.headers.get('ETag'), data };
}

function refused({ status, headers }, data, quiet) {
  const problem = data && typeof data === 'object' ? data : {};
  // A wrong PIN is somebody's slip, not the end of the session.
  if (status === 401 && !quiet && problem.code !== 'wrong-pin') connection.dispatchEvent(new Event('signed-out'));
  return new ApiProblem({ code: `http-${status}`, ...problem, status, body: problem, retryAfter: Number(headers.get('Retry-After')) || 0 });
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

let lend = null;

/**
 * Who is asked for a right that is missing, before the same request is sent once more with what was lent.
 * @param {(right: string) => Promise<string|null|undefined>} ask the approval's token; null when nobody lent it, undefined when nobody may be asked
 */
export function onRightMissing(ask) {
  lend = ask;
}

/** Sends a request; when a right is missing asks for a higher PIN and sends the same one once more. */
async function lending(method, path, send) {
  try {
    return await send();
  } catch (problem) {
    const right = lend && missingRight(problem, method, path);
    const approval = right ? await lend(right) : undefined;
    if (approval === undefined) throw problem;
    if (approval === null) throw new ApiProblem({ ...problem.body, status: 403, code: 'approval-cancelled', errors: [] });
    return send(approval);
  }
}

/** A command that is asked again with the same key until an answer comes, a few times. */
async function command(method, path, body, how = {}) {
  const key = how.key ?? body?.id ?? newId();
  const send = (approval) => untilAnswered(method, path, { ...how, body, approval, key: method === 'POST' ? key : undefined });
  return how.quiet ? send() : lending(method, path, send);
}

async function untilAnswered(method, path, how) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await call(method, path, how)).data;
    } catch (problem) {
      if (!problem.isUnknown || attempt >= (how.attempts ?? 3)) throw problem;
      await pause(250 * 2 ** attempt);
    }
  }
}

const put = (path, how) => lending('PUT', path, (approval) => call('PUT', path, { ...how, approval }));
const get = async (path, how) => (await call('GET', path, how)).data;
const query = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '')).toString();

export const api = {
  signUp: (store) => command('POST', '/bff/sign-up', store, { quiet: true }),
  signIn: (username, password) => command('POST', '/bff/sign-in', { username, password }, { quiet: true }),
  signOut: () => command('POST', '/bff/sign-out'),
  session: () => get('/bff/session', { quiet: true }),
  isUsernameFree: async (name) => (await get(`/bff/usernames/${encodeURIComponent(name)}`, { quiet: true })).available,

  pair: (code) => command('POST', '/bff/pair', { code }, { quiet: true }),
  /** Another person works at this paired till from now on. */
  switchStaff: (pin) => command('POST', '/bff/pin', { pin }, { quiet: true, attempts: 1 }),
  approve: async (pin, act) => (await command('POST', `${v1}/approvals`, { pin, act }, { quiet: true, attempts: 1 })).token,
  openTable: (tableToken) => command('POST', '/bff/guest', { tableToken }, { quiet: true }),
  qrCodes: (tableIds) => command('POST', `${v1}/qr-codes`, { tableIds }),

  till: (etag) => call('GET', '/bff/till', { ifNoneMatch: etag }),
  /** What a kiosk or a guest may know of the shop, in the shape of the till. */
  visitorTill: async (etag) => {
    const answer = await call('GET', `${v1}/menu`, { ifNoneMatch: etag });
    return { ...answer, data: answer.data && { menu: answer.data } };
  },
  alerts: (filter) => get(`${v1}/dashboard/alerts?${query(filter)}`),
  figureReceipts: (filter) => get(`${v1}/dashboard/receipts?${query(filter)}`),
  dashboard: (from, to) => get(`/bff/dashboard?${query({ from, to })}`),

  order: (id) => get(`${v1}/orders/${id}`),
  orders: (filter) => get(`${v1}/orders?${query(filter)}`),
  placeOrder: (order) => command('POST', `${v1}/orders`, order),
  addLines: (orderId, batch) => command('POST', `${v1}/orders/${orderId}/lines`, batch),
  changeLine: (orderId, lineId, change) => command('PATCH', `${v1}/orders/${orderId}/lines/${lineId}`, change),
  voidLine: (orderId, lineId, body) => command('POST', `${v1}/orders/${orderId}/lines/${lineId}/void`, body),
  sendOrder: (orderId, lineIds) => command('POST', `${v1}/orders/${orderId}/send`, lineIds ? { lineIds } : {}),
  setDiscounts: (orderId, discounts) => command('PUT', `${v1}/orders/${orderId}/discounts`, discounts),
  changeOrder: (orderId, change) => command('PATCH', `${v1}/orders/${orderId}`, change),
  bill: (orderId, checkId) => get(`${v1}/orders/${orderId}/checks/${checkId}/bill`, { accept: 'text/plain' }),
  countBillPrint: (orderId, checkId) => command('POST', `${v1}/orders/${orderId}/checks/${checkId}/prints`, {}),
  cancelOrder: (orderId, reason) => command('POST', `${v1}/orders/${orderId}/cancel`, { reason }),
  splitCheck: (orderId, split) => command('POST', `${v1}/orders/${orderId}/checks`, split),
  putBackCheck: (orderId, checkId) => command('DELETE', `${v1}/orders/${orderId}/checks/${checkId}`),
  moveOrder: (orderId, tableId) => command('POST', `${v1}/orders/${orderId}/move`, { tableId }),
  mergeOrder: (orderId, fromOrderId) => command('POST', `${v1}/orders/${orderId}/merge`, { fromOrderId }),
  undoOrder: (orderId) => command('POST', `${v1}/orders/${orderId}/undo`, {}),

  sell: (sale) => command('POST', `${v1}/sales`, sale),
  pendingSales: () => get(`${v1}/sales/pending`),
  askTender: (saleId, tender) => command('POST', `${v1}/sales/${saleId}/tenders`, tender),
  answerTender: (saleId, tenderId, result) => command('POST', `${v1}/sales/${saleId}/tenders/${tenderId}/result`, result),
  dropSale: (saleId) => command('DELETE', `${v1}/sales/${saleId}`),
  sale: (id) => get(`${v1}/sales/${id}`),
  sales: (filter) => get(`${v1}/sales?${query(filter)}`),
  receipt: (saleId) => get(`${v1}/sales/${saleId}/receipt`, { accept: 'text/html' }),
  countPrint: (saleId) => command('POST', `${v1}/sales/${saleId}/prints`, {}),
  refundSale: (saleId, refund) => command('POST', `${v1}/sales/${saleId}/refunds`, refund),
  refund: (id) => get(`${v1}/refunds/${id}`),
  refunds: (filter) => get(`${v1}/refunds?${query(filter)}`),
  refundReceipt: (id) => get(`${v1}/refunds/${id}/receipt`, { accept: 'text/html' }),
  countRefundPrint: (id) => command('POST', `${v1}/refunds/${id}/prints`, {}),

  currentShift: (terminalId) => get(`${v1}/shifts/current?${query({ terminalId })}`),
  shifts: (filter) => get(`${v1}/shifts?${query(filter)}`),
  openShift: (shift) => command('POST', `${v1}/shifts`, shift),
  moveCash: (shiftId, movement) => command('POST', `${v1}/shifts/${shiftId}/movements`, movement),
  shiftReport: (shiftId) => get(`${v1}/shifts/${shiftId}/report`),
  closeShift: (shiftId, body, key) => command('POST', `${v1}/shifts/${shiftId}/close`, body, { key }),
  settle: (businessDate) => command('POST', `${v1}/settlements`, { businessDate }),
  settlements: (filter) => get(`${v1}/settlements?${query(filter)}`),
  settlement: (date) => get(`${v1}/settlements/${date}`),
  ownerMessages: (filter) => get(`${v1}/messages?${query(filter)}`),

  createCategory: (category) => command('POST', `${v1}/categories`, category),
  changeCategory: (id, change) => command('PATCH', `${v1}/categories/${id}`, change),
  removeCategory: (id) => command('DELETE', `${v1}/categories/${id}`),
  orderCategories: (ids, ifMatch) => command('PUT', `${v1}/categories/order`, ids, { ifMatch }),
  createItem: (item) => command('POST', `${v1}/items`, item),
  changeItem: (id, change) => command('PATCH', `${v1}/items/${id}`, change),
  removeItem: (id) => command('DELETE', `${v1}/items/${id}`),
  optionGroups: () => get(`${v1}/option-groups`),
  createOptionGroup: (group) => command('POST', `${v1}/option-groups`, group),
  changeOptionGroup: (id, change) => command('PATCH', `${v1}/option-groups/${id}`, change),
  removeOptionGroup: (id) => command('DELETE', `${v1}/option-groups/${id}`),
  importMenu: (csv, dryRun) => command('POST',
    `${v1}/menu/import?dryRun=${dryRun}`,
    csv,
    { type: 'text/csv; charset=utf-8', attempts: 1, patience: 120_000 }),
  exportPath: `${v1}/menu/export.csv`,

  tickets: (filter) => get(`${v1}/kitchen/tickets?${query(filter)}`),
  moveTicket: (id, step) => command('POST', `${v1}/kitchen/tickets/${id}/${step}`, {}),
  bumpLine: (id, lineId) => command('POST', `${v1}/kitchen/tickets/${id}/lines/${lineId}/bump`, {}),
  stations: (etag) => call('GET', `${v1}/kitchen/stations`, { ifNoneMatch: etag }),
  saveStations: (kitchen, ifMatch) => put(`${v1}/kitchen/stations`, { body: kitchen, ifMatch }),
  board: () => get(`${v1}/kitchen/board`),

  floor: () => call('GET', `${v1}/floor`),
  saveFloor: (areas, ifMatch) => put(`${v1}/floor`, { body: { areas }, ifMatch }),

  store: () => get(`${v1}/store`),
  changeStore: (change) => command('PATCH', `${v1}/store`, change),
  staff: () => get(`${v1}/staff`),
  addStaff: (person) => command('POST', `${v1}/staff`, person),
  changeStaff: (id, change) => command('PATCH', `${v1}/staff/${id}`, change),
  terminals: () => get(`${v1}/terminals`),
  addTerminal: (terminal) => command('POST', `${v1}/terminals`, terminal),
  renewCode: (id) => command('POST', `${v1}/terminals/${id}/code`, {}),
  removeTerminal: (id) => command('DELETE', `${v1}/terminals/${id}`),
  sessions: () => get(`${v1}/sessions`),
  endSession: (id) => command('DELETE', `${v1}/sessions/${id}`),

  consultings: () => get(`${v1}/consultings`),
  consulting: (id) => get(`${v1}/consultings/${id}`),
  startConsulting: (job) => command('POST', `${v1}/consultings`, job),
};

/** Reads a whole list, page by page. */
export async function readAll(page) {
  const all = [];
  let after;
  do {
    const answer = await page({ after, limit: 200 });
    all.push(...(answer.data ?? answer));
    after = answer.next;
  } while (after && all.length < 2000);
  return all;
}

/**
 * The live stream; it reconnects by itself.
 * @param {(kind: string, event: any) => void} hear
 */
export function openLive(hear) {
  const stream = new EventSource('/bff/live');
  for (const kind of ['order', 'kitchen', 'menu', 'sale', 'shift', 'consulting', 'summary', 'reset']) {
    stream.addEventListener(kind, (message) => hear(kind, message.data ? JSON.parse(message.data) : {}));
  }
  stream.addEventListener('open', () => hear('open', {}));
  return () => stream.close();
}
