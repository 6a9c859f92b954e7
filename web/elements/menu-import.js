import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';
import { previewCsv } from '../rules/csv.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { busy } from './field.js';
import { button } from './states.js';
import { toast, toastProblem } from './toast.js';

/** A menu from a CSV file: first a look at what it would do, then all or nothing. */
class MenuImportElement extends ShopElement {
  start() {
    this.file = h('input',
      {
        class: 'hidden-text', type: 'file', id: 'csv', accept: '.csv,text/csv', 'data-test': 'csv',
        on: { change: () => this.read(this.file.files[0]) }
      });
    this.result = h('div', { class: 'import-result', 'aria-live': 'polite' });
    const drop = h('label',
      {
        class: 'drop', for: 'csv',
        on: {
          dragover: (event) => event.preventDefault(),
          drop: (event) => { event.preventDefault(); this.read(event.dataTransfer.files[0]); }
        }
      },
      icon('upload', 32),
      h('span', { class: 'strong' }, t('import.choose')),
      h('span', { class: 'weak small' }, t('import.columns')));
    this.append(h('div', { class: 'screen' },
      h('div', { class: 'screen-head' }, h('a',
        { class: 'button quiet icon-only', href: '/menu', 'data-back': true, 'aria-label': t('action.back') },
        icon('back')), h('h1', {}, t('title.import')), h('span', { class: 'push' }),
        h('a', { class: 'button', href: api.exportPath, download: 'menu.csv' }, icon('download', 20), t('import.export'))),
      h('p', { class: 'weak' }, t('import.text')), this.file, drop, this.result));
  }

  async read(file) {
    if (!file) return;
    this.csv = await file.text();
    try {
      const answer = await api.importMenu(this.csv, true);
      if ((answer?.errors ?? []).length > 0) this.drawErrors(answer.errors);
      else this.drawPreview();
    } catch (problem) {
      if (problem.errors.length > 0) this.drawErrors(problem.errors);
      else toastProblem(problem);
    }
  }

  drawErrors(errors) {
    fill(this.result, h('div', { class: 'card' }, h('h2', { class: 'bad-title' },
      t('import.errors', { n: errors.length })), h('p', { class: 'weak' }, t('import.errorsText')),
      h('ul', { class: 'error-list' },
        errors.map((error) => h('li', {},
          h('span', { class: 'tag negative number' },
            t('import.line', { line: error.line ?? error.pointer?.match(/\d+/)?.[0] ?? '?' })),
          h('span', {}, error.detail ?? error.reason))))));
  }

  drawPreview() {
    const { header, rows, total } = previewCsv(this.csv, 20);
    const act = button(t('import.act', { n: total }), () => busy(act, async () => {
      try {
        await api.importMenu(this.csv, false);
        await shop.reload();
        toast(t('import.done', { n: total }));
        go('/menu', { replace: true });
      } catch (problem) {
        if (problem.errors.length > 0) this.drawErrors(problem.errors);
        else toastProblem(problem);
      }
    }), { look: 'primary large', 'data-test': 'import' });
    fill(this.result, h('div', { class: 'card flush' }, h('div', { class: 'card-head' },
      h('h2', {}, t('import.ready', { n: total })),
      h('span', { class: 'push' }),
      act),
      h('div', { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': t('import.preview') },
        h('table', { class: 'figures' },
          h('thead', {}, h('tr', {}, header.map((name) => h('th', { scope: 'col' }, name)))),
          h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell) => h('td', {}, cell)))))))));
  }
}

customElements.define('menu-import', MenuImportElement);
