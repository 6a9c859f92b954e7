import { api, newId } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { dateText, language, t } from '../language.js';
import { addDays, businessDateOf } from '../rules/time.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import './consulting-report.js';
import { busy } from './field.js';
import './range-picker.js';
import { button, emptyState, errorState, loadingNote, skeleton } from './states.js';
import { toastProblem } from './toast.js';

const isGoing = (job) => job.status === 'queued' || job.status === 'running';

/** Starts an analysis, shows how far it is, then what it found. */
class ConsultingScreenElement extends ShopElement {
  start() {
    this.today = shop.till?.businessDate || businessDateOf(Date.now(), shop.timezone, shop.store?.businessDayStart);
    this.range = { from: addDays(this.today, -29), to: this.today };
    this.picker = h('range-picker', { set: { value: this.range, today: this.today } });
    this.act = button(t('consulting.start'),
      () => busy(this.act, () => this.begin()),
      { look: 'primary', name: 'bulb', 'data-test': 'start-consulting' });
    this.past = h('div', { class: 'segments past-jobs', role: 'group', 'aria-label': t('consulting.past'), hidden: true });
    this.body = h('div', { class: 'consulting-body' });
    this.append(h('div', { class: 'screen' },
      h('div', { class: 'screen-head' }, h('h1', {}, t('title.consulting')), h('span', { class: 'push' }), this.picker, this.act),
      this.past,
      this.body));
    this.listen(this.picker, 'range', (event) => { this.range = event.detail; });
    this.listen(shop, 'consulting', (event) => event.detail?.consultingId === this.jobId && this.follow());
    this.every(2000, () => this.job && isGoing(this.job) && this.follow());
    this.load();
  }

  async load() {
    fill(this.body, loadingNote(), skeleton(3, '8rem'));
    try {
      await shop.ready();
      const answer = await api.consultings();
      this.jobs = answer.data ?? answer;
      this.jobId = this.dataset.id ?? this.jobs[0]?.id;
      this.drawPast();
      if (!this.jobId) fill(this.body,
        emptyState({
          name: 'bulb', title: t('consulting.empty'), text: t('consulting.emptyText'),
          actions: [button(t('consulting.start'), () => this.begin(), { look: 'primary', name: 'bulb' })]
        }));
      else await this.follow();
    } catch (problem) {
      fill(this.body, errorState(problem, () => this.load()));
    }
  }

  drawPast() {
    this.past.hidden = this.jobs.length < 2;
    fill(this.past,
      this.jobs.slice(0, 5).map((job) => h('button',
        {
          type: 'button', 'aria-pressed': String(job.id === this.jobId), 'data-focus': job.id,
          on: { click: () => go(`/consulting/${job.id}`) }
        },
        job.from ? `${dateText(job.from, { weekday: false })} – ${dateText(job.to, { weekday: false })}` : t('consulting.report'))));
  }

  async begin() {
    try {
      const job = await api.startConsulting({ id: newId(), ...this.range, language: language() });
      this.jobId = job.id;
      this.job = job;
      this.drawProgress();
      history.replaceState(history.state, '', `/consulting/${job.id}`);
      await this.follow();
    } catch (problem) {
      toastProblem(problem);
    }
  }

  async follow() {
    try {
      this.job = await api.consulting(this.jobId);
      if (!this.isConnected) return;
      if (this.job.status === 'completed') fill(this.body, h('consulting-report', { set: { job: this.job } }));
      else if (isGoing(this.job)) this.drawProgress();
      else fill(this.body,
        emptyState({
          name: 'alert', title: t('consulting.failed'), text: t('consulting.failedText'),
          actions: [button(t('action.retry'), () => this.begin(), { look: 'primary' })]
        }));
    } catch (problem) {
      if (!this.job) throw problem;
    }
  }

  drawProgress() {
    const percent = Math.round(this.job.progress ?? 0);
    if (!this.bar?.isConnected) {
      this.bar = h('progress', { class: 'progress', max: 100, 'aria-label': t('consulting.working') });
      this.percent = h('span', { class: 'number weak' });
      fill(this.body,
        h('div', { class: 'card job' },
          h('div', { class: 'card-head', role: 'status' },
            h('h2', {}, t('consulting.working')),
            h('span', { class: 'push' }),
            this.percent),
          this.bar,
          h('p', { class: 'weak' }, t('consulting.workingText'))));
    }
    this.bar.value = percent;
    this.percent.textContent = `${percent}%`;
  }
}

customElements.define('consulting-screen', ConsultingScreenElement);
