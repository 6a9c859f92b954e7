import { fill, h } from '../dom.js';
import { icon, mark } from '../icons.js';
import { money, setLanguage, t } from '../language.js';
import { kioskPayment } from '../kiosk-payment.js';
import { messages } from '../messages.js';
import { callNumber } from '../rules/kitchen.js';
import { shop } from '../shop.js';
import { visit } from '../visit.js';
import { button } from './states.js';

const big = (text, act, { name, test, ...rest }) => h('button', { type: 'button', class: 'kiosk-choice', 'data-test': test, on: { click: act }, ...rest },
  name && icon(name, 48), h('span', {}, text));

/** In which language? Said in both, since nobody knows yet. */
export function startPage(board, controls) {
  const choose = (language) => {
    visit.go('place');
    setLanguage(language);
  };
  fill(board, mark(72), h('h1', {}, shop.store?.name ?? 'Salesync'),
    ['ko', 'en'].map((lang, place) => h('p', { class: 'kiosk-lead', lang }, messages['kiosk.language'][place])));
  fill(controls, h('div', { class: 'kiosk-choices' },
    big('한국어', () => choose('ko'), { test: 'start-ko', lang: 'ko' }), big('English', () => choose('en'), { test: 'start-en', lang: 'en' })));
}

/** Here or to go; the kitchen reads it in Korean, whatever the guest reads. */
export function placePage(board, controls, screen) {
  const choose = (place) => visit.go('menu', { place });
  fill(board, h('h1', {}, t('kiosk.where')), h('p', { class: 'hidden-text', 'data-say': true }, `${t('kioskPlace.here')} / ${t('kioskPlace.toGo')}`));
  fill(controls, h('div', { class: 'kiosk-choices' },
    big(t('kioskPlace.here'), () => choose('here'), { name: 'tables', test: 'place-here' }), big(t('kioskPlace.toGo'), () => choose('toGo'), { name: 'bag', test: 'place-to-go' })),
  h('div', { class: 'kiosk-acts' }, button(t('kiosk.toStart'), () => screen.tell('end'), { look: 'large', name: 'back', 'data-test': 'to-start' })));
}

/** Paid: the number to be called by, in the largest type. */
export function donePage(board, controls, screen) {
  const number = callNumber(visit.number ?? '');
  fill(board,
    h('span', { class: 'round done-mark' }, icon('check', 40)),
    h('h1', {}, t('kiosk.yourNumber')),
    h('p', { class: 'kiosk-number', 'data-say': true, 'data-test': 'call-number' }, number),
    h('p', { class: 'kiosk-lead weak', 'data-say': true }, t(visit.place === 'here' ? 'kiosk.waitHere' : 'kiosk.waitToGo')),
    kioskPayment.sale && h('p', { class: 'weak number', 'data-test': 'done-receipt' }, `${money(kioskPayment.sale.total)} · ${t('kiosk.receipt', { number: kioskPayment.sale.receiptNumber ?? '' })}`));
  fill(controls, h('div', { class: 'kiosk-acts is-wide' }, button(t('kiosk.finish'), () => screen.tell('end'), { look: 'large primary', 'data-test': 'finish' })));
}
