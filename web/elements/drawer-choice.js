import { api, newId } from '../api.js';
import { drawer } from '../drawer.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';
import { shop } from '../shop.js';
import { busy, field, noticeLine, sayAt, showProblem } from './field.js';
import { openSheet } from './sheet.js';
import { button, emptyState, errorState, skeleton } from './states.js';

const tills = async () => {
  const answer = await api.terminals();
  return (answer.data ?? answer).filter((terminal) => terminal.kind === 'till');
};

/** Which drawer this browser's cash lies in: one of the shop's tills. Tells `chosen`. */
class DrawerChoiceElement extends ShopElement {
  async start() {
    fill(this, skeleton(2, '4rem'));
    try {
      this.draw(await tills());
    } catch (problem) {
      fill(this, errorState(problem, () => this.start()));
    }
  }

  draw(terminals) {
    const mayAdd = shop.can('managestaff');
    const add = mayAdd && button(t('drawer.add'), () => this.add(), { look: terminals.length === 0 ? 'primary' : '', name: 'plus', 'data-test': 'add-drawer' });
    if (terminals.length === 0) return fill(this, h('section', { class: 'card' },
      emptyState({ name: 'drawer', title: t('drawer.none'), text: t(mayAdd ? 'drawer.noneText' : 'drawer.askManager'), actions: [add].filter(Boolean) })));
    return fill(this, h('section', { class: 'card flush' },
      h('div', { class: 'card-head' }, h('div', { class: 'drawer-words' }, h('h2', {}, t('drawer.which')), h('p', { class: 'weak small' }, t('drawer.whichText'))), h('span', { class: 'push' }), add),
      h('ul', { class: 'rows' }, terminals.map((terminal) => h('li', {}, h('button', {
        type: 'button', class: 'row', 'data-test': 'choose-drawer', 'aria-current': terminal.id === drawer.terminalId ? 'true' : null, on: { click: () => this.choose(terminal) }
      },
        h('span', { class: 'letter', 'aria-hidden': 'true' }, terminal.letter),
        h('span', { class: 'row-main' }, h('span', { class: 'row-title' }, terminal.name), h('span', { class: 'row-sub' }, t('terminal.letter', { letter: terminal.letter }))),
        icon(terminal.id === drawer.terminalId ? 'check' : 'next', 18)))))));
  }

  choose(terminal) {
    this.tell('chosen', terminal);
    drawer.choose(terminal).catch(() => { /* the screen asks again */ });
  }

  add() {
    const form = h('form', { class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); busy(save, keep); } } },
      noticeLine(),
      field({ name: 'name', label: t('terminal.name'), maxlength: 40, value: t('drawer.counter'), autocomplete: 'off' }));
    const id = newId();
    const keep = async () => {
      const name = form.elements.name.value.trim();
      if (name === '') return sayAt(form, 'name', t('form.needed'));
      try {
        const made = await api.addTerminal({ id, name, kind: 'till' });
        dialog.close('');
        this.choose(made);
      } catch (problem) {
        showProblem(form, problem);
      }
      return undefined;
    };
    const save = button(t('drawer.add'), () => busy(save, keep), { look: 'primary', 'data-test': 'save' });
    const dialog = openSheet({
      title: t('drawer.add'), body: [h('p', { class: 'weak' }, t('drawer.addText')), form], foot: [button(t('action.cancel'), () => dialog.close('')), save]
    });
  }
}

customElements.define('drawer-choice', DrawerChoiceElement);

/** Another drawer for this browser. */
export function openDrawerSheet() {
  const choice = h('drawer-choice', { on: { chosen: () => dialog.close('') } });
  const dialog = openSheet({ title: t('drawer.change'), body: choice });
}

/** The drawer's name and letter; a paired till is asked for once. */
export async function drawerName() {
  const known = drawer.chosen ?? (await tills()).find((terminal) => terminal.id === drawer.terminalId);
  return known ? `${known.name} (${known.letter})` : '';
}
