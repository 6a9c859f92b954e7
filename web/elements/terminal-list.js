import { api, newId } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';
import { busy, field, noticeLine, sayAt, showProblem } from './field.js';
import { confirmAct, openSheet } from './sheet.js';
import { button, emptyState, errorState, skeleton } from './states.js';
import { toastProblem } from './toast.js';

/** The devices of the shop with their letters; a new one shows its pairing code. */
class TerminalListElement extends ShopElement {
  async start() {
    fill(this, h('div', { class: 'card flush' }, skeleton(3)));
    try {
      const answer = await api.terminals();
      this.terminals = answer.data ?? answer;
      this.draw();
    } catch (problem) {
      fill(this, errorState(problem, () => this.start()));
    }
  }

  draw() {
    const add = button(t('terminal.add'), () => this.add(), { look: 'primary', name: 'plus', 'data-test': 'add-terminal' });
    if (this.terminals.length === 0) return fill(this,
      h('section', { class: 'card' },
        emptyState({ name: 'phone', title: t('terminal.none'), text: t('terminal.noneText'), actions: [add] })));
    return fill(this, h('section', { class: 'card flush' },
      h('div', { class: 'card-head' }, h('h2', {}, t('settings.terminals')), h('span', { class: 'push' }), add),
      h('ul', { class: 'rows' }, this.terminals.map((terminal) => h('li', { class: 'row terminal-row' }, h('span',
        { class: 'letter', 'aria-label': t('terminal.letter', { letter: terminal.letter }), role: 'img' },
        terminal.letter),
        h('span', { class: 'row-main' },
          h('span', { class: 'row-title' }, terminal.name),
          h('span', { class: 'row-sub' }, [t(`terminalKind.${terminal.kind}`), !terminal.paired && t('terminal.notPaired')].filter(Boolean).join(' · '))),
        terminal.paired && h('span', { class: 'tag positive' }, t('terminal.paired')),
        !terminal.paired && button(t('terminal.newCode'), () => this.renew(terminal),
          { 'aria-label': t('terminal.newCodeOf', { name: terminal.name }), 'data-test': 'new-pairing-code', 'data-focus': `code ${terminal.id}` }),
        button('',
          () => this.remove(terminal),
          { look: 'icon-only quiet', name: 'trash', 'aria-label': t('terminal.remove', { name: terminal.name }) }))))));
  }

  add() {
    const form = h('form', {
      class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); busy(save, keep); } }
    }, noticeLine(),
      field({
        name: 'name', label: t('terminal.name'), maxlength: 40, placeholder: t('terminal.nameExample'), autocomplete: 'off'
      }),
      field({
        name: 'kind', label: t('terminal.kind'), kind: 'select', value: 'till',
        options: ['till', 'kiosk', 'kitchen'].map((kind) => ({ value: kind, label: t(`terminalKind.${kind}`) }))
      }));
    const keep = async () => {
      const name = form.elements.name.value.trim();
      if (name === '') return sayAt(form, 'name', t('form.needed'));
      try {
        const made = await api.addTerminal({ id: newId(), name, kind: form.elements.kind.value });
        dialog.close('');
        await this.start();
        this.showCode(made);
      } catch (problem) {
        showProblem(form, problem);
      }
      return undefined;
    };
    const save = button(t('terminal.add'), () => busy(save, keep), { look: 'primary', 'data-test': 'save' });
    const dialog = openSheet({
      title: t('terminal.add'), body: form, foot: [button(t('action.cancel'), () => dialog.close('')), save]
    });
  }

  showCode({ name, letter, pairingCode }) {
    openSheet({
      title: t('terminal.codeTitle', { name }),
      body: [
        h('p', { class: 'code large', 'data-test': 'new-code' }, pairingCode.replace(/^(\d{4})(\d{4})$/, '$1 $2')),
        h('p', { class: 'weak' }, t('terminal.codeText', { letter, address: `${location.host}/pair` }))
      ]
    });
  }

  /** A code is told only once; a new one takes its place, the letter stays. */
  async renew(terminal) {
    const { name, letter } = terminal;
    if (!(await confirmAct({ title: t('terminal.newCodeTitle', { name }), text: t('terminal.newCodeText', { letter }), act: t('terminal.newCode'), danger: false }))) return;
    try {
      this.showCode(await api.renewCode(terminal.id));
    } catch (problem) {
      toastProblem(problem);
      await this.start();
    }
  }

  async remove(terminal) {
    if (!(await confirmAct({
      title: t('terminal.remove', { name: terminal.name }), text: t('terminal.removeText', { letter: terminal.letter }),
      act: t('action.delete')
    }))) return;
    try {
      await api.removeTerminal(terminal.id);
      await this.start();
    } catch (problem) {
      toastProblem(problem);
    }
  }
}

customElements.define('terminal-list', TerminalListElement);
