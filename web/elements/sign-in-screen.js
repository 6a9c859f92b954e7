import { api } from '../api.js';
import { ShopElement, h } from '../dom.js';
import { t } from '../language.js';
import { go, matchRoute } from '../router.js';
import { shop } from '../shop.js';
import { busy, clearProblem, field, noticeLine, sayAt, showProblem } from './field.js';
import { guestPage } from './guest-frame.js';

class SignInScreenElement extends ShopElement {
  start() {
    const send = h('button', { class: 'button primary large wide', 'data-test': 'submit' }, t('signIn.act'));
    this.form = h('form', {
      class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); busy(send, () => this.signIn()); } }
    },
      noticeLine(),
      field({
        name: 'username', label: t('account.username'), autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false',
        required: true
      }),
      field({
        name: 'password', label: t('account.password'), type: 'password', autocomplete: 'current-password', required: true
      }),
      send);
    this.append(guestPage(h('section', { class: 'guest-card' },
      h('h1', {}, t('title.signIn')), this.form,
      h('p', { class: 'weak' }, t('signIn.new'), ' ', h('a', { href: '/sign-up' }, t('welcome.signUp'))),
      h('p', { class: 'weak' }, t('pair.isDevice'), ' ', h('a', { href: '/pair', 'data-test': 'to-pair' }, t('title.pair'))))));
    this.form.elements.username.focus();
  }

  async signIn() {
    clearProblem(this.form);
    const { username, password } = this.form.elements;
    const empty = [username, password].filter((input) => input.value.trim() === '');
    for (const input of empty) sayAt(this.form, input.name, t('form.needed'));
    if (empty.length > 0) return empty[0].focus();
    const next = new URLSearchParams(location.search).get('next') ?? '/till';
    try {
      const session = await api.signIn(username.value.trim(), password.value);
      go(next.startsWith('/') && matchRoute(next.split('?')[0]) ? next : '/till', { replace: true, quiet: true });
      shop.begin(session);
    } catch (problem) {
      showProblem(this.form, problem);
      password.select();
    }
    return undefined;
  }
}

customElements.define('sign-in-screen', SignInScreenElement);
