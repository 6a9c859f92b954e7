import { api, newId } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';
import { busy, clearProblem, field, noticeLine, sayAt, showProblem, switchField } from './field.js';
import { openSheet } from './sheet.js';
import { button, errorState, skeleton } from './states.js';
import { toast } from './toast.js';

const roles = ['manager', 'cashier', 'server'];

/** The people of the shop with role and PIN. */
class StaffListElement extends ShopElement {
  async start() {
    fill(this, h('div', { class: 'card flush' }, skeleton(3)));
    try {
      const answer = await api.staff();
      this.people = answer.data ?? answer;
      this.draw();
    } catch (problem) {
      fill(this, errorState(problem, () => this.start()));
    }
  }

  draw() {
    fill(this, h('section', { class: 'card flush' },
      h('div', { class: 'card-head' },
        h('h2', {}, t('settings.staff')),
        h('span', { class: 'push' }),
        button(t('staff.add'), () => this.edit(null), { look: 'primary', name: 'plus', 'data-test': 'add-staff' })),
      h('ul', { class: 'rows' }, this.people.map((person) => h('li', {}, h('button', {
        type: 'button', class: 'row', 'data-test': 'staff-row', on: { click: () => this.edit(person) }
      }, icon('user'),
        h('span', { class: 'row-main' },
          h('span', { class: 'row-title' }, person.name),
          person.username && h('span', { class: 'row-sub' }, person.username)),
        person.active === false && h('span', { class: 'tag' }, t('staff.inactive')), h('span', { class: 'tag accent' },
          t(`role.${person.role}`)), icon('next', 18)))))));
  }

  edit(person) {
    const isOwner = person?.role === 'owner';
    const form = h('form', {
      class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); busy(save, keep); } }
    }, noticeLine(),
      field({ name: 'name', label: t('staff.name'), value: person?.name, maxlength: 60, autocomplete: 'off' }),
      !isOwner && field({
        name: 'role', label: t('staff.role'), kind: 'select', value: person?.role ?? 'cashier',
        options: roles.map((role) => ({ value: role, label: t(`role.${role}`) }))
      }),
      field({
        name: 'pin', label: t(person ? 'staff.newPin' : 'staff.pin'), hint: t('staff.pinHint'), inputmode: 'numeric',
        maxlength: 8, type: 'password', autocomplete: 'new-password'
      }),
      person && !isOwner && switchField({ name: 'active', label: t('staff.active'), checked: person.active !== false }));
    const keep = async () => {
      clearProblem(form);
      const { name, role, pin, active } = form.elements;
      const length = ['manager'].includes(role?.value) || isOwner ? 6 : 4;
      if (name.value.trim() === '') return sayAt(form, 'name', t('form.needed'));
      if (pin.value !== '' && !new RegExp(`^\\d{${length},8}$`).test(pin.value)) return sayAt(form, 'pin', t('staff.pinHint'));
      const body = {
        name: name.value.trim(), ...(role ? { role: role.value } : {}), ...(pin.value ? { pin: pin.value } : {}),
        ...(active ? { active: active.checked } : {})
      };
      try {
        if (person) await api.changeStaff(person.id, { ...body, version: person.version });
        else await api.addStaff({ id: newId(), ...body });
        dialog.close('');
        toast(t('menu.saved', { name: body.name }));
        await this.start();
      } catch (problem) {
        showProblem(form, problem);
      }
      return undefined;
    };
    const save = button(t('action.save'), () => busy(save, keep), { look: 'primary', 'data-test': 'save' });
    const dialog = openSheet({
      title: person?.name ?? t('staff.add'), body: form, foot: [button(t('action.cancel'), () => dialog.close('')), save]
    });
  }
}

customElements.define('staff-list', StaffListElement);
