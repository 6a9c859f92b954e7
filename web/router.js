/** Every screen: path, element, the module that holds it, and what it needs. */
export const routes = [
  { path: '/', tag: 'welcome-screen', guest: true, title: 'title.welcome', load: () => import('./elements/welcome-screen.js') },
  {
    path: '/sign-in', tag: 'sign-in-screen', guest: true, title: 'title.signIn',
    load: () => import('./elements/sign-in-screen.js')
  },
  {
    path: '/sign-up', tag: 'sign-up-screen', guest: true, title: 'title.signUp',
    load: () => import('./elements/sign-up-screen.js')
  },
  { path: '/pair', tag: 'pair-screen', open: true, bare: true, title: 'title.pair', load: () => import('./elements/pair-screen.js') },
  { path: '/pin', tag: 'pin-screen', bare: true, title: 'title.pin', load: () => import('./elements/pin-screen.js') },
  { path: '/kiosk', tag: 'kiosk-screen', role: 'kiosk', bare: true, title: 'title.kiosk', load: () => import('./elements/kiosk-screen.js') },
  { path: '/q/:token', tag: 'guest-screen', open: true, bare: true, title: 'title.guest', load: () => import('./elements/guest-screen.js') },
  { path: '/till/qr', tag: 'qr-codes-screen', nav: '/till', title: 'title.qr', load: () => import('./elements/qr-codes-screen.js') },
  { path: '/start', tag: 'start-screen', title: 'title.start', load: () => import('./elements/start-screen.js') },
  { path: '/till', tag: 'floor-screen', nav: '/till', title: 'title.floor', load: () => import('./elements/floor-screen.js') },
  {
    path: '/till/edit', tag: 'floor-editor', nav: '/till', title: 'title.floorEditor',
    load: () => import('./elements/floor-editor.js')
  },
  {
    path: '/till/orders/:id', tag: 'order-pad', nav: '/till', focused: true, title: 'title.order',
    load: () => import('./elements/order-pad.js')
  },
  {
    path: '/till/orders/:id/pay', tag: 'payment-screen', nav: '/till', focused: true, title: 'title.payment',
    load: () => import('./elements/payment-screen.js')
  },
  {
    path: '/till/orders/:id/split', tag: 'split-screen', nav: '/till', focused: true, title: 'title.split',
    load: () => import('./elements/split-screen.js')
  },
  {
    path: '/orders', tag: 'history-screen', nav: '/orders', title: 'title.history',
    load: () => import('./elements/history-screen.js')
  },
  {
    path: '/orders/:kind/:id', tag: 'history-screen', nav: '/orders', title: 'title.history',
    load: () => import('./elements/history-screen.js')
  },
  { path: '/kitchen', tag: 'kitchen-screen', nav: '/kitchen', title: 'title.kitchen', load: () => import('./elements/kitchen-screen.js') },
  { path: '/board', tag: 'pickup-board', bare: true, title: 'title.board', load: () => import('./elements/pickup-board.js') },
  { path: '/menu', tag: 'menu-screen', nav: '/menu', title: 'title.menu', load: () => import('./elements/menu-screen.js') },
  {
    path: '/menu/options', tag: 'option-groups-screen', nav: '/menu', title: 'title.options',
    load: () => import('./elements/option-groups-screen.js')
  },
  {
    path: '/menu/import', tag: 'menu-import', nav: '/menu', title: 'title.import', load: () => import('./elements/menu-import.js')
  },
  {
    path: '/dashboard', tag: 'dashboard-screen', nav: '/dashboard', title: 'title.dashboard',
    load: () => import('./elements/dashboard-screen.js')
  },
  {
    path: '/dashboard/receipts', tag: 'figure-receipts', nav: '/dashboard', title: 'title.figureReceipts',
    load: () => import('./elements/figure-receipts.js')
  },
  {
    path: '/consulting', tag: 'consulting-screen', nav: '/consulting', title: 'title.consulting',
    load: () => import('./elements/consulting-screen.js')
  },
  {
    path: '/consulting/:id', tag: 'consulting-screen', nav: '/consulting', title: 'title.consulting',
    load: () => import('./elements/consulting-screen.js')
  },
  { path: '/shift', tag: 'shift-screen', nav: '/shift', title: 'title.shift', load: () => import('./elements/shift-screen.js') },
  { path: '/shift/close', tag: 'shift-close', nav: '/shift', title: 'title.shiftClose', load: () => import('./elements/shift-close.js') },
  {
    path: '/shift/:part', tag: 'shift-screen', nav: '/shift', title: 'title.shift', load: () => import('./elements/shift-screen.js')
  },
  {
    path: '/shift/:part/:id', tag: 'shift-screen', nav: '/shift', title: 'title.shift',
    load: () => import('./elements/shift-screen.js')
  },
  {
    path: '/settings', tag: 'settings-screen', nav: '/settings', title: 'title.settings',
    load: () => import('./elements/settings-screen.js')
  },
  {
    path: '/settings/:part', tag: 'settings-screen', nav: '/settings', title: 'title.settings',
    load: () => import('./elements/settings-screen.js')
  },
];

/** The route of a path with the values in it, or null. */
export function matchRoute(path) {
  const parts = path.split('/').filter(Boolean);
  for (const route of routes) {
    const wanted = route.path.split('/').filter(Boolean);
    if (wanted.length !== parts.length) continue;
    const values = {};
    if (wanted.every((part, place) => (part.startsWith(':') ? (values[part.slice(1)] = decodeURIComponent(parts[place])) : part === parts[place]))) return { route, values };
  }
  return null;
}

let depth = 0;

/** Goes to a screen of ours; `quiet` only sets the address for who draws next. */
export function go(path, { replace = false, quiet = false } = {}) {
  if (replace) history.replaceState({ depth }, '', path);
  else history.pushState({ depth: (depth += 1) }, '', path);
  if (!quiet) window.dispatchEvent(new Event('navigate'));
}

/** One step back, or to the given screen when this one was opened by its address. */
export function goBack(otherwise) {
  if ((history.state?.depth ?? 0) > 0) history.back();
  else go(otherwise, { replace: true });
}

window.addEventListener?.('popstate', () => {
  depth = history.state?.depth ?? 0;
  window.dispatchEvent(new Event('navigate'));
});

/** Follows a plain click on a link of ours without loading the page anew. */
export function followLink(event) {
  const link = event.target.closest?.('a[href]');
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.hasAttribute('download')) return;
  const target = new URL(link.href);
  if (target.origin !== location.origin || !matchRoute(target.pathname)) return;
  event.preventDefault();
  go(target.pathname + target.search);
}
