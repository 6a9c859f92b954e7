import { api, newId } from '../api.js';
import { h } from '../dom.js';
import { t } from '../language.js';
import { shop } from '../shop.js';
import { field, noticeLine, sayAt, showProblem } from './field.js';
import { confirmAct, openSheet } from './sheet.js';
import { button } from './states.js';
import { toastProblem } from './toast.js';

/**
 * A new category, or one to rename or delete.
 * @param {any} category
 * @param {(madeId?: string) => void} done
 */
export function openCategoryEditor(category, done) {
  const id = newId();
  const form = h('form', { class: 'form', novalidate: true, on: { submit: (event) => { event.preventDefault(); save(); } } },
    noticeLine(),
    field({ name: 'name', label: t('menu.categoryName'), value: category?.name ?? '', maxlength: 40, autocomplete: 'off' }));
  const save = async () => {
    const name = form.elements.name.value.trim();
    if (name === '') return sayAt(form, 'name', t('form.needed'));
    try {
      if (category) await api.changeCategory(category.id, { name, version: category.version });
      else await api.createCategory({ id, name, position: shop.categories.length });
      dialog.close('');
      await shop.reload();
      done(category ? undefined : id);
    } catch (problem) {
      showProblem(form, problem);
    }
    return undefined;
  };
  const remove = async () => {
    dialog.close('');
    const title = t('menu.removeTitle', { name: category.name });
    if (!(await confirmAct({ title, text: t('menu.removeCategoryText'), act: t('action.delete') }))) return;
    try {
      await api.removeCategory(category.id);
      await shop.reload();
    } catch (problem) {
      toastProblem(problem);
    }
  };
  const dialog = openSheet({
    title: category ? t('menu.editCategory', { name: category.name }) : t('menu.addCategory'), body: form,
    foot: [
      category && button(t('action.delete'), remove, { look: 'danger', name: 'trash' }),
      button(t('action.save'), save, { look: 'primary', 'data-test': 'save' })
    ]
  });
}
