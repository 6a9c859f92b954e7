/** Which screen belongs to whom: staff, a kitchen's screen, a kiosk, a guest at a table. */

const kitchenScreens = ['/kitchen', '/board'];

/** Where a paired device goes when it is opened; null when the session is no device's. */
export function homeOf(session) {
  return { kiosk: '/kiosk', kitchen: '/kitchen', terminal: '/till' }[session?.role] ?? null;
}

/** May this session open the screens of the shop's staff that the route belongs to? */
export function mayOpen(session, route) {
  if (session?.role === 'kitchen') return kitchenScreens.includes(route.path);
  return !['kiosk', 'guest'].includes(session?.role) && route.role === undefined;
}

/**
 * Where somebody is led who asked for a screen that is not his; null when it is.
 * @param {any} session null when nobody is signed in
 * @param {{path: string, guest?: boolean, open?: boolean, role?: string, tag?: string}} route `open`: for everybody, `role`: for such a device only
 * @param {{address: string, wasPaired: boolean, table: string|null}} here `table`: the code that this phone came with
 */
export function doorOf(session, route, { address, wasPaired, table }) {
  const isDevice = ['kiosk', 'kitchen'].includes(session?.role);
  const isTill = session?.role === 'terminal';
  if (!session) {
    if (route.open || (route.guest && !(wasPaired && route.path === '/'))) return null;
    return wasPaired || route.role ? '/pair' : `/sign-in?next=${encodeURIComponent(address)}`;
  }
  if (isDevice) return route.role === session.role || mayOpen(session, route) ? null : homeOf(session);
  if (route.open) return null;
  if (route.tag === 'pin-screen') return session.terminalId || isTill ? null : session.role === 'guest' ? '/sign-in' : '/till';
  if (session.role === 'guest') return route.guest ? null : table ? `/q/${table}` : '/sign-in';
  if (route.role) return '/pair';
  // A till without a person at it asks who works there; somebody may also sign in.
  if (isTill) return route.guest && route.path !== '/' ? null : address === '/' ? '/pin' : `/pin?next=${encodeURIComponent(address)}`;
  if (route.guest) return route.tag === 'sign-up-screen' ? '/start' : '/till';
  return null;
}
