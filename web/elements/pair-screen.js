import { api } from '../api.js';
import { ShopElement, h } from '../dom.js';
import { keep, t } from '../language.js';
import { go } from '../router.js';
import { homeOf } from '../rules/doors.js';
import { shop } from '../shop.js';
import { busy, clearProblem, field, noticeLine, sayAt, showProblem } from './field.js';
import { guestPage } from './guest-frame.js';

/** Makes this device a kiosk, a kitchen's screen or a till with the eight digits from the settings. */
class PairScreenElement extends ShopElement {
  start() {
    const send = h('button', { class: 'button primary large wide', 'data-test': 'submit' }, t('pair.act'));
    this.form = h('form', {
      class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); busy(send, () => this.pair()); } }
    },
      noticeLine(),
      field({
        name: 'code', label: t('pair.code'), class: 'pair-code', inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 9, required: true,
        on: { input: () => this.typed() }
      }),
      send);
    this.append(guestPage(h('section', { class: 'guest-card' },
      h('h1', {}, t('title.pair')), h('p', { class: 'weak' }, t('pair.text')), this.form,
      h('p', { class: 'weak' }, t('pair.noCode'), ' ', h('a', { href: shop.session ? '/settings/terminals' : '/sign-in' }, t(shop.session ? 'settings.terminals' : 'title.signIn'))))));
    this.form.elements.code.focus();
  }

  get digits() {
    return this.form.elements.code.value.replace(/\D/g, '').slice(0, 8);
  }

  /** Four and four, as the settings show them; the eighth digit sends by itself. */
  typed() {
    const { digits } = this;
    const isNew = digits.length === 8 && digits !== this.tried;
    this.form.elements.code.value = digits.length > 4 ? `${digits.slice(0, 4)} ${digits.slice(4)}` : digits;
    if (isNew) this.form.requestSubmit();
  }

  async pair() {
    clearProblem(this.form);
    const { digits } = this;
    if (digits.length < 8) return sayAt(this.form, 'code', t('pair.short'));
    this.tried = digits;
    try {
      const session = await api.pair(digits);
      keep('paired', 'yes');
      go(homeOf(session) ?? '/', { replace: true, quiet: true });
      shop.begin(session);
    } catch (problem) {
      this.tried = null;
      showProblem(this.form, problem);
    }
    return undefined;
  }
}

customElements.define('pair-screen', PairScreenElement);
