import { ShopElement, h } from '../dom.js';
import { icon } from '../icons.js';
import { elapsed, money, t } from '../language.js';
import { guestPage } from './guest-frame.js';

/** What it is, and the two ways in. */
class WelcomeScreenElement extends ShopElement {
  start() {
    const points = ['welcome.point1', 'welcome.point2', 'welcome.point3'];
    this.append(guestPage([
      h('div', { class: 'hero-text' },
        h('h1', {}, t('welcome.title')),
        h('p', {}, t('welcome.text')),
        h('div', { class: 'button-row' },
          h('a', { class: 'button primary large', href: '/sign-up', 'data-test': 'sign-up' }, t('welcome.signUp')),
          h('a', { class: 'button large', href: '/sign-in', 'data-test': 'sign-in' }, t('welcome.signIn'))),
        h('ul', { class: 'points' }, points.map((point) => h('li', {}, icon('check', 20), t(point))))),
      this.preview(),
    ], { main: 'hero' }));
  }

  /** A quiet picture of the till, for eyes only. */
  preview() {
    const tables = [
      ['1', 'busy', 25, 23000], ['2', '', 0, 0], ['3', 'busy', 12, 9500], ['4', 'long', 96, 51000], ['5', '', 0, 0],
      ['6', 'busy', 41, 34500]
    ];
    return h('div', { class: 'preview', 'aria-hidden': 'true' },
      h('div', { class: 'preview-head' }, h('span', {}, t('title.floor')), h('span', { class: 'amount' }, '12:40')),
      h('div', { class: 'preview-grid' },
        tables.map(([name, state, minutes, sum]) => h('div', { class: state },
          h('b', {}, name),
          state ? h('span', {},
            elapsed(minutes),
            h('br'),
            h('span', { class: 'amount' }, money(sum, { currency: 'KRW' }))) : h('span', { class: 'weak' }, t('table.free'))))),
      h('div', { class: 'preview-total' },
        h('span', {}, t('dashboard.today')),
        h('span', { class: 'amount' }, money(1284500, { currency: 'KRW' }))));
  }
}

customElements.define('welcome-screen', WelcomeScreenElement);
