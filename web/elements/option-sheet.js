import { fill, h } from '../dom.js';
import { money, t } from '../language.js';
import { firstChoice, optionProblems, toggleOption } from '../rules/cart.js';
import { courses } from '../rules/courses.js';
import { parseMoney } from '../rules/money.js';
import { shop } from '../shop.js';
import { field, sayAt } from './field.js';
import { openSheet } from './sheet.js';
import { segments } from './shell-sheets.js';
import { icon } from '../icons.js';

/**
 * Asks for options, an open price, a note and the quantity; the price moves along.
 * @param {any} item
 * @param {(line: any) => void} take
 * @param {any} [line] a draft line to change
 * @param {{asksNote?: boolean, most?: number}} [how] a kiosk has no keyboard for a note; no more than `most` are left
 */
export function openOptionSheet(item, take, line, { asksNote = true, most = Infinity } = {}) {
  const groups = (item.optionGroups ?? []).filter((group) => group.options.length > 0);
  let chosen = line ? new Set(line.options.map((option) => option.id)) : firstChoice(groups);
  let quantity = line?.quantity ?? 1;
  let course = line?.course ?? null;
  const price = h('div', { class: 'form' });
  const choices = h('div', { class: 'option-groups' });
  const foot = h('button',
    { type: 'button', class: 'button primary large wide', 'data-test': 'add-line', on: { click: () => submit() } });
  const form = h('form', {
    class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); submit(); } }
  }, price, choices,
    asksNote && field({
      name: 'note', label: t('option.note'), value: line?.note ?? '', maxlength: 100, placeholder: t('option.noteExample'),
      autocomplete: 'off'
    }),
    line && h('div', { class: 'field' }, h('span', { class: 'label' }, t('course.label')), segments(t('course.label'),
      [['', t('course.none')], ...courses.map((each) => [String(each), t('course.name', { n: each })])],
      String(course ?? ''),
      (next) => { course = Number(next) || null; })));
  if (item.openPrice) {
    price.append(field({
      name: 'unitPrice', label: t('option.price'), class: 'number', inputmode: 'numeric',
      value: line?.unitPrice ?? (item.price || ''), autocomplete: 'off', autofocus: true, on: { input: draw }
    }));
  }

  const unit = () => (item.openPrice ? parseMoney(form.elements.unitPrice.value, shop.currency) ?? 0 : item.price);
  const picked = () => groups.flatMap((group) => group.options.filter((option) => chosen.has(option.id)).map((option) => ({
    id: option.id, name: option.name, price: option.price
  })));
  const total = () => (unit() + picked().reduce((sum, option) => sum + (option.price ?? 0), 0)) * quantity;

  function draw() {
    const problems = optionProblems(groups, chosen);
    fill(choices, groups.map((group) => h('fieldset', { class: 'option-group' },
      h('legend', {},
        h('span', { class: 'strong' }, group.name),
        ' ',
        h('span', { class: `tag ${problems.has(group.id) ? 'warning' : ''}` }, rule(group))),
      h('div', { class: 'option-tiles' }, group.options.map((option) => h('button', {
        type: 'button', class: 'option-tile', 'aria-pressed': String(chosen.has(option.id)), disabled: Boolean(option.soldOut), 'data-focus': option.id, 'data-test': 'option', 'data-name': option.name,
        on: { click: () => { chosen = toggleOption(group, chosen, option.id); draw(); } },
      }, h('span', {}, option.name), h('span', { class: 'amount small' },
        option.soldOut ? t('item.soldOut') : option.price ? money(option.price, { sign: true }) : '')))))),
    h('div', { class: 'sum-row' }, h('span', { class: 'strong' }, t('option.quantity'), quantity >= most && h('span', { class: 'tag warning' }, t('saleState.few', { n: most }))), stepper()));
    const ready = problems.size === 0;
    foot.setAttribute('aria-disabled', String(!ready));
    fill(foot,
      ready ? h('span', { class: 'amount' },
        t(line ? 'option.change' : 'option.add', { amount: money(total()) })) : t('option.missing',
          { name: groups.find((group) => problems.has(group.id))?.name }));
  }

  function rule(group) {
    if (group.min > 0 && group.min === group.max) return t('option.exactly', { n: group.min });
    if (group.min > 0) return t('option.atLeast', { n: group.min });
    return group.max ? t('option.upTo', { n: group.max }) : t('option.free');
  }

  const stepper = () => h('div', { class: 'stepper' },
    h('button',
      {
        type: 'button', class: 'button icon-only', 'data-focus': 'less', 'aria-label': t('option.less'), disabled: quantity <= 1,
        on: { click: () => { quantity -= 1; draw(); } }
      },
      icon('minus', 18)),
    h('span', { class: 'number strong', 'data-test': 'quantity' }, quantity),
    h('button',
      {
        type: 'button', class: 'button icon-only', 'data-focus': 'more', 'aria-label': t('option.more'), disabled: quantity >= most,
        on: { click: () => { quantity += 1; draw(); } }
      },
      icon('plus', 18)));

  function submit() {
    if (optionProblems(groups, chosen).size > 0) return choices.querySelector('button:not(:disabled)')?.focus();
    if (item.openPrice && parseMoney(form.elements.unitPrice.value, shop.currency) === null) {
      sayAt(form, 'unitPrice', t('option.priceNeeded'));
      return form.elements.unitPrice.focus();
    }
    dialog.close('');
    const note = form.elements.note?.value.trim();
    return take({
      itemId: item.id, name: item.name, unitPrice: unit(), options: picked(), quantity, ...(note ? { note } : {}), ...(course ? { course } : {}),
      ...(item.openPrice ? { open: true } : {})
    });
  }

  draw();
  const dialog = openSheet({ title: item.name, body: form, foot, wide: groups.some((group) => group.options.length > 6) });
  if (!item.openPrice) (choices.querySelector('[aria-pressed="true"]') ?? choices.querySelector('button'))?.focus();
}
