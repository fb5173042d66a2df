import { useLocation, useNavigate } from '@remix-run/react';
import { Map as MapIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import type { LotCard, LotPageOfResults } from '#app/domain/lots/views.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { LotsMap, type MapView } from '#app/ui/map/MapSlots.tsx';
import { withFilter } from './filter-state.ts';

interface Props {
  results: LotPageOfResults;
  filters: LotFilters;
  /** criteria of the address that were not understood: no tile may be asked with them */
  wrong: readonly string[];
  styleUrl: string | null;
  pointed: string | null;
  onPoint: (publicId: string | null) => void;
}

const pointOf = (lot: LotCard | undefined) => (lot ? { id: lot.publicId, lon: lot.lon, lat: lot.lat } : null);

/** Zoom at which a radius in km fills about half of the map. */
const zoomFor = (radius: number | undefined) => Math.max(5, Math.min(12, 13.5 - Math.log2(radius ?? 20)));

/**
 * The map beside the list from 900 px, folded over it below. Its code arrives once the list is usable; without
 * JavaScript there is only the list, which says the same.
 */
export function MarketMap({ results, filters, wrong, styleUrl, pointed, onPoint }: Props) {
  const t = useTranslations('lots.list');
  const navigate = useNavigate();
  const { search } = useLocation();
  const [alive, setAlive] = useState(false);
  const [open, setOpen] = useState(false);
  const [wide, setWide] = useState(false);
  const [moved, setMoved] = useState<MapView | null>(null);
  useEffect(() => {
    setAlive(true);
    const query = matchMedia('(min-width: 900px)');
    const follow = () => setWide(query.matches);
    follow();
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  if (!alive) return <div className="hidden bg-sunken min-[900px]:block noscript:hidden!" />;

  const { bbox } = filters;
  const start = bbox
    ? { bounds: [bbox.west, bbox.south, bbox.east, bbox.north] as [number, number, number, number] }
    : results.near
      ? { center: [results.near.lon, results.near.lat] as [number, number], zoom: zoomFor(filters.radius_km) }
      : {};
  const here = (view: MapView) =>
    withFilter(search, { bbox: view.bbox.map((degrees) => degrees.toFixed(4)).join(',') });
  return (
    <aside
      aria-label={t('map')}
      className="sticky bottom-0 z-10 border-t border-edge bg-paper min-[900px]:top-0 min-[900px]:h-dvh min-[900px]:border-t-0 min-[900px]:border-l no-print"
    >
      {wide ? null : (
        <Button
          variant="primary"
          wide
          icon={<MapIcon aria-hidden="true" />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'showList' : 'showMap')}
        </Button>
      )}
      {wide || open ? (
        <div className="relative">
          <LotsMap
            {...start}
            filters={withFilter(
              search,
              Object.fromEntries([...wrong, 'around_text'].map((name) => [name, null])),
            )}
            styleUrl={styleUrl}
            hovered={pointOf(results.lots.find((lot) => lot.publicId === pointed))}
            onHover={onPoint}
            onMove={setMoved}
            className="h-[70dvh] min-[900px]:h-dvh"
          />
          {moved ? (
            <div className="absolute inset-x-0 top-3 flex justify-center">
              <Button
                variant="primary"
                size="small"
                onClick={() => {
                  navigate(here(moved), { preventScrollReset: true });
                  setMoved(null);
                }}
              >
                {t('inThisArea')}
              </Button>
            </div>
          ) : null}
        </div>
      ) : null}
    </aside>
  );
}
