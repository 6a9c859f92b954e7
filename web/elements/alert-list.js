import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { momentText, money, t } from '../language.js';
import { alertLink } from '../rules/alerts.js';
import { shop } from '../shop.js';
import { busy } from './field.js';
import { button } from './states.js';
import { toastProblem } from './toast.js';

const few = 5;

/** What is worth a look in a range of days, each leading to where it happened. Property `range`; nothing to see shows nothing. */
class AlertListElement extends ShopElement {
  data = [];

  start() {
    this.listen(shop, 'summary', () => shop.soon('alerts', () => this.load()));
    this.load();
  }

  set dates(range) {
    this.range = range;
    if (this.isConnected) this.load();
  }

  async load() {
    if (!this.isConnected) return;
    try {
      const { range } = this;
      const answer = await api.alerts({ ...range, limit: few });
      if (range !== this.range) return;
      Object.assign(this, answer);
      this.draw();
    } catch { /* the figures beside it say why */ }
  }

  async more() {
    try {
      const answer = await api.alerts({ ...this.range, after: this.next, limit: 50 });
      this.data = [...this.data, ...answer.data];
      this.next = answer.next;
      this.draw();
    } catch (problem) {
      toastProblem(problem);
    }
  }

  draw() {
    if (this.data.length === 0) return fill(this);
    const more = button(t('history.more'), () => busy(more, () => this.more()), { look: 'quiet wide' });
    return fill(this, h('section', { class: 'card flush', 'aria-label': t('alert.title'), 'data-test': 'alerts' },
      h('div', { class: 'card-head' }, h('h3', {}, t('alert.title')), h('span', { class: 'weak small' }, t('alert.text'))),
      h('ul', { class: 'rows' }, this.data.map((alert) => h('li', {}, this.row(alert)))), this.next && more));
  }

  row(alert) {
    const link = alertLink(alert);
    const facts = [momentText(alert.at), alert.staffName, alert.amount != null && alert.kind !== 'many-voids' && money(alert.amount)].filter(Boolean);
    const content = [h('span', { class: 'alert-mark' }, icon('alert', 20)),
      h('span', { class: 'row-main' }, h('span', { class: 'alert-text' }, alert.text), h('span', { class: 'row-sub number' }, facts.join(' · ')))];
    const how = { class: 'row', 'data-test': 'alert', 'data-kind': alert.kind, 'data-focus': `alert ${alert.id}` };
    return link ? h('a', { ...how, href: link }, content, icon('next', 18)) : h('div', how, content);
  }
}

customElements.define('alert-list', AlertListElement);
