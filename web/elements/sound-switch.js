import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';
import { sound } from '../sound.js';

/** Says whether the kitchen sounds and mutes it. The first tap or key anywhere wakes it. */
class SoundSwitchElement extends ShopElement {
  start() {
    this.button = h('button', { type: 'button', 'data-focus': 'sound', 'data-test': 'sound', on: { click: () => sound.mute(sound.state === 'on') } });
    this.append(this.button);
    this.listen(sound, 'change', () => this.draw());
    for (const type of ['click', 'keydown']) this.listen(document, type, (event) => !this.contains(event.target) && sound.wake());
    this.draw();
  }

  draw() {
    const { state } = sound;
    this.button.className = `button phone-short ${state === 'waiting' ? 'tinted' : 'quiet'}`;
    this.button.setAttribute('aria-pressed', String(state === 'on'));
    this.button.setAttribute('aria-label', t(`sound.${state}`));
    fill(this.button, icon(state === 'on' ? 'bell' : 'bellOff', 20), h('span', {}, t(`sound.${state}`)));
  }
}

customElements.define('sound-switch', SoundSwitchElement);
