import { api, newId } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { sayProblem, t } from '../language.js';
import { formatBusinessNumber, formatInPlace, formatPhone, isBusinessNumber, isPhone } from '../rules/formats.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { busy, field, noticeLine, sayAt } from './field.js';
import { guestPage } from './guest-frame.js';
import { button } from './states.js';

const steps = ['shop', 'owner', 'account'];
const types = ['cafe', 'restaurant', 'bakery', 'shop'];
const fieldsOf = { shop: ['name', 'type'], owner: ['ownerName', 'phone', 'businessNumber'], account: ['username', 'password'] };

/** Three short steps: the shop, its owner, the account. */
class SignUpScreenElement extends ShopElement {
  values = { id: newId(), name: '', type: 'cafe', ownerName: '', phone: '', businessNumber: '', username: '', password: '' };
  step = 0;

  start() {
    this.card = h('section', { class: 'guest-card' });
    this.append(guestPage(this.card));
    this.draw();
  }

  draw(problem) {
    const name = steps[this.step];
    const last = this.step === steps.length - 1;
    const send = h('button', { class: 'button primary large push', 'data-test': 'next' }, t(last ? 'signUp.act' : 'action.next'));
    this.form = h('form', {
      class: 'form', novalidate: true,
      on: {
        submit: (event) => { event.preventDefault(); busy(send, () => this.next()); },
        input: (event) => { this.values[event.target.name] = event.target.value; }
      }
    },
      noticeLine(), this[name](),
      h('div', { class: 'button-row' },
        this.step > 0 && button(t('action.back'), () => this.back(), { look: 'large quiet' }),
        send));
    fill(this.card,
      h('h1', {}, t('title.signUp')),
      h('ol', { class: 'steps', 'aria-label': t('signUp.steps') },
        steps.map((step, place) => h('li',
          { class: place < this.step ? 'done' : '', 'aria-current': place === this.step ? 'step' : null },
          t(`signUp.${step}`)))),
      this.form,
      this.step === 0 && h('p', { class: 'weak' }, t('signUp.known'), ' ', h('a', { href: '/sign-in' }, t('welcome.signIn'))));
    if (problem) this.showRefusal(problem);
    else this.form.querySelector('input:not([type=radio])')?.focus();
  }

  shop() {
    return [
      field({
        name: 'name', label: t('store.name'), value: this.values.name, placeholder: t('store.nameExample'), maxlength: 60,
        autocomplete: 'organization'
      }),
      h('fieldset', { class: 'form' }, h('legend', { class: 'label' }, t('store.type')),
        h('div', { class: 'type-choices' },
          types.map((type) => h('label', { class: 'choice' },
            h('input', { type: 'radio', name: 'type', value: type, set: { checked: type === this.values.type } }),
            t(`storeType.${type}`))))),
    ];
  }

  owner() {
    const formatted = (format) => ({ input: (event) => formatInPlace(event.target, format) });
    return [
      field({ name: 'ownerName', label: t('store.owner'), value: this.values.ownerName, autocomplete: 'name', maxlength: 60 }),
      field({
        name: 'phone', label: t('store.phone'), value: this.values.phone, type: 'tel', inputmode: 'numeric', autocomplete: 'tel',
        placeholder: '010-0000-0000', on: formatted(formatPhone)
      }),
      field({
        name: 'businessNumber', label: t('store.businessNumber'), value: this.values.businessNumber, inputmode: 'numeric',
        placeholder: '000-00-00000', hint: t('signUp.optional'), on: formatted(formatBusinessNumber)
      }),
    ];
  }

  account() {
    return [
      field({
        name: 'username', label: t('account.username'), value: this.values.username, hint: t('account.usernameHint'),
        autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false', maxlength: 40,
        on: { input: () => this.checkName() }
      }),
      field({
        name: 'password', label: t('account.password'), value: this.values.password, type: 'password',
        hint: t('account.passwordHint'), autocomplete: 'new-password', maxlength: 200
      }),
    ];
  }

  /** Says while one types whether the name is still free. */
  checkName() {
    clearTimeout(this.checking);
    const name = this.form.elements.username.value.trim();
    sayAt(this.form, 'username', '');
    if (name.length < 3) return;
    this.checking = setTimeout(async () => {
      try {
        const isFree = await api.isUsernameFree(name);
        if (this.form.elements.username?.value.trim() === name) sayAt(this.form,
          'username',
          t(isFree ? 'account.free' : 'account.taken'),
          isFree ? 'good' : 'bad');
      } catch { /* sending will tell */ }
    }, 300);
  }

  complaints() {
    const { name, ownerName, phone, businessNumber, username, password } = this.values;
    const needed = (value) => (value.trim() === '' ? t('form.needed') : null);
    return Object.entries({
      shop: { name: needed(name) },
      owner: {
        ownerName: needed(ownerName), phone: needed(phone) ?? (isPhone(phone) ? null : t('form.phone')),
        businessNumber: businessNumber === '' || isBusinessNumber(businessNumber) ? null : t('form.businessNumber')
      },
      account: {
        username: username.trim().length < 3 ? t('account.usernameHint') : null,
        password: password.length < 8 ? t('account.passwordHint') : null
      },
    }[steps[this.step]]).filter(([, complaint]) => complaint);
  }

  async next() {
    const complaints = this.complaints();
    for (const name of fieldsOf[steps[this.step]]) if (name !== 'type' && name !== 'username') sayAt(this.form, name, '');
    for (const [name, complaint] of complaints) sayAt(this.form, name, complaint);
    if (complaints.length > 0) return this.form.elements[complaints[0][0]].focus();
    if (this.step < steps.length - 1) {
      this.step += 1;
      return this.draw();
    }
    try {
      const { businessNumber, ...rest } = this.values;
      const trimmed = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, key === 'password' ? value : value.trim()]));
      const session = await api.signUp({ ...trimmed, ...(businessNumber ? { businessNumber } : {}) });
      go('/start', { replace: true, quiet: true });
      shop.begin(session);
    } catch (problem) {
      this.showRefusal(problem, true);
    }
    return undefined;
  }

  back() {
    this.step -= 1;
    this.draw();
  }

  /** Goes to the step of the field at fault. */
  showRefusal(problem, mayMove = false) {
    const named = problem.errors.map((each) => ({ ...each, name: each.pointer?.split('/').filter(Boolean)[0] }));
    const at = steps.findIndex((step) => named.some(({ name }) => fieldsOf[step].includes(name)));
    if (mayMove && at >= 0 && at !== this.step) {
      this.step = at;
      return this.draw(problem);
    }
    const left = named.filter(({ name, detail }) => !sayAt(this.form, name, detail));
    const notice = this.form.querySelector('.notice');
    notice.hidden = named.length > 0 && left.length === 0;
    notice.textContent = sayProblem(problem);
    return this.form.querySelector('[aria-invalid="true"]')?.focus();
  }
}

customElements.define('sign-up-screen', SignUpScreenElement);
