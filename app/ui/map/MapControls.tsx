import { LocateFixed, Minus, Plus } from 'lucide-react';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type Box, MAINLAND, OVERSEAS } from './places.ts';

interface Props {
  map: MapLibreMap;
  which: 'all' | 'zoom';
  /** Words for everybody, shown and read aloud. */
  say: (text: string) => void;
}

/** About a kilometre: enough to show what is near, too coarse to tell where somebody lives. */
const rounded = (degrees: number) => Math.round(degrees * 100) / 100;

export function MapControls({ map, which, say }: Props) {
  const t = useTranslations('map');
  const [seeking, setSeeking] = useState(false);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

  const locate = () => {
    setSeeking(true);
    say(t('locating'));
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setSeeking(false);
        say('');
        map.jumpTo({ center: [rounded(coords.longitude), rounded(coords.latitude)], zoom: 10 });
      },
      () => {
        setSeeking(false);
        say(t('locateFailed'));
        setTimeout(() => say(''), 6000);
      },
      { enableHighAccuracy: false, timeout: 10_000, maximumAge: 600_000 },
    );
  };
  const go = (box: Box) => map.fitBounds(box, { animate: false, padding: 24 });
  const zoom = (by: number) => map.zoomTo(map.getZoom() + by, { animate: !calm, duration: 180 });

  return (
    <div className="absolute top-3 right-3 z-10 flex flex-col items-end gap-2">
      <div className="flex flex-col overflow-hidden rounded border border-edge bg-surface shadow-raised">
        <Knob label={t('zoomIn')} onClick={() => zoom(1)}>
          <Plus />
        </Knob>
        <Knob label={t('zoomOut')} onClick={() => zoom(-1)}>
          <Minus />
        </Knob>
        {which === 'all' && 'geolocation' in navigator && (
          <Knob label={t('locate')} onClick={locate} busy={seeking}>
            <LocateFixed />
          </Knob>
        )}
      </div>
      {which === 'all' && (
        <select
          aria-label={t('goTo')}
          value=""
          onChange={(event) => {
            const place = OVERSEAS.find(({ id }) => id === event.target.value);
            go(place?.box ?? MAINLAND);
          }}
          className="min-h-11 w-29 rounded border border-edge bg-surface px-2 text-sm text-ink shadow-raised sm:min-h-9"
        >
          <option value="" disabled hidden>
            {t('goTo')}
          </option>
          <option value="mainland">{t('mainland')}</option>
          {OVERSEAS.map(({ id }) => (
            <option key={id} value={id}>
              {t(`overseas.${id}`)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function Knob({
  label,
  busy,
  onClick,
  children,
}: {
  label: string;
  busy?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : onClick}
      className="grid size-11 place-items-center border-line text-ink not-first:border-t hover:bg-sunken focus-visible:-outline-offset-3 sm:size-9 [&_svg]:size-5"
    >
      {children}
    </button>
  );
}
