import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';
import { ring } from '../sound.js';
import { visit } from '../visit.js';
import { voice } from '../voice.js';
import { openSheet } from './sheet.js';
import { button } from './states.js';

/** There is no way to the staff but the ears: it sounds, and the screen says so. */
export function callStaff() {
  ring();
  voice.say(t('kiosk.called'));
  const dialog = openSheet({
    title: t('kiosk.called'), body: h('p', {}, t('kiosk.calledText')),
    foot: button(t('action.close'), () => dialog.close(''), { look: 'large primary', 'data-test': 'call-done' })
  });
}

/** Larger letters, strong contrast, reading aloud, and somebody to help: at the lower edge of every page. */
class KioskToolsElement extends ShopElement {
  start() {
    this.listen(visit, 'change', () => this.draw());
    this.draw();
  }

  draw() {
    const tool = (name, sign, isOn, act) => h('button', {
      type: 'button', class: 'kiosk-tool', 'data-focus': `tool ${name}`, 'data-test': `tool-${name}`, 'aria-pressed': isOn === undefined ? null : String(isOn), on: { click: act }
    }, icon(sign, 26), h('span', {}, t(`kioskTool.${name}`)));
    fill(this,
      tool('large', 'letters', visit.looks.large, () => visit.look('large', !visit.looks.large)),
      tool('contrast', 'contrast', visit.looks.contrast, () => visit.look('contrast', !visit.looks.contrast)),
      voice.isPossible && tool('voice', 'speaker', voice.isOn, () => this.speak(!voice.isOn)),
      tool('call', 'bell', undefined, callStaff));
  }

  speak(isOn) {
    voice.set(isOn);
    voice.say(t('kiosk.voiceOn'));
    this.draw();
  }
}

customElements.define('kiosk-tools', KioskToolsElement);
