import { h } from '../dom.js';
import { mark } from '../icons.js';
import { language, setLanguage, t } from '../language.js';

/** The page around everything before signing in. */
export function guestPage(content, { main = 'guest-main', aside } = {}) {
  return h('div', { class: 'guest-page' },
    h('header', { class: 'guest-top' },
      h('a', { class: 'brand', href: '/' }, mark(32), 'Salesync'),
      h('span', { class: 'push' }),
      h('button',
        {
          type: 'button', class: 'button quiet', 'data-test': 'language', 'aria-label': t('bar.language'),
          on: { click: () => setLanguage(language() === 'ko' ? 'en' : 'ko') }
        },
        language() === 'ko' ? 'English' : '한국어'),
      aside),
    h('div', { class: main }, content),
    h('footer', { class: 'guest-foot' }, t('welcome.foot')));
}
