import { newId } from '../api.js';
import { h } from '../dom.js';
import { t } from '../language.js';
import { dropStation, printerOf, printerText, putStation } from '../rules/stations.js';
import { shop } from '../shop.js';
import { busy, clearProblem, field, noticeLine, sayAt, showProblem, switchField } from './field.js';
import { confirmAct, openSheet } from './sheet.js';
import { button } from './states.js';
import { toastProblem } from './toast.js';

/**
 * A new station, or one to change: its name and which categories and items it makes.
 * @param {any} station
 * @param {any[]} stations
 * @param {(stations: any[]) => Promise<void>} keep
 */
export function openStationSheet(station, stations, keep) {
  const homeOf = (list, id) => stations.find((each) => each.id !== station?.id && each[list].includes(id))?.name;
  const choice = (list, { id, name }) => h('label', { class: 'check' },
    h('input', { type: 'checkbox', name: list, value: id, set: { checked: Boolean(station?.[list].includes(id)) } }),
    h('span', {}, name, homeOf(list, id) && h('span', { class: 'weak small' }, ` ${t('station.nowAt', { name: homeOf(list, id) })}`)));
  const form = h('form', { class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); busy(save, change); } } },
    noticeLine(),
    field({ name: 'name', label: t('station.name'), value: station?.name, maxlength: 30, placeholder: t('station.nameExample'), autocomplete: 'off' }),
    field({ name: 'printer', label: t('station.printer'), value: printerText(station?.printer), placeholder: '192.168.0.20', autocomplete: 'off', maxlength: 260 }),
    field({ name: 'alternatePrinter', label: t('station.alternatePrinter'), value: printerText(station?.alternatePrinter), autocomplete: 'off', maxlength: 260 }),
    switchField({ name: 'isDefault', label: t('station.isDefault'), checked: Boolean(station?.isDefault) }),
    shop.categories.length > 0 && h('fieldset', { class: 'form' },
      h('legend', { class: 'label' }, t('pad.categories')),
      h('div', { class: 'check-columns' }, shop.categories.map((category) => choice('categoryIds', category)))),
    shop.items.length > 0 && h('details', { class: 'station-items', set: { open: (station?.itemIds.length ?? 0) > 0 } },
      h('summary', {}, t('station.items')),
      shop.categories.filter((category) => category.items.length > 0).map((category) => h('fieldset', { class: 'form' },
        h('legend', { class: 'label' }, category.name),
        h('div', { class: 'check-columns' }, category.items.map((item) => choice('itemIds', item)))))));
  const chosen = (list) => [...form.querySelectorAll(`[name="${list}"]:checked`)].map((box) => box.value);
  // What is not in the menu now (hidden, gone) stays as it was.
  const unseen = (list) => (station?.[list] ?? []).filter((id) => !form.querySelector(`[name="${list}"][value="${CSS.escape(id)}"]`));

  const change = async () => {
    clearProblem(form);
    const name = form.elements.name.value.trim();
    if (name === '') sayAt(form, 'name', t('form.needed'));
    else if (stations.some((each) => each.id !== station?.id && each.name === name)) sayAt(form, 'name', t('station.nameTaken'));
    const printers = Object.fromEntries(['printer', 'alternatePrinter'].map((name) => [name, printerOf(form.elements[name].value, station?.[name])]));
    for (const name of Object.keys(printers)) if (printers[name] === null) sayAt(form, name, t('station.printerWrong'));
    const wrong = ['name', ...Object.keys(printers)].map((name) => form.elements[name]).find((input) => input.hasAttribute('aria-invalid'));
    if (wrong) return wrong.focus();
    try {
      await keep(putStation(stations, {
        id: station?.id ?? `s-${newId().slice(-12)}`, name, ...printers, isDefault: form.elements.isDefault.checked,
        categoryIds: [...chosen('categoryIds'), ...unseen('categoryIds')], itemIds: [...chosen('itemIds'), ...unseen('itemIds')]
      }));
      dialog.close('');
    } catch (problem) {
      // Another device was faster: what it did must be seen first.
      if (problem.status === 412) dialog.close('');
      else showProblem(form, problem);
    }
    return undefined;
  };
  const remove = async () => {
    dialog.close('');
    if (!(await confirmAct({ title: t('menu.removeTitle', { name: station.name }), text: t('station.removeText'), act: t('action.delete') }))) return;
    await keep(dropStation(stations, station.id)).catch((problem) => problem.status !== 412 && toastProblem(problem));
  };
  // One station is always the default: it stops being it when another one starts.
  form.elements.isDefault.disabled = Boolean(station?.isDefault);
  const save = button(t('action.save'), () => busy(save, change), { look: 'primary', 'data-test': 'save' });
  const dialog = openSheet({
    title: station?.name ?? t('station.add'), body: form, wide: true,
    foot: [station && stations.length > 1 && button(t('action.delete'), remove, { look: 'danger', name: 'trash' }), save]
  });
}
