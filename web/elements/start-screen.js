import { api, newId } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { language, t } from '../language.js';
import { countOf, planOf, tasteOf, templates } from '../rules/templates.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { toast, toastProblem } from './toast.js';

/** An empty shop chooses a menu to begin with. */
class StartScreenElement extends ShopElement {
  start() {
    this.plans = {};
    this.draw();
  }

  draw() {
    const names = Object.keys(templates).sort((a, b) => Number(b === shop.store?.type) - Number(a === shop.store?.type));
    fill(this, h('div', { class: 'screen' },
      h('div', { class: 'screen-head' }, h('h1', {}, t('start.title', { name: shop.store?.name ?? '' }))),
      h('p', { class: 'weak' }, t('start.text')),
      h('div', { class: 'template-grid' },
        names.map((name) => h('button', {
          type: 'button', class: 'template', 'data-test': `template-${name}`, disabled: Boolean(this.working),
          on: { click: () => this.begin(name) }
        },
          h('b', {}, t(`template.${name}`)), h('span', { class: 'tag accent' },
            t('start.items', { n: countOf(name) })), h('span', { class: 'weak small' }, tasteOf(name, language()).join(', ')))),
        h('a', { class: 'template', href: '/menu/import' },
          h('b', {}, t('start.csv')),
          icon('upload'),
          h('span', { class: 'weak small' }, t('start.csvText')))),
      this.working
        ? h('div', { class: 'card', role: 'status' },
          h('p', { class: 'strong' }, t('start.working')),
          h('progress', { class: 'progress', max: 1, value: 0, 'aria-label': t('start.working') }))
        : h('div', {}, h('a', { class: 'button quiet', href: '/till', 'data-test': 'skip' }, t('start.skip')))));
  }

  /** Makes the menu; the plan keeps its ids, so that trying again makes nothing twice. */
  async begin(name) {
    this.working = true;
    this.draw();
    this.plans[name] ??= planOf(name, { language: language(), newId });
    const { groups, categories, items } = this.plans[name];
    const bar = this.querySelector('progress');
    bar.scrollIntoView({ block: 'center' });
    const total = groups.length + categories.length + items.length;
    let done = 0;
    const step = async (work) => {
      await work;
      done += 1;
      bar.value = done / total;
    };
    try {
      for (const group of groups) await step(api.createOptionGroup(group));
      for (const category of categories) await step(api.createCategory(category));
      for (const item of items) await step(api.createItem(item));
      await shop.reload();
      toast(t('start.done', { n: items.length }));
      go('/till', { replace: true });
    } catch (problem) {
      toastProblem(problem);
      this.working = false;
      if (this.isConnected) this.draw();
    }
  }
}

customElements.define('start-screen', StartScreenElement);
