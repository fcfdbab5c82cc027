import { useSyncExternalStore } from 'react';

export type View = 'chats' | 'teams' | 'calendar' | 'mail' | 'sharepoint' | 'settings';
/** Where the page is: a view and what is open in it. Kept in the address, so that the browser's back button works. */
export type Place = { view: View; open: string[] };

const VIEWS: readonly string[] = ['chats', 'teams', 'calendar', 'mail', 'sharepoint', 'settings'];

function read(): string {
  // Addresses of sites, lists and files, as they stand in messages of apps.
  if (location.hash === '' && location.pathname.startsWith('/sites/')) {
    return `#/sharepoint/at/${encodeURIComponent(location.pathname + location.search)}`;
  }
  // Addresses of events and of their online meetings.
  const event = /^\/calendar\/item\/([^/]+)$/.exec(location.pathname)?.[1];
  if (location.hash === '' && event !== undefined) return `#/calendar/${event}`;
  if (location.hash === '' && location.pathname.startsWith('/l/meetup-join/')) {
    return `#/calendar/join/${encodeURIComponent(location.pathname)}`;
  }
  return location.hash;
}

export function placeOf(hash: string): Place {
  const [view = '', ...open] = hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  return VIEWS.includes(view) ? { view: view as View, open } : { view: 'chats', open: [] };
}

export function go(view: View, ...open: string[]): void {
  const hash = `#/${[view, ...open].map(encodeURIComponent).join('/')}`;
  if (location.pathname === '/') location.hash = hash;
  else {
    history.pushState(null, '', `/${hash}`);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }
}

export function usePlace(): Place {
  const hash = useSyncExternalStore((changed) => {
    window.addEventListener('hashchange', changed);
    return () => window.removeEventListener('hashchange', changed);
  }, read);
  return placeOf(hash);
}
