/** What a view of the market is, as it travels in the address: filters, place, sort, page, and where the map stands. */

/** Several values of one name, written as one, comma separated. */
const SEVERAL = ['family', 'type', 'condition'] as const;
/** What an address carries beside filters. */
const NOT_FILTERS = ['sort', 'cursor', 'limit', 'map', 'embed', 'around_text'];
/** What only makes sense in a list, or belongs to the page: a tile has its own limits, no order and no next page. */
export const NOT_FOR_TILES = ['bbox', ...NOT_FILTERS];

const written = (params: URLSearchParams): string => {
  // commas are what a person reads in a shared address
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
  return text ? `?${text}` : '?';
};

/** The address with some criteria changed and the others kept; another set of results has another end. */
export function withFilter(search: string, changes: Record<string, string | null>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  if (!('cursor' in changes)) params.delete('cursor');
  return written(params);
}

export const without = (search: string, names: readonly string[]): string =>
  withFilter(search, Object.fromEntries(names.map((name) => [name, null])));

/** One value out of a list of values; the criterion goes with its last. */
export function withoutValue(search: string, name: string, value: string): string {
  const left = valuesOf(new URLSearchParams(search), name).filter((one) => one !== value);
  return withFilter(search, { [name]: left.length > 0 ? left.join(',') : null });
}

export const valuesOf = (params: URLSearchParams, name: string): string[] =>
  params
    .getAll(name)
    .join(',')
    .split(',')
    .filter((one) => one !== '');

/** The one way to write the same view: no empty value, several values as one. */
export function canonical(params: URLSearchParams): URLSearchParams {
  const result = new URLSearchParams();
  for (const name of new Set(params.keys())) {
    const several = (SEVERAL as readonly string[]).includes(name);
    const value = several ? [...new Set(valuesOf(params, name))].join(',') : (params.get(name) ?? '').trim();
    if (value !== '') result.set(name, value);
  }
  return result;
}

export const isCanonical = (params: URLSearchParams): boolean =>
  params.toString() === canonical(params).toString();

const PLACE = ['around', 'around_text', 'near', 'radius_km'] as const;

/** A place typed now replaces the position; another place or radius replaces the frame of the map. */
export function settled(asked: URLSearchParams, before: URLSearchParams): URLSearchParams {
  if (asked.has('around')) asked.delete('around_text');
  if (asked.has('around') || asked.has('around_text')) asked.delete('near');
  if (PLACE.some((name) => asked.get(name) !== before.get(name))) {
    asked.delete('map');
    asked.delete('bbox');
  }
  return asked;
}

/** The filters alone, in one order: what an alert keeps, what a tile is asked with. */
export function filtersOnly(search: string, leftOut: readonly string[] = NOT_FILTERS): URLSearchParams {
  const params = canonical(new URLSearchParams(search));
  for (const name of leftOut) params.delete(name);
  params.sort();
  return params;
}

export const searchOf = (params: URLSearchParams): string => written(params);

/** Where the map stands: `map=zoom/latitude/longitude`, as map addresses are written elsewhere. */
interface View {
  zoom: number;
  lat: number;
  lon: number;
}

export const writeView = ({ zoom, lat, lon }: View): string =>
  [zoom.toFixed(2), lat.toFixed(4), lon.toFixed(4)].map(Number).join('/');

export function readView(search: string): View | null {
  const parts = (new URLSearchParams(search).get('map') ?? '').split('/');
  if (parts.length !== 3 || parts.some((part) => !/^-?\d{1,3}(\.\d{1,6})?$/.test(part))) return null;
  const [zoom = 0, lat = 0, lon = 0] = parts.map(Number);
  if (zoom < 0 || zoom > 22 || Math.abs(lat) > 85 || Math.abs(lon) > 180) return null;
  return { zoom, lat, lon };
}

/** The same page of results with the map elsewhere. */
export function withView(search: string, view: View): string {
  const params = new URLSearchParams(search);
  params.set('map', writeView(view));
  return written(params);
}

/** About a kilometre: enough for distances, too coarse to tell where somebody lives. */
export const roundedPlace = (lon: number, lat: number): string => `${lon.toFixed(2)},${lat.toFixed(2)}`;

/** In another site's frame: without the header and footer of ours. */
export const isEmbedded = ({ pathname = '/lots', search }: { pathname?: string; search: string }): boolean =>
  pathname === '/lots' && new URLSearchParams(search).get('embed') === '1';
