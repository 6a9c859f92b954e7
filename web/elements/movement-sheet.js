import { api, newId } from '../api.js';
import { h } from '../dom.js';
import { money, t } from '../language.js';
import { busy, field, noticeLine, sayAt, showProblem } from './field.js';
import './money-pad.js';
import { openSheet } from './sheet.js';
import { button } from './states.js';
import { toast } from './toast.js';

/** Movements without an answer, by shift: the next one under the same id is refused as another, so that none is booked twice. */
const unanswered = new Map();

const reasons = { in: ['change', 'owner', 'found'], out: ['shopping', 'bank', 'change', 'wages'] };

/**
 * Money put into the drawer or taken out of it that is no sale.
 * @param {'in'|'out'} kind
 * @param {any} shift
 * @param {(shift: any) => void} done
 */
export function openMovementSheet(kind, shift, done) {
  let amount = 0;
  // The same movement, however often it is asked for, also when the sheet was closed without an answer.
  const known = unanswered.get(shift.id) ?? null;
  const id = known?.id ?? newId();
  const chips = reasons[kind].map((name) => h('button', {
    type: 'button', class: 'chip', 'aria-pressed': 'false', 'data-test': 'movement-reason', on: { click: (event) => choose(event.currentTarget) }
  }, t(`cashReason.${name}`)));
  const choose = (chip) => {
    form.elements.reason.value = chip.textContent;
    sayAt(form, 'reason', '');
    for (const each of chips) each.setAttribute('aria-pressed', String(each === chip));
  };
  const form = h('form', { class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); busy(save, keep); } } },
    noticeLine(),
    h('div', { class: 'chips', role: 'group', 'aria-label': t('reason.usual') }, chips),
    field({ name: 'reason', label: t('reason.label'), maxlength: 100, autocomplete: 'off' }));
  const pad = h('money-pad', {
    set: { content: { label: t('shift.amount'), amount: 0 } },
    on: { amount: (event) => { amount = event.detail; draw(); }, enter: () => busy(save, keep) }
  });
  const keep = async () => {
    const reason = form.elements.reason.value.trim();
    if (amount === 0) return say(t('form.amount'));
    if (reason === '') {
      sayAt(form, 'reason', t('reason.needed'));
      return form.elements.reason.focus();
    }
    try {
      const moved = await api.moveCash(shift.id, { id, kind, amount, reason });
      unanswered.delete(shift.id);
      dialog.close('');
      toast(t(kind === 'in' ? 'shift.movedIn' : 'shift.movedOut', { amount: money(amount) }));
      done(moved);
    } catch (problem) {
      if (problem.isUnknown) unanswered.set(shift.id, { id });
      else if (problem.code === 'id-reused') unanswered.delete(shift.id);
      showProblem(form, problem);
    }
    return undefined;
  };
  const say = (text) => showProblem(form, { errors: [], detail: text });
  const save = button('', () => busy(save, keep), { look: 'primary', 'data-test': 'save-movement' });
  const draw = () => save.replaceChildren(h('span', { class: 'amount' }, t(kind === 'in' ? 'shift.putIn' : 'shift.takeOut', { amount: money(amount) })));
  draw();
  const dialog = openSheet({
    title: t(kind === 'in' ? 'shift.in' : 'shift.out'), body: [pad, form], foot: [button(t('action.cancel'), () => dialog.close('')), save]
  });
}
