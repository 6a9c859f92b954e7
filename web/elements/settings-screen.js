import { ShopElement, fill, h } from '../dom.js';
import { t } from '../language.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { segments, languageSwitch, themeSwitch } from './shell-sheets.js';
import { showMore } from './more-follows.js';
import './session-list.js';
import './staff-list.js';
import './station-list.js';
import './store-profile.js';
import './terminal-list.js';

/** Store, people, devices and how this one looks. */
class SettingsScreenElement extends ShopElement {
  start() {
    const parts = [
      'store', shop.can('managestaff') && 'staff', shop.can('managestaff') && 'terminals', shop.can('managemenu') && 'stations',
      'sessions', 'device'
    ].filter(Boolean);
    this.tab = parts.includes(this.dataset.part) ? this.dataset.part : 'store';
    this.body = h('div', { class: 'settings-body' });
    const tabs = segments(t('title.settings'),
      parts.map((part) => [part, t(`settings.${part}`)]),
      this.tab,
      (part) => go(`/settings/${part}`, { replace: true }));
    this.append(h('div', { class: 'screen narrow' },
      h('div', { class: 'screen-head' }, h('h1', {}, t('title.settings'))),
      tabs,
      this.body));
    showMore(tabs, tabs.querySelector('[aria-pressed="true"]'), this.ended.signal);
    this.draw();
  }

  draw() {
    const made = { store: 'store-profile', staff: 'staff-list', terminals: 'terminal-list', stations: 'station-list', sessions: 'session-list' }[this.tab];
    if (made) return fill(this.body, h(made, {}));
    return fill(this.body, h('section', { class: 'card form' },
      h('h2', {}, t('settings.device')),
      h('div', { class: 'setting-row' }, h('span', {}, t('settings.language')), languageSwitch()),
      h('div', { class: 'setting-row' }, h('span', {}, t('settings.theme')), themeSwitch())));
  }
}

customElements.define('settings-screen', SettingsScreenElement);
