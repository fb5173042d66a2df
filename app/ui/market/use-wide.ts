import { useSyncExternalStore } from 'react';

const WIDE = '(min-width: 900px)';

const subscribe = (tell: () => void) => {
  const query = matchMedia(WIDE);
  query.addEventListener('change', tell);
  return () => query.removeEventListener('change', tell);
};

/** Whether map and list stand side by side; null before the page's script runs. */
export const useWide = (): boolean | null =>
  useSyncExternalStore(
    subscribe,
    () => matchMedia(WIDE).matches,
    () => null,
  );
