import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';
import { unseen } from '../rules/kitchen.js';
import { sound } from '../sound.js';
import { button } from './states.js';

const every = 8000;

/** Says and sounds that tickets wait unacknowledged. Tells `see` with the oldest of them. */
class KitchenAlarmElement extends ShopElement {
  soundedAt = -Infinity;
  count = 0;

  start() {
    this.setAttribute('role', 'alert');
    this.hidden = true;
  }

  /** Looks at the tickets as of now. */
  watch(tickets, now, limits) {
    this.waiting = unseen(tickets, now, limits);
    const count = this.waiting.length;
    if (count !== this.count) {
      this.count = count;
      this.hidden = count === 0;
      fill(this, count > 0 && [
        icon('alert', 26), h('span', {}, t('kitchen.alarm', { n: count })),
        button(t('kitchen.see'), () => this.tell('see', this.waiting[0]), { 'data-focus': 'see', 'data-test': 'see-alarm' })
      ]);
    }
    if (count === 0 || now - this.soundedAt < every) return;
    this.soundedAt = now;
    sound.play('alarm');
  }
}

customElements.define('kitchen-alarm', KitchenAlarmElement);
