import type { Map as MapLibreMap } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'react';
import { type BaseMapOptions, createBaseMap } from './base-map.client.ts';

/** One map for the life of a component. `failed` where the browser cannot draw it. Later values of the options are not read. */
export function useBaseMap(options: Omit<BaseMapOptions, 'container'>) {
  const [container, setContainer] = useState<HTMLDivElement | null>(null);
  const [map, setMap] = useState<MapLibreMap | null>(null);
  const [failed, setFailed] = useState(false);
  const first = useRef(options);
  useEffect(() => {
    if (!container) return;
    let made: ReturnType<typeof createBaseMap>;
    try {
      made = createBaseMap({ ...first.current, container });
    } catch {
      setFailed(true);
      return;
    }
    setMap(made.map);
    return () => {
      setMap(null);
      made.remove();
    };
  }, [container]);
  return { canvas: setContainer, map, failed };
}
