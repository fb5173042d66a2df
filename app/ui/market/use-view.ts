import { useLocation } from '@remix-run/react';
import { useCallback, useState } from 'react';
import type { MapView } from '#app/ui/map/MapSlots.tsx';
import { withView } from './address.ts';

/**
 * The address with the map where it stands now. A move replaces the address without asking the server anything, so
 * that the address can be shared at any moment and "back" goes to the page before, not to the move before.
 */
export function useView() {
  const { key, pathname, search } = useLocation();
  const [moved, setMoved] = useState<{ key: string; view: MapView } | null>(null);
  const view = moved?.key === key ? moved.view : null;
  const move = useCallback(
    (to: MapView) => {
      setMoved({ key, view: to });
      history.replaceState(history.state, '', pathname + withView(search, to) + location.hash);
    },
    [key, pathname, search],
  );
  return { asked: search, move, search: view ? withView(search, view) : search };
}
