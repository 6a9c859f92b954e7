import { fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { money, t } from '../language.js';
import { parseMoney } from '../rules/money.js';
import { evenly, fractionsOf, isWholeSplit, partAmount, restAfter } from '../rules/split.js';
import { shop } from '../shop.js';
import { partWords } from './check-column.js';
import { busy } from './field.js';
import { openSheet } from './sheet.js';
import { segments } from './shell-sheets.js';
import { button } from './states.js';

/** Which check is meant; with one there is nothing to ask. */
function checkChoice(checks, chosen, choose) {
  if (checks.length < 2) return null;
  return segments(t('split.whichCheck'), checks.map((check) => [check.id, `${check.letter} · ${money(check.total)}`]), chosen.id,
    (id) => choose(checks.find((check) => check.id === id)));
}

/**
 * Evenly over so many people.
 * @param {any[]} checks that can be split
 * @param {number} guests where to begin
 * @param {(split: {of: string, by: 'people', count: number}) => Promise<boolean>} split
 */
export function openPeopleSheet(checks, guests, split) {
  let [check] = checks;
  let count = Math.min(50, Math.max(2, guests || 2));
  const body = h('div', { class: 'form' });
  const act = button('', () => busy(act, async () => (await split({ of: check.id, by: 'people', count })) && dialog.close('')),
    { look: 'primary large wide', 'data-test': 'split-people-act' });
  const set = (next) => { count = Math.min(50, Math.max(2, next)); draw(); };
  const step = (name, label, next) => h('button',
    { type: 'button', class: 'button icon-only', 'data-focus': name, 'aria-label': t(label), disabled: next < 2 || next > 50, on: { click: () => set(next) } },
    icon(name, 18));

  function draw() {
    const { share, more } = evenly(check.total, count);
    fill(body,
      h('div', { class: 'sum-row' },
        h('span', { class: 'strong' }, t('split.people')),
        h('div', { class: 'stepper' }, step('minus', 'option.less', count - 1),
          h('span', { class: 'number strong', 'data-test': 'people' }, count), step('plus', 'option.more', count + 1))),
      h('div', { class: 'chips' }, [2, 3, 4, 5, 6].map((each) => h('button', {
        type: 'button', class: 'chip', 'data-focus': `people ${each}`, 'data-test': `people-${each}`, 'aria-pressed': String(each === count), on: { click: () => set(each) }
      }, t('table.guests', { n: each })))),
      h('p', { class: 'strong', 'aria-live': 'polite', 'data-test': 'people-words' }, more === 0 ? t('split.evenly', { amount: money(share) })
        : t('split.unevenly', { n: more, more: money(share + 1), less: money(share) })));
    fill(act, t('split.peopleAct', { n: count }));
  }

  draw();
  const dialog = openSheet({
    title: t('split.byPeople'),
    body: [checkChoice(checks, check, (next) => { check = next; draw(); }), body], foot: act,
  });
  return dialog;
}

/**
 * By amounts, until nothing is left.
 * @param {any[]} checks that can be split
 * @param {(split: {of: string, by: 'amount', amounts: number[]}) => Promise<boolean>} split
 */
export function openAmountSheet(checks, split) {
  let [check] = checks;
  let texts = ['', ''];
  const rows = h('div', { class: 'form amount-rows' });
  const rest = h('p', { class: 'sum-row total', 'aria-live': 'polite' });
  const note = h('p', { class: 'hint', role: 'alert' });
  const amounts = () => texts.map((text) => (text.trim() === '' ? 0 : parseMoney(text, shop.currency)));
  const isReady = () => amounts().every((amount) => amount !== null) && isWholeSplit(check.total, amounts());
  const act = button(t('split.amountAct'), () => busy(act, submit), { look: 'primary', 'data-test': 'split-amount-act' });
  const fillUp = button(t('split.fillUp'), () => fillRest(), { look: 'tinted', 'data-test': 'fill-rest' });

  async function submit() {
    if (!isReady()) return rows.querySelector('input')?.focus();
    const given = amounts().filter((amount) => amount > 0);
    return (await split({ of: check.id, by: 'amount', amounts: given })) && dialog.close('');
  }

  /** What is left goes into the last empty field, or into one more. */
  function fillRest() {
    const left = restAfter(check.total, amounts());
    const empty = texts.findLastIndex((text) => text.trim() === '');
    texts = empty < 0 ? [...texts, String(left)] : texts.map((text, place) => (place === empty ? String(left) : text));
    drawRows();
  }

  function drawRows() {
    fill(rows, texts.map((text, place) => h('div', { class: 'amount-row' },
      h('label', { for: `amount-${place}` }, t('split.payer', { n: place + 1 })),
      h('input', {
        class: 'input number', id: `amount-${place}`, inputmode: 'numeric', autocomplete: 'off', 'data-focus': `amount ${place}`, 'data-test': 'split-amount', set: { value: text },
        on: { input: (event) => { texts[place] = event.currentTarget.value; drawRest(); } }
      }),
      h('button', {
        type: 'button', class: 'button quiet icon-only', 'aria-label': t('split.removePayer', { n: place + 1 }), 'data-focus': `remove ${place}`, disabled: texts.length < 3,
        on: { click: () => { texts = texts.filter((_, at) => at !== place); drawRows(); } }
      }, icon('trash', 18)))));
    drawRest();
  }

  function drawRest() {
    const left = restAfter(check.total, amounts());
    fill(rest, h('span', {}, t('split.rest')), h('span', { class: `amount ${left < 0 ? 'is-over' : ''}`, 'data-test': 'split-rest' }, money(left)));
    note.textContent = amounts().includes(null) ? t('form.amount') : left < 0 ? t('split.over') : left > 0 ? t('split.untilNothing') : '';
    note.className = `hint ${amounts().includes(null) || left < 0 ? 'bad' : ''}`;
    fillUp.disabled = left <= 0;
    act.setAttribute('aria-disabled', String(!isReady()));
  }

  drawRows();
  const dialog = openSheet({
    title: t('split.byAmount'),
    body: [
      checkChoice(checks, check, (next) => { check = next; drawRest(); }),
      h('form', { on: { submit: (event) => { event.preventDefault(); busy(act, submit); } } }, rows, h('input', { type: 'submit', hidden: true })),
      h('div', { class: 'button-row' },
        button(t('split.addPayer'), () => { texts = [...texts, '']; drawRows(); }, { name: 'plus', look: 'quiet' }), fillUp),
      rest, note
    ],
    foot: [button(t('action.close'), () => dialog.close('')), act],
  });
  return dialog;
}

/** How much of a line is meant: a fraction, or all that the check holds. */
export function openPartSheet(entry, choose) {
  const tile = (part, label) => h('button', {
    type: 'button', class: 'option-tile', 'data-test': 'fraction', 'data-part': `${part.num}/${part.den}`, on: { click: () => { dialog.close(''); choose(part); } }
  }, h('span', {}, label), h('span', { class: 'amount small' }, money(partAmount(entry, part))));
  const dialog = openSheet({
    title: t('split.partOf', { name: entry.line.name }),
    body: [
      h('p', { class: 'weak' }, t('split.partText')),
      h('div', { class: 'option-tiles' },
        fractionsOf(entry).map((part) => tile(part, `${part.num}/${part.den}`)),
        tile({ num: entry.num, den: entry.den }, t('split.whole', { part: partWords(entry.line, entry) })))
    ],
  });
}
