import type { LotFilters } from '#app/domain/lots/filters.ts';
import type { LotPageOfResults } from '#app/domain/lots/views.ts';
import type { LotsMapProps } from '#app/ui/map/MapSlots.tsx';
import { MAINLAND } from '#app/ui/map/places.ts';
import { readView } from './address.ts';

/** Zoom at which a radius in km fills about half of the map. */
const zoomFor = (radius: number | undefined) => Math.max(5, Math.min(12, 13.5 - Math.log2(radius ?? 20)));

/** Where the map stands at first: where the address says, else around what is asked, else over France. */
export function mapStart(
  search: string,
  filters: LotFilters,
  near: LotPageOfResults['near'],
): Pick<LotsMapProps, 'center' | 'zoom' | 'bounds'> {
  const view = readView(search);
  if (view) return { center: [view.lon, view.lat], zoom: view.zoom };
  const { bbox } = filters;
  if (bbox) return { bounds: [bbox.west, bbox.south, bbox.east, bbox.north] };
  if (near) return { center: [near.lon, near.lat], zoom: zoomFor(filters.radius_km) };
  return { bounds: MAINLAND };
}
