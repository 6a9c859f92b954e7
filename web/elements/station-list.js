import { api } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';
import { minutesOf, printerText, secondsOf } from '../rules/stations.js';
import { shop } from '../shop.js';
import { busy, clearProblem, field, noticeLine, sayAt, showProblem } from './field.js';
import { button, errorState, skeleton } from './states.js';
import { openStationSheet } from './station-sheet.js';
import { toast } from './toast.js';

const times = ['warnAfter', 'lateAfter', 'alarmAfter'];

/** The stations of the kitchen, what each of them makes, and after how long a ticket is late. */
class StationListElement extends ShopElement {
  async start() {
    fill(this, h('div', { class: 'card flush' }, skeleton(3)));
    try {
      const [{ data, etag }] = await Promise.all([api.stations(), shop.ready()]);
      this.kitchen = data;
      this.etag = etag ?? '*';
      this.draw();
    } catch (problem) {
      fill(this, errorState(problem, () => this.start()));
    }
  }

  /** Sends the whole plan; throws the problem, after saying so when another device was faster. */
  async keep(change) {
    const { stations, warnAfter, lateAfter, alarmAfter } = { ...this.kitchen, ...change };
    try {
      const { data, etag } = await api.saveStations({ stations, warnAfter, lateAfter, alarmAfter }, this.etag);
      Object.assign(this, { kitchen: data, etag });
      toast(t('action.saved'));
      this.draw();
    } catch (problem) {
      if (problem.status === 412) toast(t('station.changedElsewhere'),
        { kind: 'bad', action: { label: t('action.reload'), act: () => this.start() } });
      throw problem;
    }
  }

  draw() {
    fill(this, h('div', { class: 'settings-cards' },
      h('section', { class: 'card flush' },
        h('div', { class: 'card-head' },
          h('h2', {}, t('station.title')), h('span', { class: 'push' }),
          button(t('station.add'), () => this.edit(null), { look: 'primary', name: 'plus', 'data-test': 'add-station' })),
        h('ul', { class: 'rows' }, this.kitchen.stations.map((station) => h('li', {}, h('button', {
          type: 'button', class: 'row', 'data-test': 'station-row', 'data-name': station.name, 'data-focus': `station ${station.id}`, on: { click: () => this.edit(station) }
        }, icon('pot'),
          h('span', { class: 'row-main' }, h('span', { class: 'row-title' }, station.name), h('span', { class: 'row-sub' }, this.holds(station)),
            h('span', { class: 'row-sub number', 'data-test': 'station-printer' }, this.prints(station))),
          station.isDefault && h('span', { class: 'tag accent' }, t('station.default')),
          icon('next', 18)))))),
      this.timesForm()));
  }

  /** What a station makes, in words. */
  holds(station) {
    const names = shop.categories.filter(({ id }) => station.categoryIds.includes(id)).map(({ name }) => name);
    const items = station.itemIds.filter((id) => shop.item(id)).length;
    const parts = [...names, items > 0 && t('start.items', { n: items }), station.isDefault && t('station.rest')].filter(Boolean);
    return parts.length > 0 ? parts.join(', ') : t('station.nothing');
  }

  /** Where its tickets come out. */
  prints({ printer, alternatePrinter }) {
    const addresses = [printer, alternatePrinter].map(printerText).filter(Boolean).join(' · ');
    return addresses ? t('station.prints', { address: addresses }) : t('station.noPrinter');
  }

  timesForm() {
    const form = h('form', { class: 'card form', novalidate: true, on: { submit: (event) => { event.preventDefault(); busy(save, keep); } } },
      h('h2', {}, t('station.times')),
      noticeLine(),
      h('div', { class: 'form-three' }, times.map((name) => field({
        name, label: t(`station.${name}`), hint: t(`stationHint.${name}`), value: minutesOf(this.kitchen[name]), inputmode: 'decimal', class: 'number', maxlength: 6, autocomplete: 'off'
      }))));
    const keep = async () => {
      clearProblem(form);
      const change = Object.fromEntries(times.map((name) => [name, secondsOf(form.elements[name].value)]));
      for (const name of times) if (change[name] === null) sayAt(form, name, t('station.timeWrong'));
      if (change.lateAfter !== null && change.lateAfter < change.warnAfter) sayAt(form, 'lateAfter', t('station.lateWrong'));
      const wrong = form.querySelector('[aria-invalid="true"]');
      if (wrong) return wrong.focus();
      return this.keep(change).catch((problem) => problem.status !== 412 && showProblem(form, problem));
    };
    const save = button(t('action.save'), () => busy(save, keep), { look: 'primary', 'data-test': 'save-times' });
    form.append(h('div', { class: 'button-row' }, h('span', { class: 'push' }), save));
    return form;
  }

  edit(station) {
    openStationSheet(station, this.kitchen.stations, (stations) => this.keep({ stations }));
  }
}

customElements.define('station-list', StationListElement);
