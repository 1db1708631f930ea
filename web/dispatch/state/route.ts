import { useSyncExternalStore } from 'react';
import { type Route, readRoute, routeHash } from '../rules/route.ts';

const subscribe = (listener: () => void): (() => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

let read: readonly [string, Route] = ['', readRoute('')];

/** The same object as long as the address is the same. */
const current = (): Route => {
  if (read[0] !== location.hash) read = [location.hash, readRoute(location.hash)];
  return read[1];
};

export const useRoute = (): Route => useSyncExternalStore(subscribe, current);

export const goTo = (route: Route): void => {
  location.hash = routeHash(route);
};

/** Another visit in the drawer is no step to go back to. */
export const swapTo = (route: Route): void => location.replace(routeHash(route));

const BEFORE_SIGN_IN = 'dispatch-return';

/** Signing in leads away and back: to where somebody was. */
export const rememberRoute = (): void => sessionStorage.setItem(BEFORE_SIGN_IN, location.hash);

export function returnToRoute(): void {
  const hash = sessionStorage.getItem(BEFORE_SIGN_IN);
  sessionStorage.removeItem(BEFORE_SIGN_IN);
  if (hash && !location.hash) history.replaceState(null, '', hash);
}
