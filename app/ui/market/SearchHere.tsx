import { useNavigate } from '@remix-run/react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import type { MapView } from '#app/ui/map/MapSlots.tsx';
import { withFilter, withView } from './address.ts';

interface Props {
  search: string;
  /** where the person took the map since the list was made; null when they did not */
  moved: MapView | null;
  onSearched: () => void;
}

const WAIT_MS = 350;

/** The list for what the map shows: when asked, or each time it moves. A radius would hide most of it: it goes. */
function searchHere(search: string, view: MapView): string {
  const bbox = view.bbox.map((degrees) => degrees.toFixed(4)).join(',');
  return paths.lots() + withView(withFilter(search, { bbox, radius_km: null }), view);
}

export function SearchHere({ search, moved, onSearched }: Props) {
  const t = useTranslations('market');
  const list = useTranslations('lots.list');
  const navigate = useNavigate();
  const [follow, setFollow] = useState(false);
  const latest = useRef({ search, navigate, onSearched });
  latest.current = { search, navigate, onSearched };
  useEffect(() => {
    if (!follow || !moved) return;
    const timer = setTimeout(() => {
      // each step of a stroll is not a page to come back to
      const options = { replace: true, preventScrollReset: true };
      latest.current.navigate(searchHere(latest.current.search, moved), options);
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [follow, moved]);
  return (
    <div className="pointer-events-none absolute inset-x-0 top-3 z-10 flex flex-col items-center gap-2 pr-16 pl-3">
      {moved && !follow ? (
        <Button
          variant="primary"
          size="small"
          className="pointer-events-auto shadow-over"
          onClick={() => {
            navigate(searchHere(search, moved), { preventScrollReset: true });
            onSearched();
          }}
        >
          {list('inThisArea')}
        </Button>
      ) : null}
      <label className="pointer-events-auto flex min-h-11 items-center gap-2 rounded bg-surface/95 px-3 text-sm shadow-raised sm:min-h-9">
        <input
          type="checkbox"
          checked={follow}
          onChange={(event) => setFollow(event.target.checked)}
          className="size-5 accent-accent"
        />
        {t('follow')}
      </label>
    </div>
  );
}
