import { api } from '../api.js';
import { ShopElement, h } from '../dom.js';
import { t } from '../language.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { guestPage } from './guest-frame.js';
import './pin-pad.js';

/** Who works at this till: a PIN takes it over. A till that nobody works at shows nothing else. */
class PinScreenElement extends ShopElement {
  start() {
    const isTaken = Boolean(shop.session.staff);
    const pad = h('pin-pad', { set: { act: t('pin.begin'), enter: (pin) => this.enter(pin) } });
    this.append(guestPage(h('section', { class: 'guest-card pin-card' },
      h('p', { class: 'weak' }, shop.store?.name ?? ''),
      h('h1', { tabindex: -1 }, t('title.pin')),
      h('p', { class: 'weak' }, isTaken ? t('pin.instead', { name: shop.session.staff.name }) : t('pin.who')),
      pad,
      isTaken && h('a', { class: 'button quiet wide', href: '/till' }, t('action.back')))));
  }

  async enter(pin) {
    const session = await api.switchStaff(pin);
    const next = new URLSearchParams(location.search).get('next') ?? '/till';
    go(next.startsWith('/') && !next.startsWith('//') ? next : '/till', { replace: true, quiet: true });
    shop.begin(session);
  }
}

customElements.define('pin-screen', PinScreenElement);
