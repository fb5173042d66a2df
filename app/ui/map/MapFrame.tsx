import type { Map as MapLibreMap } from 'maplibre-gl';
import { type ReactNode, useId, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { classes } from '#app/ui/kit/classes.ts';
import { MapControls } from './MapControls.tsx';

interface Props {
  /** Where MapLibre draws; the frame owns size and edges. */
  canvas: (node: HTMLDivElement | null) => void;
  map: MapLibreMap | null;
  failed: boolean;
  /** Said when there is no WebGL. */
  instead: string;
  /** Own ground: its sources are named here; an online style names its own. */
  ownGround: boolean;
  controls?: 'all' | 'zoom';
  className?: string;
  children?: ReactNode;
}

/** A map's edges: its keyboard help, its controls, its sources, and the sentence that replaces it. */
export function MapFrame({
  canvas,
  map,
  failed,
  instead,
  ownGround,
  controls = 'all',
  className,
  children,
}: Props) {
  const t = useTranslations('map');
  const locale = useLocale();
  const help = useId();
  const [said, say] = useState('');
  if (failed) {
    return (
      <p className={classes('grid place-items-center bg-sunken p-6 text-center text-muted', className)}>
        {instead}
      </p>
    );
  }
  return (
    <section
      lang={locale}
      aria-describedby={help}
      className={classes('gisement-map relative isolate overflow-hidden bg-sunken', className)}
    >
      <div ref={canvas} className="size-full" />
      <p id={help} className="sr-only">
        {t('help')}
      </p>
      {map && <MapControls map={map} which={controls} say={say} />}
      {children}
      <p
        role="status"
        className={
          said
            ? 'absolute inset-x-3 top-3 z-10 mx-auto w-fit rounded bg-surface px-3 py-1.5 text-sm shadow-over'
            : 'sr-only'
        }
      >
        {said}
      </p>
      {ownGround && (
        <details className="map-credits absolute bottom-0 left-0 z-10 max-w-full rounded-tr bg-surface/90 text-sm text-muted">
          <summary className="px-2.5 py-1 text-xs leading-5">{t('sources')}</summary>
          <p className="max-w-md px-2.5 pb-2">{t('credits')}</p>
        </details>
      )}
    </section>
  );
}
