import { api, newId } from '../api.js';
import { ShopElement, fill, h } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';
import { addTables, isDrawable, moveTable } from '../rules/floor.js';
import { go } from '../router.js';
import { shop } from '../shop.js';
import { busy, field } from './field.js';
import { confirmAct, openSheet } from './sheet.js';
import { button, errorState, skeleton } from './states.js';
import { toast, toastProblem } from './toast.js';

const columns = 12;

/** Areas and tables on a grid: drag or arrow keys move, everything can be undone until saved. */
class FloorEditorElement extends ShopElement {
  async start() {
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
      fill(this, h('div', { class: 'screen' }, h('h1', {}, t('title.floorEditor')), errorState(problem, () => this.start())));
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
    if (tables !== this.area.tables) this.change(this.areas.map((area) => (area === this.area ? { ...area, tables } : area)));
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
            name: 'undo', look: 'quiet phone-short', 'aria-label': t('action.undo'), disabled: this.history.length === 0
          }), save),
      h('div', { class: 'button-row' },
        h('div', { class: 'segments', role: 'group', 'aria-label': t('floor.areas') },
          this.areas.map((area) => h('button',
            {
              type: 'button', 'aria-pressed': String(area === this.area),
              on: { click: () => { this.areaId = area.id; this.draw(); } }
            },
            area.name))),
        button(t('floor.addArea'), () => this.nameArea(null), { name: 'plus', look: 'quiet' }),
        this.area && button(t('floor.nameArea'), () => this.nameArea(this.area), { name: 'edit', look: 'quiet' }),
        this.area && button(t('floor.addTable'),
          () => this.changeTables((tables) => addTables(tables, 1, newId)),
          { name: 'plus', look: 'tinted', 'data-test': 'add-table' })),
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
        click: () => !this.dragged && this.editTable(table)
      },
    }, h('span', { class: 'table-name' }, table.name), h('span', { class: 'table-note' },
      t('table.seats', { n: table.seats ?? 0 })));
  }

  nudge(event, table) {
    const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    if (!way) return;
    event.preventDefault();
    this.changeTables((tables) => moveTable(tables, table.id, table.x + way[0], table.y + way[1], columns));
  }

  drag(event, table) {
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
    const drop = (move) => {
      until.abort();
      tile.style.transform = '';
      const [right, down] = cellsOf(move);
      if (this.dragged) this.changeTables((tables) => moveTable(tables, table.id, table.x + right, table.y + down, columns));
    };
    tile.addEventListener('pointerup', drop, { signal: until.signal });
    tile.addEventListener('pointercancel', drop, { signal: until.signal });
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
        ...each, name: name.value.trim() || table.name, seats: Number(seats.value) || 1, shape: shape.value
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
      await shop.reload();
      toast(t('action.saved'));
      go('/till', { replace: true });
    } catch (problem) {
      if (problem.status === 412) toast(t('floor.changedElsewhere'),
        { kind: 'bad', action: { label: t('action.reload'), act: () => this.start() } });
      else toastProblem(problem);
    }
  }
}

customElements.define('floor-editor', FloorEditorElement);
