import { api } from '../api.js';
import { ShopElement, fill, h, s } from '../dom.js';
import { icon } from '../icons.js';
import { t } from '../language.js';
import { qrCode, qrPath } from '../rules/qr.js';
import { shop } from '../shop.js';
import { tableCall } from './places.js';
import { button, emptyState, errorState, skeleton } from './states.js';

/** A QR code as a picture; dark on light in every theme, since cameras want it so. */
function qrPicture(text, label) {
  const { size, path } = qrPath(qrCode(text));
  return s('svg', { class: 'qr-code', viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' },
    s('rect', { class: 'qr-paper', width: size, height: size }), s('path', { class: 'qr-ink', d: path }));
}

/** A sheet of QR codes, one a table, to be printed and put there. */
class QrCodesScreenElement extends ShopElement {
  async start() {
    this.frame(h('div', { class: 'qr-sheet' }, skeleton(6, '16rem')));
    try {
      const { data } = await api.floor();
      this.areas = (data.areas ?? []).filter((area) => area.tables.length > 0);
      const tables = this.areas.flatMap((area) => area.tables);
      const codes = tables.length > 0 ? (await api.qrCodes(tables.map((table) => table.id))).data : [];
      this.paths = new Map(codes.map((code) => [code.tableId, code.path]));
      if (this.isConnected) this.draw();
    } catch (problem) {
      this.frame(errorState(problem, () => this.start()));
    }
  }

  frame(...content) {
    fill(this, h('div', { class: 'screen' },
      h('div', { class: 'screen-head no-print' },
        h('a', { class: 'button quiet icon-only', href: '/till/edit', 'data-back': true, 'aria-label': t('action.back') }, icon('back')),
        h('h1', {}, t('title.qr')), h('span', { class: 'push' }),
        this.paths?.size > 0 && button(t('qr.print'), () => window.print(), { look: 'primary', name: 'print', 'data-test': 'print' })),
      content));
  }

  draw() {
    if (this.paths.size === 0) return this.frame(emptyState({
      name: 'qr', title: t('qr.none'), text: t('qr.noneText'), actions: [h('a', { class: 'button primary', href: '/till/edit' }, t('title.floorEditor'))]
    }));
    return this.frame(h('p', { class: 'weak no-print' }, t('qr.text', { address: location.origin })),
      this.areas.map((area) => h('section', { class: 'qr-area' }, h('h2', { class: 'no-print' }, area.name),
        h('ul', { class: 'qr-sheet' }, area.tables.map((table) => this.card(table))))));
  }

  card(table) {
    const name = t('qr.table', { name: tableCall(table.name) });
    return h('li', { class: 'qr-card', 'data-test': 'qr-card', 'data-path': this.paths.get(table.id) },
      h('span', { class: 'qr-store' }, shop.store?.name ?? ''),
      qrPicture(location.origin + this.paths.get(table.id), name),
      h('span', { class: 'qr-table' }, tableCall(table.name)),
      h('span', { class: 'qr-words' }, t('qr.scan')));
  }
}

customElements.define('qr-codes-screen', QrCodesScreenElement);
