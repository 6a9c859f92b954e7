import { language } from './language.js';

/** Reads screens aloud for those who cannot see them; silent until somebody switches it on. */
export const voice = {
  isOn: false,

  get isPossible() { return 'speechSynthesis' in window; },

  set(isOn) {
    this.isOn = isOn && this.isPossible;
    if (this.isPossible) speechSynthesis.cancel();
  },

  /** The last sentence wins: nobody waits for the end of one that is no longer true. */
  say(text) {
    if (!this.isOn || !text) return;
    speechSynthesis.cancel();
    const words = new SpeechSynthesisUtterance(text);
    words.lang = language() === 'ko' ? 'ko-KR' : 'en-US';
    speechSynthesis.speak(words);
  },
};
