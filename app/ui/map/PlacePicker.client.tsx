import { Marker } from 'maplibre-gl';
import { useEffect, useId, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '#app/ui/kit/Button.tsx';
import { MapFrame } from './MapFrame.tsx';
import type { PlacePickerProps } from './MapSlots.tsx';
import { useBaseMap } from './use-base-map.client.ts';
import { useMapWords } from './words.ts';

/** About a metre: finer would be noise. */
const tidy = (degrees: number) => Math.round(degrees * 1e5) / 1e5;

/** A pin to drag, to put by a click, or at the centre by the keyboard. */
export function PlacePicker({ lon, lat, onChange, styleUrl, className }: PlacePickerProps) {
  const t = useTranslations('map');
  const help = useId();
  const pin = useRef<Marker | null>(null);
  const change = useRef(onChange);
  change.current = onChange;
  const { canvas, map, failed } = useBaseMap({
    center: [lon, lat],
    zoom: 12.5,
    locale: useMapWords(t('labelPick')),
    styleUrl,
    draw: () => {},
  });

  useEffect(() => {
    if (!map) return;
    const drop = () => document.createElement('div');
    const element = Object.assign(drop(), { className: 'map-pin' });
    element.setAttribute('role', 'img');
    element.setAttribute('aria-label', t('pin'));
    const marker = new Marker({ element, draggable: true, anchor: 'bottom' })
      .setLngLat(map.getCenter())
      .addTo(map);
    pin.current = marker;
    const tell = () => {
      const at = marker.getLngLat();
      change.current({ lon: tidy(at.lng), lat: tidy(at.lat) });
    };
    const place = (at: { lng: number; lat: number }) => {
      marker.setLngLat(at);
      tell();
    };
    const typed = (event: KeyboardEvent) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      place(map.getCenter());
    };
    marker.on('dragend', tell);
    map.on('click', ({ lngLat }) => place(lngLat));
    map.getCanvas().addEventListener('keydown', typed);
    return () => {
      map.getCanvas().removeEventListener('keydown', typed);
      marker.remove();
    };
  }, [map, t]);

  // another commune was typed: the pin and the view follow, without an answer
  useEffect(() => {
    const at = pin.current?.getLngLat();
    if (!map || !at || (tidy(at.lng) === tidy(lon) && tidy(at.lat) === tidy(lat))) return;
    pin.current?.setLngLat([lon, lat]);
    map.jumpTo({ center: [lon, lat] });
  }, [map, lon, lat]);

  const atCentre = () => {
    const centre = map?.getCenter();
    if (!centre) return;
    pin.current?.setLngLat(centre);
    onChange({ lon: tidy(centre.lng), lat: tidy(centre.lat) });
  };
  return (
    <figure aria-describedby={help}>
      <MapFrame
        canvas={canvas}
        map={map}
        failed={failed}
        instead={t('unavailablePick')}
        ownGround={!styleUrl}
        controls="zoom"
        className={className}
      />
      <figcaption id={help} className="mt-2 flex flex-wrap items-center gap-3 text-sm text-muted">
        <span className="flex-1 basis-60">{t('pickHelp')}</span>
        <Button type="button" size="small" onClick={atCentre}>
          {t('placeHere')}
        </Button>
      </figcaption>
    </figure>
  );
}
