import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon, mark } from '../icons.js';
import { clock, t } from '../language.js';
import { shop } from '../shop.js';
import { emptyState, errorState, loadingNote, skeleton } from './states.js';

const freshFor = 5000;

/** For guests who wait: which numbers are being made and which are ready, the newest first. */
class PickupBoardElement extends ShopElement {
  fresh = new Map();

  start() {
    this.clock = h('time', {}, clock(Date.now()));
    this.note = h('span', { class: 'tag warning', role: 'status', hidden: true });
    this.voice = h('p', { class: 'hidden-text', 'aria-live': 'polite', 'data-test': 'board-voice' });
    this.body = h('div', { class: 'board-columns' });
    this.append(h('div', { class: 'board' },
      h('header', { class: 'board-head' },
        h('a', { class: 'home', href: '/kitchen', 'data-back': true, 'aria-label': t('board.back') }, mark(34)),
        h('h1', {}, t('title.board')), h('span', { class: 'weak' }, shop.store?.name ?? ''),
        h('span', { class: 'push' }, this.note), this.clock),
      this.voice, this.body));
    fill(this.body, loadingNote(), skeleton(2, '16rem'));
    for (const kind of ['kitchen', 'order']) this.listen(shop, kind, () => shop.soon('board', () => this.load()));
    this.listen(shop, 'reach', () => this.load());
    this.every(1000, () => { this.clock.textContent = clock(Date.now()); });
    this.every(15_000, () => this.load());
    this.load();
  }

  async load() {
    try {
      const board = await api.board();
      if (!this.isConnected) return;
      this.announce(board.ready);
      this.board = board;
      Object.assign(this, { problem: null, seenAt: Date.now() });
    } catch (problem) {
      this.problem = problem;
    }
    this.draw();
  }

  /** Says what became ready, and nothing on the first look. */
  announce(ready) {
    const before = this.board?.ready.map((each) => each.number);
    const fresh = before ? ready.filter((each) => !before.includes(each.number)).map((each) => each.number) : [];
    for (const number of fresh) this.fresh.set(number, performance.now());
    if (fresh.length > 0) this.voice.textContent = fresh.map((number) => t('board.isReady', { number })).join(' ');
  }

  draw() {
    const stale = this.problem && this.board ? t('board.stale', { time: clock(shop.offlineSince ?? this.seenAt) }) : '';
    this.note.hidden = stale === '';
    if (this.note.textContent !== stale) fill(this.note, stale && icon('offline', 18), stale);
    if (!this.board) return this.problem ? fill(this.body, errorState(this.problem, () => this.load())) : undefined;
    const key = JSON.stringify(this.board);
    if (key === this.key) return undefined;
    this.key = key;
    const byTime = (a, b) => a.since.localeCompare(b.since);
    const preparing = [...this.board.preparing].sort(byTime);
    const ready = [...this.board.ready].sort(byTime).reverse();
    return fill(this.body, this.column('preparing', preparing), this.column('ready', ready));
  }

  /** A number just called is shown moving for a while, once. */
  isFresh(name, number) {
    return name === 'ready' && performance.now() - (this.fresh.get(number) ?? -Infinity) < freshFor;
  }

  column(name, numbers) {
    return h('section', { class: `board-column is-${name}`, 'data-test': `board-${name}` },
      h('h2', {}, icon(name === 'ready' ? 'check' : 'pot', 32), t(`board.${name}`)),
      numbers.length === 0 ? emptyState({ name: name === 'ready' ? 'bag' : 'pot', title: t(name === 'ready' ? 'board.noneReady' : 'board.nonePreparing') })
        : h('ul', { class: 'board-numbers' }, numbers.map(({ number }) => h('li', { class: this.isFresh(name, number) ? 'is-new' : null, 'data-number': number }, number))));
  }
}

customElements.define('pickup-board', PickupBoardElement);
