import { Map as MapIcon } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#app/ui/kit/Button.tsx';
import { classes } from '#app/ui/kit/classes.ts';
import {
  foreseeLotsMap,
  type LotPoint,
  LotsMap,
  type LotsMapProps,
  type MapView,
} from '#app/ui/map/MapSlots.tsx';
import { SearchHere } from './SearchHere.tsx';
import { useSheet } from './use-sheet.ts';
import { useWide } from './use-wide.ts';

interface Props {
  start: Pick<LotsMapProps, 'center' | 'zoom' | 'bounds'>;
  /** the address, with the map where it stands */
  search: string;
  /** what tiles are asked with */
  tiles: string;
  styleUrl: string | null;
  pointed: LotPoint | null;
  onPoint: (publicId: string | null) => void;
  onMove: (view: MapView) => void;
}

/**
 * The map beside the list from 900 px, a sheet over it below. Its code arrives once the list is usable; without
 * JavaScript there is only the list, which says the same.
 */
export function MarketMap({ start, search, tiles, styleUrl, pointed, onPoint, onMove }: Props) {
  const t = useTranslations('lots.list');
  const wide = useWide();
  const box = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const [moved, setMoved] = useState<MapView | null>(null);
  const close = useCallback(() => setOpen(false), []);
  const over = wide === false && open;
  useSheet(box, over, close);
  // another view was asked for: nothing is left to search again
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place asked for is what counts
  useEffect(() => setMoved(null), [tiles, start.center?.join(), start.bounds?.join()]);
  return (
    <aside
      aria-label={t('map')}
      className="sticky bottom-0 z-10 min-[900px]:top-0 min-[900px]:h-dvh min-[900px]:border-l min-[900px]:border-edge no-print noscript:hidden!"
    >
      <div className="border-t border-edge bg-paper px-4 py-2 min-[900px]:hidden">
        <Button
          variant="primary"
          wide
          icon={<MapIcon aria-hidden="true" />}
          aria-expanded={open}
          onPointerDown={foreseeLotsMap}
          onClick={() => setOpen(true)}
        >
          {t('showMap')}
        </Button>
      </div>
      <dialog
        ref={box}
        open
        role={over ? undefined : 'group'}
        aria-label={t('map')}
        className={classes(
          'm-0 max-w-none bg-sunken p-0',
          over ? 'fixed inset-0 h-dvh max-h-none w-full' : 'static hidden w-full min-[900px]:block',
        )}
      >
        {over ? (
          <div className="absolute inset-x-0 bottom-0 z-20 h-18 border-t border-edge bg-paper px-4 py-3">
            <Button variant="primary" wide onClick={close}>
              {t('showList')}
            </Button>
          </div>
        ) : null}
        {wide || open ? (
          <div className="relative">
            <LotsMap
              {...start}
              filters={tiles}
              styleUrl={styleUrl}
              hovered={pointed}
              onHover={onPoint}
              onMove={(view) => {
                setMoved(view);
                onMove(view);
              }}
              className={over ? 'h-[calc(100dvh-4.5rem)]' : 'h-dvh'}
            />
            <SearchHere search={search} moved={moved} onSearched={() => setMoved(null)} />
          </div>
        ) : (
          <div className="h-dvh" />
        )}
      </dialog>
    </aside>
  );
}
