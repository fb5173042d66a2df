import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { settled } from '#app/i18n/registry.ts';
import { classes } from '#app/ui/kit/classes.ts';
import type { Box } from './places.ts';

export interface MapView {
  lon: number;
  lat: number;
  zoom: number;
  /** west, south, east, north: ready for the `bbox` filter. */
  bbox: [number, number, number, number];
}
export interface LotPoint {
  id: string;
  lon: number;
  lat: number;
}
interface Common {
  /** MAP_STYLE_URL; null shows our own ground. */
  styleUrl?: string | null;
  /** Gives the map its height. */
  className?: string;
}
export interface LotsMapProps extends Common {
  /** Query string of the tiles: the filters of the list alone, in one order. */
  filters: string;
  /** Where to begin: a centre and its zoom, else a box, else mainland France. */
  center?: [number, number];
  zoom?: number;
  bounds?: Box;
  /** Ringed on the map at any zoom, at their public points. */
  selected?: LotPoint | null;
  hovered?: LotPoint | null;
  onMove?: (view: MapView) => void;
  onHover?: (id: string | null) => void;
}
export interface MiniMapProps extends Common {
  lon: number;
  lat: number;
  /** false for an open depot, shown where it is. */
  blurred: boolean;
  family?: string;
  /** other lots nearby, at their own public points */
  others?: readonly (LotPoint & { family: string })[];
}
export interface PlacePickerProps extends Common {
  lon: number;
  lat: number;
  onChange: (place: { lon: number; lat: number }) => void;
}

/** The map's code and its library come once the page can already be used. */
function late<Props extends Common>(load: () => Promise<ComponentType<Props>>) {
  // lazy() forgets that it hands its props on
  const Loaded = lazy(async () => {
    const part = await load();
    await settled();
    return { default: part };
  }) as unknown as ComponentType<Props>;
  return function MapSlot(props: Props) {
    const t = useTranslations('map');
    const [due, setDue] = useState(false);
    useEffect(() => {
      const idle =
        'requestIdleCallback' in window ? requestIdleCallback(() => setDue(true), { timeout: 1500 }) : 0;
      const timer = idle ? undefined : setTimeout(() => setDue(true), 200);
      return () => {
        if (idle) cancelIdleCallback(idle);
        clearTimeout(timer);
      };
    }, []);
    const waiting = (
      <p
        data-map-slot
        className={classes('grid place-items-center bg-sunken text-muted noscript:hidden!', props.className)}
      >
        {t('loading')}
      </p>
    );
    if (!due) return waiting;
    return (
      <Suspense fallback={waiting}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}

const lotsMap = () => import('./LotsMap.client.tsx');
/** Fetches the code of the map of lots before it is shown: somebody is about to ask for it. */
export const foreseeLotsMap = (): void => void lotsMap().catch(() => null);
export const LotsMap = late<LotsMapProps>(async () => (await lotsMap()).LotsMap);
export const MiniMap = late<MiniMapProps>(async () => (await import('./MiniMap.client.tsx')).MiniMap);
export const PlacePicker = late<PlacePickerProps>(
  async () => (await import('./PlacePicker.client.tsx')).PlacePicker,
);
