import { api, newId } from '../api.js';
import { h } from '../dom.js';
import { money, t } from '../language.js';
import { minorDigits, parseMoney } from '../rules/money.js';
import { shop } from '../shop.js';
import { busy, clearProblem, field, noticeLine, sayAt, showProblem, switchField } from './field.js';
import { confirmAct, openSheet } from './sheet.js';
import { button } from './states.js';
import { toast, toastProblem } from './toast.js';

const taxClasses = ['taxable', 'exempt', 'deposit'];
const asTyped = (amount) => (amount === null || amount === undefined ? '' : String(amount / 10 ** minorDigits(shop.currency)));

/** A new item, or one to change. */
export async function openItemEditor(item, categoryId) {
  let groups = [];
  try {
    const answer = await api.optionGroups();
    groups = answer.data ?? answer;
  } catch (problem) {
    return toastProblem(problem);
  }
  const id = item?.id ?? newId();
  const home = item ? shop.categories.find((category) => category.items.some((each) => each.id === item.id))?.id : categoryId;
  const used = new Set((item?.optionGroups ?? []).map((group) => group.id));
  const form = h('form', {
    class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); busy(save, keep); } }
  },
    noticeLine(),
    field({ name: 'name', label: t('item.name'), value: item?.name, maxlength: 80, autocomplete: 'off' }),
    h('div', { class: 'form-pair' },
      field({
        name: 'price', label: t('item.price'), value: asTyped(item?.price), class: 'number', inputmode: 'numeric',
        autocomplete: 'off'
      }),
      field({
        name: 'cost', label: t('item.cost'), value: asTyped(item?.cost), class: 'number', inputmode: 'numeric',
        autocomplete: 'off', hint: t('item.costHint')
      })),
    h('div', { class: 'form-pair' },
      field({
        name: 'categoryId', label: t('item.category'), kind: 'select', value: home,
        options: shop.categories.map((category) => ({ value: category.id, label: category.name }))
      }),
      field({
        name: 'taxClass', label: t('item.tax'), kind: 'select', value: item?.taxClass ?? 'taxable',
        options: taxClasses.map((name) => ({ value: name, label: t(`tax.${name}`) }))
      })),
    field({
      name: 'barcode', label: t('item.barcode'), value: item?.barcode, inputmode: 'numeric', maxlength: 40, autocomplete: 'off'
    }),
    switchField({ name: 'openPrice', label: t('item.openPriceLong'), checked: Boolean(item?.openPrice) }),
    groups.length > 0 && h('fieldset', { class: 'form' },
      h('legend', { class: 'label' }, t('title.options')),
      groups.map((group) => h('label', { class: 'check' },
        h('input', { type: 'checkbox', name: 'group', value: group.id, set: { checked: used.has(group.id) } }),
        h('span', {},
          group.name,
          h('span', { class: 'weak small' }, ` ${group.options.map((option) => option.name).join(', ')}`))))));
  const save = button(t('action.save'), () => busy(save, keep), { look: 'primary', 'data-test': 'save' });

  async function keep() {
    clearProblem(form);
    const { name, price, cost, categoryId: category, taxClass, barcode, openPrice } = form.elements;
    const amount = parseMoney(price.value || (openPrice.checked ? '0' : ''), shop.currency);
    const costs = cost.value.trim() === '' ? null : parseMoney(cost.value, shop.currency);
    const wrong = [
      name.value.trim() === '' && ['name', t('form.needed')], amount === null && ['price', t('form.amount')],
      cost.value.trim() !== '' && costs === null && ['cost', t('form.amount')]
    ].filter(Boolean);
    for (const [field, text] of wrong) sayAt(form, field, text);
    if (wrong.length > 0) return form.elements[wrong[0][0]].focus();
    const body = {
      name: name.value.trim(), price: amount, categoryId: category.value, taxClass: taxClass.value, openPrice: openPrice.checked,
      optionGroupIds: groups.filter((group) => form.querySelector(`[name="group"][value="${group.id}"]`).checked).map((group) => group.id),
      ...(barcode.value.trim() || item?.barcode ? { barcode: barcode.value.trim() || null } : {}),
      ...(costs !== null || item?.cost ? { cost: costs } : {}),
    };
    try {
      if (item) await api.changeItem(id, { ...body, version: item.version });
      else await api.createItem({ id, ...body });
      dialog.close('');
      toast(t('menu.saved', { name: body.name }));
      await shop.reload();
    } catch (problem) {
      showProblem(form, problem);
    }
    return undefined;
  }

  const remove = async () => {
    dialog.close('');
    if (!(await confirmAct({
      title: t('menu.removeTitle', { name: item.name }), text: t('menu.removeItemText'), act: t('action.delete')
    }))) return;
    try {
      await api.removeItem(id);
      await shop.reload();
    } catch (problem) {
      toastProblem(problem);
    }
  };

  const dialog = openSheet({
    title: item ? `${item.name} ${money(item.price)}` : t('menu.addItem'), body: form,
    foot: [item && button(t('action.delete'), remove, { look: 'danger', name: 'trash' }), save]
  });
  return dialog;
}
