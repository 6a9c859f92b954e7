import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { t } from '../language.js';
import { formatBusinessNumber, formatInPlace, formatPhone } from '../rules/formats.js';
import { shop } from '../shop.js';
import { busy, clearProblem, field, noticeLine, showProblem } from './field.js';
import { errorState, skeleton } from './states.js';
import { toast } from './toast.js';

/** What stands on every receipt. */
class StoreProfileElement extends ShopElement {
  async start() {
    fill(this, h('div', { class: 'card form' }, skeleton(5, '4.5rem')));
    try {
      this.store = await api.store();
      this.draw();
    } catch (problem) {
      fill(this, errorState(problem, () => this.start()));
    }
  }

  draw() {
    const { store } = this;
    const mayNot = !shop.can('managestore');
    const formatted = (format) => ({ input: (event) => formatInPlace(event.target, format) });
    const save = h('button', { class: 'button primary', 'data-test': 'save-store' }, t('action.save'));
    const types = ['cafe', 'restaurant', 'bakery', 'shop'];
    this.form = h('form', {
      class: 'card form', novalidate: true, on: { submit: (event) => { event.preventDefault(); busy(save, () => this.save()); } }
    },
      h('h2', {}, t('settings.store')), noticeLine(),
      h('fieldset', { class: 'form', disabled: mayNot },
        h('div', { class: 'form-pair' },
          field({ name: 'name', label: t('store.name'), value: store.name, maxlength: 60 }),
          field({
            name: 'type', label: t('store.type'), kind: 'select', value: store.type,
            options: [...new Set([...types, store.type])].map((type) => ({ value: type, label: t(`storeType.${type}`) }))
          })),
        h('div', { class: 'form-pair' },
          field({ name: 'ownerName', label: t('store.owner'), value: store.ownerName, maxlength: 60 }),
          field({
            name: 'phone', label: t('store.phone'), value: formatPhone(store.phone ?? ''), type: 'tel', on: formatted(formatPhone)
          })),
        h('div', { class: 'form-pair' },
          field({
            name: 'businessNumber', label: t('store.businessNumber'), value: formatBusinessNumber(store.businessNumber ?? ''),
            inputmode: 'numeric', on: formatted(formatBusinessNumber)
          }),
          field({
            name: 'businessDayStart', label: t('store.dayStart'), type: 'time', value: store.businessDayStart ?? '05:00',
            hint: t('store.dayStartHint')
          })),
        field({ name: 'address', label: t('store.address'), value: store.address, maxlength: 200 }),
        field({
          name: 'cashRounding', label: t('store.cashRounding'), kind: 'select', value: String(store.cashRounding ?? 0), hint: t('store.cashRoundingHint'),
          options: ['0', '10', '100'].map((unit) => ({ value: unit, label: t(`cashRounding.${unit}`) }))
        })),
      !mayNot && h('div', { class: 'button-row' }, h('span', { class: 'push' }), save));
    fill(this, this.form);
  }

  async save() {
    clearProblem(this.form);
    const change = {};
    for (const name of ['name', 'type', 'ownerName', 'phone', 'businessNumber', 'businessDayStart', 'address']) {
      const value = this.form.elements[name].value.trim();
      if (value !== (this.store[name] ?? '')) change[name] = value;
    }
    const unit = Number(this.form.elements.cashRounding.value);
    if (unit !== (this.store.cashRounding ?? 0)) change.cashRounding = unit;
    try {
      this.store = (await api.changeStore({ ...change, version: this.store.version })) ?? await api.store();
      toast(t('action.saved'));
      if (shop.session) shop.session.store = { ...shop.session.store, ...this.store };
      await shop.reload();
    } catch (problem) {
      showProblem(this.form, problem);
    }
  }
}

customElements.define('store-profile', StoreProfileElement);
