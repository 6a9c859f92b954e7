import { fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, sayProblem, t } from '../language.js';
import { kioskPayment } from '../kiosk-payment.js';
import { shop } from '../shop.js';
import { visit } from '../visit.js';
import { callStaff } from './kiosk-tools.js';
import { button } from './states.js';

/** Sign, and what one may do, in each state of a payment. Nothing that was perhaps charged can be charged again. */
const faces = {
  working: { sign: 'clock', acts: [] },
  charging: { sign: 'card', acts: [] },
  asking: { sign: 'clock', acts: [] },
  storing: { sign: 'clock', acts: [] },
  unknown: { sign: 'clock', acts: ['call', 'ask'] },
  conflict: { sign: 'alert', acts: ['end', 'call'] },
  stuck: { sign: 'offline', acts: ['back', 'ask'] },
  stuckPaid: { sign: 'offline', acts: ['call', 'ask'] },
  paused: { sign: 'card', acts: ['end', 'pay'] },
  changed: { sign: 'tag', acts: ['back', 'pay'] },
  declined: { sign: 'alert', acts: ['end', 'back', 'pay'] },
  refused: { sign: 'alert', acts: ['end', 'back'] },
};

/** The card terminal and what it answers. */
export function payPage(board, controls, screen) {
  const acts = {
    ask: ['payAct.ask', () => kioskPayment.run()],
    pay: ['payAct.pay', () => kioskPayment.retry()],
    call: ['payAct.call', callStaff],
    back: ['payAct.back', backToMenu],
    end: ['payAct.end', () => screen.tell('end')],
  };
  return () => {
    const { state, payment, problem } = kioskPayment;
    if (!payment) return;
    const face = state === 'stuck' && kioskPayment.mayHoldMoney ? 'stuckPaid' : state;
    if (!faces[face]) return;
    const { sign, acts: names } = faces[face];
    fill(board,
      h('span', { class: `kiosk-sign is-${face}` }, icon(sign, 56)),
      h('h1', { 'data-test': 'pay-state', 'data-state': face }, t(`payState.${face}`)),
      h('p', { class: 'kiosk-lead', 'data-say': true, role: 'status' }, wordsOf(face, payment, problem)),
      payment.amount > 0 && h('p', { class: 'kiosk-amount amount', 'data-say': true, 'data-test': 'due' }, money(payment.amount)));
    fill(controls,
      face === 'charging' && h('div', { class: 'kiosk-terminal', 'aria-hidden': 'true' }, icon('card', 96), h('span', { class: 'terminal-slot' })),
      h('div', { class: 'kiosk-acts is-column' }, names.toReversed().map((name, place) => button(t(acts[name][0]), acts[name][1],
        { look: `large ${place === 0 ? 'primary' : ''}`, 'data-test': `pay-${name}`, 'data-focus': `pay ${name}` }))));
  };
}

function wordsOf(face, payment, problem) {
  if (face === 'refused') return sayProblem(problem);
  if (face === 'changed') return t('payText.changed', { before: money(payment.expected), after: money(payment.amount) });
  return t(`payText.${face}`, { number: payment.number ?? '' });
}

/** Back to the cart, which a reload may have emptied here but not in the payment. */
async function backToMenu() {
  const { cart } = kioskPayment.payment ?? {};
  if (!(await kioskPayment.leave())) return;
  if (visit.cart.count === 0 && cart) visit.cart.put(cart);
  await shop.reload().catch(() => { /* the menu tells it */ });
  visit.cart.refresh(shop.items);
  visit.go('menu', { place: visit.place ?? 'here' });
}
