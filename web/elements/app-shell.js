import { drafts } from '../drafts.js';
import { drawer } from '../drawer.js';
import { ShopElement, fill, h } from '../dom.js';
import { clock, dateText, elapsed, kept, language, setLanguage, setTheme, t } from '../language.js';
import { icon, mark } from '../icons.js';
import { go, matchRoute } from '../router.js';
import { doorOf, homeOf, mayOpen } from '../rules/doors.js';
import { businessDateOf, minutesSince } from '../rules/time.js';
import { shop } from '../shop.js';
import { listenToKeys } from './keys.js';
import { openMoreSheet, openStaffSheet } from './shell-sheets.js';
import { mayOpenShift, shiftLink, shiftPage } from './shift-link.js';
import { errorState } from './states.js';
import { toast, toastProblem } from './toast.js';

export const screens = [
  { path: '/till', name: 'tables', label: 'nav.tables' },
  { path: '/orders', name: 'receipt', label: 'nav.orders' },
  { path: '/kitchen', name: 'pot', label: 'nav.kitchen', right: 'cook' },
  { path: '/menu', name: 'tag', label: 'nav.menu' },
  { path: '/dashboard', name: 'chart', label: 'nav.dashboard', right: 'seefigures' },
  { path: '/consulting', name: 'bulb', label: 'nav.consulting', right: 'seefigures' },
  { path: '/settings', name: 'gear', label: 'nav.settings' },
];

/** Found on a desktop beside the table layout, on a phone under More. */
const qrPage = [{ path: '/till/qr', name: 'qr', label: 'title.qr', right: 'managemenu' }];

/** Frame of every screen: rail or tab bar, top bar, offline banner, and the screen of the address. */
class AppShellElement extends ShopElement {
  async start() {
    this.main = h('main', { id: 'main' });
    this.listen(window, 'navigate', () => this.show());
    this.listen(window, 'language', () => this.rebuild());
    this.listen(window, 'theme', () => this.drawFrame());
    this.listen(shop, 'session', () => this.rebuild());
    this.listen(shop, 'till', () => this.drawFrame());
    this.listen(shop, 'reach', () => this.drawFrame());
    this.listen(drawer, 'change', () => this.drawShift());
    this.listen(document, 'visibilitychange', () => this.lookAtShift());
    this.listen(drafts, 'change', () => this.drawSync());
    this.listen(drafts, 'refused', (event) => toastProblem(event.detail));
    this.listen(drafts, 'landed', (event) => toast(t('check.added', { letter: event.detail }), { stays: true }));
    listenToKeys(this);
    this.every(1000, () => this.tick());
    this.every(60_000, () => this.lookAtShift());
    await this.open();
  }

  async open() {
    try {
      await shop.resume();
    } catch (problem) {
      this.classList.add('is-guest');
      fill(this, h('main', {}, h('h1', { class: 'hidden-text' }, 'Salesync'), errorState(problem, () => this.open())));
    }
  }

  rebuild() {
    this.current = null;
    this.show();
  }

  /** Shows the screen of the address; signed-out people are led to the door, signed-in ones past it. */
  async show() {
    const found = matchRoute(location.pathname);
    if (!found) return go(homeOf(shop.session) ?? (shop.session ? '/till' : '/'), { replace: true });
    const { route, values } = found;
    const address = location.pathname + location.search;
    const door = doorOf(shop.session, route, { address, wasPaired: kept('paired') === 'yes', table: kept('table code') });
    if (door) return go(door, { replace: true });
    if (this.current === address) return undefined;
    this.current = address;
    await route.load();
    if (this.current !== address) return undefined;
    this.route = route;
    document.title = `${t(route.title)} · Salesync`;
    const screen = document.createElement(route.tag);
    Object.assign(screen.dataset, values);
    this.drawFrame();
    this.main.replaceChildren(screen);
    this.main.scrollTop = 0;
    this.focusTitle(screen);
    return undefined;
  }

  /** After going somewhere the focus stands at its title, so that a screen reader says where one is. */
  focusTitle(screen) {
    if (!this.wasShown) {
      this.wasShown = true;
      return;
    }
    const title = screen.querySelector('h1');
    if (!title || screen.contains(document.activeElement)) return;
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }

  drawFrame() {
    if (!this.route) return;
    const isGuest = !shop.session || Boolean(this.route.guest || this.route.bare);
    this.classList.toggle('is-guest', isGuest);
    this.classList.toggle('is-focused', Boolean(this.route.focused));
    this.classList.toggle('is-offline', !isGuest && shop.offlineSince !== null);
    if (isGuest) {
      if (this.firstElementChild !== this.main || this.children.length > 1) this.replaceChildren(this.main);
      return;
    }
    if (!this.rail) {
      this.rail = h('nav', { class: 'rail', 'aria-label': t('nav.label') });
      this.bar = h('header', { class: 'topbar' });
      this.banner = h('div', { class: 'offline-banner', role: 'status' });
      this.tabs = h('nav', { class: 'tabbar', 'aria-label': t('nav.label') });
    }
    if (this.children.length !== 5) this.replaceChildren(this.rail, this.bar, this.banner, this.main, this.tabs);
    this.drawNav();
    this.drawBar();
    this.tick();
  }

  drawNav() {
    const open = screens.filter((screen) => mayOpen(shop.session, screen) && (!screen.right || shop.can(screen.right)));
    const link = (screen) => h('a',
      {
        class: 'nav-link', href: screen.path, 'data-focus': `nav ${screen.path}`,
        'aria-current': this.route.nav === screen.path ? 'page' : null
      },
      icon(screen.name, 24),
      h('span', {}, t(screen.label)));
    for (const nav of [this.rail, this.tabs]) nav.setAttribute('aria-label', t('nav.label'));
    fill(this.rail,
      h('a', { class: 'home', href: '/till', 'aria-label': t('nav.home') }, mark(34)),
      open.slice(0, -1).map(link),
      h('span', { class: 'spacer' }),
      link(open.at(-1)));
    const rest = qrPage.filter((screen) => mayOpen(shop.session, screen) && shop.can(screen.right));
    const shown = open.length > 5 ? open.slice(0, 4) : open.slice(0, 5);
    fill(this.tabs, shown.map(link), open.length > 5 && h('button', {
      type: 'button', class: 'nav-link', 'aria-haspopup': 'dialog', on: { click: () => openMoreSheet([...(mayOpenShift() ? [shiftPage()] : []), ...open.slice(4), ...rest]) },
      'aria-current': [...open.slice(4), ...rest, shiftPage()].some((screen) => screen.path === this.route.nav) ? 'page' : null,
    }, icon('more', 24), h('span', {}, t('nav.more'))));
  }

  drawBar() {
    const dark = document.documentElement.dataset.theme === 'dark';
    const today = shop.till?.businessDate || businessDateOf(Date.now(), shop.timezone, shop.store?.businessDayStart);
    this.clock = h('time', {});
    this.sync = h('span', { class: 'sync', role: 'status' });
    this.shift = h('span', { class: 'shift-place' });
    fill(this.bar,
      h('span', { class: 'store-name' }, shop.store?.name ?? ''), h('span', { class: 'date' }, dateText(today)), this.shift,
      h('div', { class: 'push' }, this.sync, this.clock,
        h('button',
          {
            type: 'button', class: 'button quiet', 'data-test': 'language', 'data-focus': 'language',
            'aria-label': t('bar.language'), on: { click: () => setLanguage(language() === 'ko' ? 'en' : 'ko') }
          },
          language() === 'ko' ? 'EN' : '한국어'),
        h('button',
          {
            type: 'button', class: 'button quiet icon-only', 'data-test': 'theme', 'data-focus': 'theme',
            'aria-label': t(dark ? 'bar.light' : 'bar.dark'), on: { click: () => setTheme(dark ? 'light' : 'dark') }
          },
          icon(dark ? 'sun' : 'moon')),
        h('button',
          {
            type: 'button', class: 'button quiet', 'data-test': 'staff', 'data-focus': 'staff', 'aria-haspopup': 'dialog',
            'aria-label': t('bar.staff', { name: shop.session.staff?.name ?? t('settings.device') }), on: { click: openStaffSheet }
          },
          icon('user'),
          h('span', { class: 'staff-name' }, shop.session.staff?.name ?? ''))));
    this.drawSync();
    this.drawShift();
  }

  drawShift() {
    if (this.shift) fill(this.shift, mayOpenShift() && shiftLink(this.route.nav === '/shift'));
  }

  /** The live stream tells nothing of shifts: a look now and then shows what another device did. */
  lookAtShift() {
    if (shop.session && document.visibilityState === 'visible') drawer.load().catch(() => { /* the next look tells */ });
  }

  drawSync() {
    if (!this.sync) return;
    const waiting = drafts.waiting();
    if (waiting.length === 0) return fill(this.sync);
    const oldest = Math.min(...waiting.map((draft) => draft.begun ?? Date.now()));
    return fill(this.sync,
      h('span', { class: 'tag warning' },
        icon('clock', 16),
        t('sync.waiting', { n: waiting.length, time: elapsed(minutesSince(new Date(oldest).toISOString(), Date.now())) })));
  }

  tick() {
    if (this.clock) this.clock.textContent = clock(Date.now());
    if (!this.banner) return;
    this.banner.hidden = shop.offlineSince === null;
    const text = shop.offlineSince === null ? '' : t('offline.since', { time: clock(shop.offlineSince) });
    if (this.banner.textContent !== text) fill(this.banner, text && icon('offline', 18), h('span', {}, text));
  }
}

customElements.define('app-shell', AppShellElement);

