import { api, newId } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { language, t } from '../language.js';
import { addTables, isDrawable, moveTable } from '../rules/floor.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { busy, field } from './field.js';
import { confirmAct, openSheet } from './sheet.js';
import { button, errorState, skeleton } from './states.js';
import { toast, toastProblem } from './toast.js';

const columns = 12;
const rows = 48;
const leaving = {
  ko: { title: '저장하지 않고 나갈까요?', text: '바꾼 배치가 사라져요.', act: '나가기' },
  en: { title: 'Leave without saving?', text: 'Your changes to the layout will be lost.', act: 'Leave' }
};

/** Unsaved work on its way to the next editor: the screen is drawn in another language, or its way back was barred. */
let handedOn = null;

/** Areas and tables on a grid: drag or arrow keys move, everything can be undone until saved, leaving before asks. */
class FloorEditorElement extends ShopElement {
  start() {
    this.guard();
    if (!handedOn) return this.load();
    const { steps, ...work } = handedOn;
    handedOn = null;
    Object.assign(this, work);
    this.draw();
    return steps && this.askToLeave(() => history.go(steps));
  }

  stop() {
    if (this.isAsking) document.querySelector('dialog[open]')?.close('');
    if (!this.isChanged || (!this.steps && location.pathname !== this.path)) return;
    handedOn = { areas: this.areas, areaId: this.areaId, etag: this.etag, history: this.history, steps: this.steps };
  }

  get isChanged() {
    return this.history?.length > 0;
  }

  /** Links, the browser's way back and closing the page ask first while something is unsaved. */
  guard() {
    const depthNow = () => history.state?.depth ?? 0;
    const depth = depthNow();
    this.path = location.pathname;
    this.listen(window, 'beforeunload', (event) => this.isChanged && event.preventDefault());
    document.addEventListener('click', (event) => {
      const link = event.target.closest?.('a[href]');
      if (!this.isChanged || !link || link.target || link.pathname === this.path) return;
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      this.askToLeave(() => go(link.pathname + link.search));
    }, { capture: true, signal: this.ended.signal });
    // The other screen is already on its way; a step forth again brings an editor that goes on with the work, and asks.
    this.listen(window, 'popstate', () => {
      if (!this.isChanged || location.pathname === this.path) return;
      this.steps = depthNow() - depth || -1;
      history.go(-this.steps);
    });
  }

  async askToLeave(leave) {
    if (this.isAsking) return;
    this.isAsking = true;
    // The Escape that leads here would close the question as well.
    await new Promise((done) => { setTimeout(done); });
    const isSure = await confirmAct(leaving[language()]);
    this.isAsking = false;
    if (!isSure) return;
    this.history = [];
    leave();
  }

  async load() {
    fill(this, h('div', { class: 'screen' }, h('h1', {}, t('title.floorEditor')), skeleton(4)));
    try {
      const { data, etag } = await api.floor();
      this.etag = etag ?? '*';
      this.areas = (data.areas ?? []).map((area) => ({
        ...area,
        tables: isDrawable(area.tables) ? area.tables : addTables([], area.tables.length, newId).map((spot, place) => ({
          ...spot, ...area.tables[place], x: spot.x, y: spot.y, w: spot.w, h: spot.h
        }))
      }));
      this.history = [];
      this.areaId = this.areas[0]?.id;
      this.draw();
    } catch (problem) {
      fill(this, h('div', { class: 'screen' }, h('h1', {}, t('title.floorEditor')), errorState(problem, () => this.load())));
    }
  }

  get area() {
    return this.areas.find((area) => area.id === this.areaId) ?? this.areas[0];
  }

  change(areas) {
    if (areas === this.areas) return;
    this.history.push(this.areas);
    this.areas = areas;
    this.draw();
  }

  changeTables(change) {
    const tables = change(this.area.tables);
    if (JSON.stringify(tables) !== JSON.stringify(this.area.tables)) this.change(this.areas.map((area) => (area === this.area ? { ...area, tables } : area)));
  }

  move(table, right, down) {
    const y = Math.min(table.y + down, rows - table.h);
    this.changeTables((tables) => moveTable(tables, table.id, table.x + right, y, columns));
  }

  /** A table with the next number of all areas, so that no two are called alike. */
  addTable() {
    const numbers = this.areas.flatMap((area) => area.tables).map((table) => Number.parseInt(table.name, 10) || 0);
    const name = String(Math.max(0, ...numbers) + 1);
    this.changeTables((tables) => addTables(tables, 1, newId).map((table) => (tables.includes(table) ? table : { ...table, name })));
  }

  draw() {
    const save = button(t('action.save'), () => busy(save, () => this.save()), { look: 'primary', 'data-test': 'save-floor' });
    fill(this, h('div', { class: 'screen' },
      h('div', { class: 'screen-head' }, h('a',
        { class: 'button quiet icon-only', href: '/till', 'data-back': true, 'aria-label': t('action.back') },
        icon('back')), h('h1', {}, t('title.floorEditor')), h('span', { class: 'push' }),
        button(h('span', {}, t('action.undo')),
          () => { this.areas = this.history.pop(); this.draw(); },
          {
            name: 'undo', look: 'quiet phone-short', 'data-focus': 'undo', 'aria-label': t('action.undo'), disabled: !this.isChanged
          }), save),
      h('div', { class: 'button-row' },
        h('div', { class: 'segments', role: 'group', 'aria-label': t('floor.areas') },
          this.areas.map((area) => h('button',
            {
              type: 'button', 'aria-pressed': String(area === this.area), 'data-focus': `area ${area.id}`,
              on: { click: () => { this.areaId = area.id; this.draw(); } }
            },
            area.name))),
        button(t('floor.addArea'), () => this.nameArea(null), { name: 'plus', look: 'quiet' }),
        this.area && button(t('floor.nameArea'), () => this.nameArea(this.area), { name: 'edit', look: 'quiet' }),
        this.area && button(t('floor.addTable'),
          () => this.addTable(),
          { name: 'plus', look: 'tinted', 'data-test': 'add-table', 'data-focus': 'add-table' })),
      h('p', { class: 'weak small' }, t('floor.editorHelp'), ' ', h('a', { href: '/till/qr', 'data-test': 'to-qr' }, t('title.qr'))),
      this.area && h('div',
        { class: 'editor-plan', style: { '--rows': Math.max(8, ...this.area.tables.map((table) => table.y + table.h + 2)) } },
        this.area.tables.map((table) => this.tile(table)))));
  }

  tile(table) {
    return h('button', {
      type: 'button', class: `table-tile editing ${table.shape === 'round' ? 'is-round' : ''}`, 'data-focus': `edit ${table.id}`, 'aria-label': t('floor.tableLabel', { name: table.name }),
      style: { '--x': table.x + 1, '--y': table.y + 1, '--w': table.w, '--h': table.h },
      on: {
        pointerdown: (event) => this.drag(event, table), keydown: (event) => this.nudge(event, table),
        // The click that ends a drag opens nothing; Enter, a click of no press, always does.
        click: (event) => (event.detail === 0 || !this.dragged) && this.editTable(table)
      },
    }, h('span', { class: 'table-name' }, table.name), h('span', { class: 'table-note' },
      t('table.seats', { n: table.seats ?? 0 })));
  }

  nudge(event, table) {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!way) return;
    event.preventDefault();
    this.move(table, ...way);
  }

  drag(event, table) {
    if (event.button !== 0 || !event.isPrimary) return;
    const tile = event.currentTarget;
    const cell = {
      x: tile.parentElement.clientWidth / columns,
      y: tile.parentElement.clientHeight / Number(getComputedStyle(tile.parentElement).getPropertyValue('--rows'))
    };
    const from = { x: event.clientX, y: event.clientY };
    this.dragged = false;
    tile.setPointerCapture(event.pointerId);
    const cellsOf = (move) => [Math.round((move.clientX - from.x) / cell.x), Math.round((move.clientY - from.y) / cell.y)];
    const until = new AbortController();
    tile.addEventListener('pointermove', (move) => {
      this.dragged ||= Math.hypot(move.clientX - from.x, move.clientY - from.y) > 8;
      if (this.dragged) tile.style.transform = `translate(${move.clientX - from.x}px, ${move.clientY - from.y}px)`;
    }, { signal: until.signal });
    const letGo = () => { until.abort(); tile.style.transform = ''; };
    tile.addEventListener('pointerup', (up) => {
      letGo();
      if (this.dragged) this.move(table, ...cellsOf(up));
    }, { signal: until.signal });
    tile.addEventListener('pointercancel', letGo, { signal: until.signal });
    document.addEventListener('keydown', (key) => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      this.dragged = true;
      letGo();
    }, { capture: true, signal: until.signal });
  }

  editTable(table) {
    const form = h('form', { class: 'form', on: { submit: (event) => { event.preventDefault(); apply(); } } },
      field({ name: 'name', label: t('floor.tableName'), value: table.name, maxlength: 20 }),
      field({
        name: 'seats', label: t('floor.seats'), value: table.seats ?? 4, type: 'number', min: 1, max: 99, inputmode: 'numeric'
      }),
      field({
        name: 'shape', label: t('floor.shape'), kind: 'select', value: table.shape ?? 'square',
        options: ['square', 'round'].map((shape) => ({ value: shape, label: t(`shape.${shape}`) }))
      }));
    const apply = () => {
      const { name, seats, shape } = form.elements;
      dialog.close('');
      this.changeTables((tables) => tables.map((each) => (each.id === table.id ? {
        ...each, name: name.value.trim() || table.name, seats: Math.min(99, Math.max(1, Math.round(seats.value) || 1)), shape: shape.value
      } : each)));
    };
    const dialog = openSheet({
      title: t('floor.tableLabel', { name: table.name }), body: form,
      foot: [
        button(t('action.delete'),
          () => { dialog.close(''); this.changeTables((tables) => tables.filter((each) => each.id !== table.id)); },
          { look: 'danger', name: 'trash' }),
        button(t('action.done'), apply, { look: 'primary' })
      ],
    });
  }

  nameArea(area) {
    const form = h('form', { on: { submit: (event) => { event.preventDefault(); apply(); } } },
      field({ name: 'name', label: t('floor.areaName'), value: area?.name ?? '', maxlength: 20 }));
    const apply = () => {
      const name = form.elements.name.value.trim();
      if (name === '') return form.elements.name.focus();
      dialog.close('');
      const id = area?.id ?? newId();
      this.areaId = id;
      return this.change(area ? this.areas.map((each) => (each.id === id ? { ...each, name } : each)) : [...this.areas, { id, name, tables: [] }]);
    };
    const remove = async () => {
      dialog.close('');
      if (area.tables.length === 0 || await confirmAct({
        title: t('floor.removeArea', { name: area.name }), text: t('floor.removeAreaText'), act: t('action.delete')
      })) this.change(this.areas.filter((each) => each.id !== area.id));
    };
    const dialog = openSheet({
      title: t(area ? 'floor.nameArea' : 'floor.addArea'), body: form,
      foot: [
        area && button(t('action.delete'), remove, { look: 'danger', name: 'trash' }),
        button(t('action.done'), apply, { look: 'primary' })
      ]
    });
  }

  async save() {
    try {
      await api.saveFloor(this.areas, this.etag);
      this.history = [];
      await shop.reload();
      toast(t('action.saved'));
      go('/till', { replace: true });
    } catch (problem) {
      if (problem.status === 412) toast(t('floor.changedElsewhere'),
        { kind: 'bad', action: { label: t('action.reload'), act: () => this.load() } });
      else toastProblem(problem);
    }
  }
}

customElements.define('floor-editor', FloorEditorElement);
