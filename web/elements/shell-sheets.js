import { api } from '../api.js';
import { h } from '../dom.js';
import { icon } from '../icons.js';
import { language, setLanguage, setTheme, t, theme } from '../language.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { confirmAct, openSheet } from './sheet.js';
import { button } from './states.js';
import { toastProblem } from './toast.js';

/** The screens that do not fit into the phone's tab bar. */
export function openMoreSheet(screens) {
  const dialog = openSheet({
    title: t('nav.more'),
    body: h('nav', { class: 'rows', 'aria-label': t('nav.more') },
      screens.map((screen) => h('a', { class: 'row', href: screen.path, on: { click: () => dialog.close('') } },
        icon(screen.name),
        h('span', { class: 'row-main' }, h('span', { class: 'row-title' }, t(screen.label)), screen.note && h('span', { class: 'row-sub' }, screen.note)),
        icon('next', 18)))),
  });
}

/** A pair of buttons for language and theme. */
export function languageSwitch() {
  return segments(t('settings.language'), [['ko', '한국어'], ['en', 'English']], language(), setLanguage);
}

export function themeSwitch() {
  return segments(t('settings.theme'),
    [['auto', t('theme.auto')], ['light', t('theme.light')], ['dark', t('theme.dark')]],
    theme(),
    setTheme);
}

/** Buttons of which one is pressed. */
export function segments(label, choices, chosen, choose) {
  const buttons = choices.map(([value, text]) => h('button', {
    type: 'button', 'aria-pressed': String(value === chosen), 'data-focus': `${label} ${value}`, 'data-value': value,
    on: { click: (event) => { for (const each of buttons) each.setAttribute('aria-pressed',
      String(each === event.currentTarget)); choose(value); } },
  }, text));
  return h('div', { class: 'segments', role: 'group', 'aria-label': label }, buttons);
}

export function openStaffSheet() {
  const { staff, store } = shop.session;
  const dialog = openSheet({
    title: staff?.name ?? t('settings.device'),
    body: [
      h('dl', { class: 'pairs' },
        h('div', {}, h('dt', { class: 'weak' }, t('staff.role')), h('dd', {}, t(`role.${staff?.role ?? shop.session.role}`))),
        h('div', {}, h('dt', { class: 'weak' }, t('settings.store')), h('dd', {}, store?.name ?? ''))),
      h('div', { class: 'form' }, h('span', { class: 'small strong' }, t('settings.theme')), themeSwitch()),
      button(t('keys.title'), () => { dialog.close(''); openKeySheet(); }, { name: 'keyboard' }),
      shop.session.terminalId && button(t('pin.switch'), () => { dialog.close(''); go('/pin'); }, { name: 'users', look: 'primary', 'data-test': 'switch-staff' }),
      button(t('action.signOut'), async () => {
        const { terminalId, staff } = shop.session;
        // A till stays paired when the person leaves; when nobody works at it, signing out takes it away from the shop.
        if (terminalId && !staff && !(await confirmAct({ title: t('pin.outTitle'), text: t('pin.outText'), act: t('action.signOut') }))) return;
        try {
          await api.signOut();
          dialog.close('');
          const own = terminalId && staff ? await api.session() : null;
          go(own ? '/pin' : '/sign-in', { replace: true, quiet: true });
          shop.begin(own);
        } catch (problem) {
          toastProblem(problem);
        }
      }, { name: 'out', 'data-test': 'sign-out' }),
    ],
  });
}

/** What the keyboard does. */
export function openKeySheet() {
  const keys = [
    ['/', 'keys.search'], ['1 – 9', 'keys.quantity'], ['Enter', 'keys.pay'], ['Esc', 'keys.back'], ['← ↑ ↓ →', 'keys.move'],
    ['r', 'keys.recall'], ['?', 'keys.help']
  ];
  openSheet({
    title: t('keys.title'),
    body: h('dl', { class: 'key-list' }, keys.map(([key, text]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, t(text))]))
  });
}
