import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { momentText, t } from '../language.js';
import { deviceName } from '../rules/device.js';
import { busy } from './field.js';
import { button, errorState, skeleton } from './states.js';
import { toastProblem } from './toast.js';

/** Where one is signed in; any other place can be signed out. */
class SessionListElement extends ShopElement {
  async start() {
    fill(this, h('div', { class: 'card flush' }, skeleton(3)));
    try {
      const answer = await api.sessions();
      this.draw(answer.data ?? answer);
    } catch (problem) {
      fill(this, errorState(problem, () => this.start()));
    }
  }

  draw(sessions) {
    fill(this, h('section', { class: 'card flush' }, h('div', { class: 'card-head' },
      h('h2', {}, t('settings.sessions'))), h('ul', { class: 'rows' }, sessions.map((session) => {
      const end = button(t('session.end'), () => busy(end, () => this.end(session)), { look: 'quiet' });
      return h('li', { class: 'row' }, icon('globe'), h('span', { class: 'row-main' },
        h('span', { class: 'row-title' }, deviceName(session.device) ?? t('session.browser')),
        h('span', { class: 'row-sub number' }, momentText(session.usedAt ?? session.createdAt))),
        session.current ? h('span', { class: 'tag positive' }, t('session.current')) : end);
    }))));
  }

  async end(session) {
    try {
      await api.endSession(session.id);
      await this.start();
    } catch (problem) {
      toastProblem(problem);
    }
  }
}

customElements.define('session-list', SessionListElement);
