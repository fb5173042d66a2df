import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';

/** Where one is in the page: in the address after #, so that the phone's own "back" works without signal. */
export type Screen =
  | { name: 'home' }
  | { name: 'queue' }
  | { name: 'site' | 'new' | 'lot' | 'hand-over' | 'edit'; id: string };

const WITH_ID = ['site', 'new', 'lot', 'hand-over', 'edit'] as const;

export function screenOf(hash: string): Screen {
  const [word = '', id] = hash.replace(/^#/, '').split('/');
  const name = WITH_ID.find((one) => one === word);
  if (name && id) return { name, id };
  return word === 'queue' ? { name: 'queue' } : { name: 'home' };
}

export const hrefOf = (screen: Screen): string =>
  'id' in screen ? `#${screen.name}/${screen.id}` : `#${screen.name}`;

const listen = (heard: () => void) => {
  window.addEventListener('hashchange', heard);
  return () => window.removeEventListener('hashchange', heard);
};

let last = '#home';

/** The link that skips to the content leaves the screen where it is. */
function hashNow(): string {
  if (window.location.hash !== '#content') last = window.location.hash;
  return last;
}

/** An address that loses its # is loaded again by the router, which needs the server: the first one gets its own. */
export function nameFirstScreen(): void {
  if (window.location.hash === '') window.history.replaceState(window.history.state, '', '#home');
}

export function useScreen(): Screen {
  const hash = useSyncExternalStore(listen, hashNow, () => '');
  const first = useRef(hash);
  useEffect(() => {
    if (hash === first.current) return;
    first.current = '';
    // a new screen is read from its top, and by those who listen, from its title
    window.scrollTo(0, 0);
    document.getElementById('content')?.focus({ preventScroll: true });
  }, [hash]);
  return screenOf(hash);
}

export function useGo(): (screen: Screen) => void {
  return useCallback((screen: Screen) => {
    window.location.hash = hrefOf(screen);
  }, []);
}
