import { api, newId } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { minorDigits, parseMoney } from '../rules/money.js';
import { parseCount, withLeft } from '../rules/sold-out.js';
import { shop } from '../shop.js';
import { busy, field, noticeLine, sayAt, showProblem } from './field.js';
import { confirmAct, openSheet } from './sheet.js';
import { button, emptyState, errorState, skeleton } from './states.js';
import { toast, toastProblem } from './toast.js';

/** A choice for the server. What is left of it changes with every order, so that it is told only when it was typed. */
function choiceBody({ left, stock, soldOut, ...option }) {
  const isTyped = left.trim() !== String(stock ?? '');
  return { ...option, name: option.name.trim(), ...(isTyped ? { stock: parseCount(left), soldOut: false } : {}) };
}

/** Option groups: what a guest may or must choose with an item. */
class OptionGroupsScreenElement extends ShopElement {
  async start() {
    this.frame(skeleton(4));
    try {
      await shop.ready();
      const answer = await api.optionGroups();
      this.groups = answer.data ?? answer;
      this.draw();
    } catch (problem) {
      this.frame(errorState(problem, () => this.start()));
    }
  }

  frame(content, act) {
    fill(this,
      h('div', { class: 'screen' },
        h('div', { class: 'screen-head' },
          h('a', { class: 'button quiet icon-only', href: '/menu', 'data-back': true, 'aria-label': t('action.back') },
            icon('back')),
          h('h1', {}, t('title.options')),
          h('span', { class: 'push' }),
          act),
        content));
  }

  draw() {
    const add = button(t('options.add'), () => this.edit(null), { look: 'primary', name: 'plus', 'data-test': 'add-group' });
    if (this.groups.length === 0) return this.frame(emptyState({
      name: 'tag', title: t('options.none'), text: t('options.noneText'), actions: [add]
    }));
    return this.frame(h('ul', { class: 'card flush rows' }, this.groups.map((each) => withLeft(each, shop.items)).map((group) => h('li', {}, h('button', {
      type: 'button', class: 'row', on: { click: () => this.edit(withLeft(group, shop.items)) }
    },
      h('span', { class: 'row-main' },
        h('span', { class: 'row-title' }, group.name),
        h('span', { class: 'row-sub' },
          group.options.map((option) => `${option.name}${option.price ? ` ${money(option.price, { sign: true })}` : ''}${option.soldOut ? ` ${t('item.soldOut')}` : ''}`).join(', '))),
      h('span', { class: 'tag' }, t('options.range', { min: group.min ?? 0, max: group.max ?? '∞' })), icon('next', 18))))), add);
  }

  edit(group) {
    let options = (group?.options ?? [{ id: newId(), name: '', price: 0 }]).map((option) => ({ ...option, left: String(option.stock ?? '') }));
    const list = h('div', { class: 'option-rows' });
    const form = h('form', {
      class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); busy(save, keep); } }
    }, noticeLine(),
      field({ name: 'name', label: t('options.name'), value: group?.name, maxlength: 40, autocomplete: 'off' }),
      h('div', { class: 'form-pair' },
        field({ name: 'min', label: t('options.min'), type: 'number', min: 0, value: group?.min ?? 0 }),
        field({ name: 'max', label: t('options.max'), type: 'number', min: 1, value: group?.max ?? 1 })),
      h('span', { class: 'label small strong' }, t('options.choices'), h('span', { class: 'weak' }, ` · ${t('options.leftHint')}`)), list,
      button(t('options.addChoice'),
        () => { options.push({ id: newId(), name: '', price: 0, left: '' }); draw(); list.lastElementChild.querySelector('input').focus(); },
        { name: 'plus', look: 'quiet' }));
    const heads = h('div', { class: 'option-row option-heads small weak', 'aria-hidden': 'true' },
      ['options.choice', 'options.extra', 'options.left'].map((key) => h('span', {}, t(key))));
    const draw = () => fill(list, heads, options.map((option, place) => h('div', { class: 'option-row' },
      h('input',
        {
          class: 'input', 'aria-label': t('options.choiceName', { n: place + 1 }), placeholder: t('options.choice'),
          maxlength: 40, set: { value: option.name }, on: { input: (event) => { option.name = event.target.value; } }
        }),
      h('input',
        {
          class: 'input number', 'aria-label': t('options.choicePrice', { n: place + 1 }), inputmode: 'numeric',
          set: { value: String(option.price / 10 ** minorDigits(shop.currency)) },
          on: { input: (event) => { option.price = parseMoney(event.target.value || '0', shop.currency); } }
        }),
      h('input',
        {
          class: 'input number', 'aria-label': t('options.choiceLeft', { n: place + 1 }), inputmode: 'numeric', maxlength: 6,
          'data-test': 'option-left', set: { value: option.left }, on: { input: (event) => { option.left = event.target.value; } }
        }),
      button('',
        () => { options = options.filter((each) => each !== option); draw(); },
        { look: 'icon-only quiet', name: 'trash', 'aria-label': t('options.removeChoice', { n: place + 1 }) }))));
    const keep = async () => {
      const name = form.elements.name.value.trim();
      const [min, max] = [Number(form.elements.min.value), Number(form.elements.max.value)];
      const named = options.filter((option) => option.name.trim() !== '');
      sayAt(form, 'name', name === '' ? t('form.needed') : '');
      sayAt(form, 'max', max < Math.max(1, min) ? t('options.maxWrong') : '');
      if (name === '' || max < Math.max(1, min)) return;
      if (named.length === 0 || named.some((option) => option.price === null || parseCount(option.left) === undefined)) return showProblem(form,
        { errors: [], title: t('options.choicesWrong') });
      const body = { name, min, max, options: named.map(choiceBody) };
      try {
        if (group) await api.changeOptionGroup(group.id, { ...body, version: group.version });
        else await api.createOptionGroup({ id: newId(), ...body });
        dialog.close('');
        toast(t('menu.saved', { name }));
        await Promise.all([shop.reload(), this.start()]);
      } catch (problem) {
        showProblem(form, problem);
      }
    };
    const remove = async () => {
      dialog.close('');
      if (!(await confirmAct({
        title: t('menu.removeTitle', { name: group.name }), text: t('options.removeText'), act: t('action.delete')
      }))) return;
      try {
        await api.removeOptionGroup(group.id);
        await Promise.all([shop.reload(), this.start()]);
      } catch (problem) {
        toastProblem(problem);
      }
    };
    const save = button(t('action.save'), () => busy(save, keep), { look: 'primary', 'data-test': 'save' });
    draw();
    const dialog = openSheet({
      title: group?.name ?? t('options.add'), body: form,
      foot: [group && button(t('action.delete'), remove, { look: 'danger', name: 'trash' }), save]
    });
  }
}

customElements.define('option-groups-screen', OptionGroupsScreenElement);
