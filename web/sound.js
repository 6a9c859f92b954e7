import { keep, kept } from './language.js';

/** Tones of a sound: [hertz, begins after seconds]. */
const tunes = {
  arrived: [[880, 0], [1175, 0.16]],
  alarm: [[784, 0], [587, 0.2], [784, 0.4], [587, 0.6]],
  call: [[988, 0], [784, 0.25], [988, 0.5], [784, 0.75]],
};

/**
 * The sounds of the kitchen. A browser keeps a page silent until it was touched once; whether it is muted is
 * remembered on this device. Tells `change`.
 */
class Sound extends EventTarget {
  context = null;
  isMuted = kept('kitchen muted') === 'yes';

  /** `on`, `muted`, or `waiting` for a first tap. */
  get state() {
    if (this.isMuted) return 'muted';
    return this.context?.state === 'running' ? 'on' : 'waiting';
  }

  mute(isMuted) {
    this.isMuted = isMuted;
    keep('kitchen muted', isMuted ? 'yes' : null);
    if (!isMuted) this.wake();
    this.dispatchEvent(new Event('change'));
  }

  /** To be called from a tap or a key. */
  wake() {
    if (this.isMuted || this.state === 'on' || !window.AudioContext) return;
    if (!this.context) {
      this.context = new AudioContext();
      this.context.addEventListener('statechange', () => this.dispatchEvent(new Event('change')));
    }
    this.context.resume().catch(() => { /* the next tap tries again */ });
  }

  play(name) {
    if (this.state !== 'on') return;
    for (const [hertz, after] of tunes[name]) this.tone(hertz, this.context.currentTime + after);
  }

  tone(hertz, begin) {
    const tone = new OscillatorNode(this.context, { type: 'triangle', frequency: hertz });
    const volume = new GainNode(this.context, { gain: 0 });
    volume.gain.setValueAtTime(0, begin);
    volume.gain.linearRampToValueAtTime(0.5, begin + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.18);
    tone.connect(volume).connect(this.context.destination);
    tone.start(begin);
    tone.stop(begin + 0.2);
  }
}

export const sound = new Sound();

/** Calls staff, from a tap: the first one has to wake the sound before. */
export function ring() {
  sound.wake();
  if (sound.state === 'on') sound.play('call');
  else sound.addEventListener('change', () => sound.play('call'), { once: true });
}
