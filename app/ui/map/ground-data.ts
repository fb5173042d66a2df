import type { Feature, FeatureCollection, GeoJsonProperties, Geometry, Position } from 'geojson';
import { feature, merge, mesh } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import baseUrl from '#db/reference/geo/base.json?url';
import epciUrl from '#db/reference/geo/epci.json?url';

/** Addresses of the communes' shapes, one file a département, named by the build after their content. */
const communeFiles = import.meta.glob<string>('../../../db/reference/geo/communes/*.json', {
  query: '?url',
  import: 'default',
  eager: true,
});
const communeUrls = new Map(
  Object.entries(communeFiles).map(([path, url]) => [path.replace(/^.*\/|\.json$/g, ''), url]),
);

type Shapes = GeometryCollection<Record<string, string>>;
type Shape = Shapes['geometries'][number];
const property = ({ properties }: Shape, name: string): string | undefined =>
  (properties as Record<string, string> | undefined)?.[name];
type Area = Polygon<Record<string, string>> | MultiPolygon<Record<string, string>>;

/** Box of each département, to know whose communes are in view. */
export type Boxes = Map<string, [number, number, number, number]>;
export interface Ground {
  sources: Record<string, FeatureCollection>;
  boxes: Boxes;
}

export const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };
const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const one = (kind: string, geometry: Geometry): Feature => ({
  type: 'Feature',
  properties: { kind },
  geometry,
});

/** What is missing or broken leaves the map poorer, never absent. */
async function read(url: string | undefined): Promise<Topology | null> {
  if (!url) return null;
  const response = await fetch(url);
  if (!response.ok) return null;
  return (await response.json()) as Topology;
}

function all(topology: Topology, name: string, more: GeoJsonProperties = {}): Feature[] {
  const object = topology.objects[name] as GeometryCollection | undefined;
  if (!object) return [];
  return feature(topology, object).features.map((f) => ({ ...f, properties: { ...f.properties, ...more } }));
}

export async function readGround(): Promise<Ground | null> {
  const base = await read(baseUrl);
  if (!base) return null;
  const france = base.objects.departements as Shapes;
  const abroad = base.objects.land as Shapes;
  const everything: Shapes = {
    type: 'GeometryCollection',
    geometries: [...france.geometries, ...abroad.geometries],
  };
  const isFrance = (shape: Shape) => property(shape, 'code') !== undefined;
  const region = (shape: Shape) => property(shape, 'reg');
  const lines = [
    one(
      'coast',
      mesh(base, everything, (a, b) => a === b),
    ),
    one(
      'region',
      mesh(base, france, (a, b) => a !== b && region(a) !== region(b)),
    ),
    one(
      'departement',
      mesh(base, france, (a, b) => a !== b && region(a) === region(b)),
    ),
    one(
      'country',
      mesh(base, everything, (a, b) => isFrance(a) !== isFrance(b)),
    ),
    ...all(base, 'borders', { kind: 'foreign' }),
  ];
  const departements = all(base, 'departements');
  return {
    sources: {
      abroad: collection(all(base, 'land')),
      france: collection(departements),
      lines: collection(lines),
      urban: collection(all(base, 'urban')),
      water: collection([...all(base, 'lakes', { kind: 'lake' }), ...all(base, 'rivers', { kind: 'river' })]),
      names: collection([
        ...all(base, 'region-names', { kind: 'region' }),
        ...all(base, 'departement-names', { kind: 'departement' }),
        ...all(base, 'places', { kind: 'town' }).filter(isInside),
      ]),
      fade: fade(),
    },
    boxes: new Map(departements.map((f) => [String(f.properties?.code), boxOf(f.geometry)])),
  };
}

const BOX = { west: -7, south: 40.2, east: 12.5, north: 53 };

/** Towns abroad near the edge of the data would float on the faded land. */
function isInside({ geometry, properties }: Feature): boolean {
  if (!properties?.f || geometry.type !== 'Point') return true;
  const [lon = 0, lat = 0] = geometry.coordinates;
  return lon > BOX.west + 1.5 && lon < BOX.east - 1.5 && lat > BOX.south + 1 && lat < BOX.north - 1;
}

/** Frames of growing thickness laid over each other: opacity adds up towards the edge. */
function fade(): FeatureCollection {
  const ring = (inset: number): Position[] => {
    const [w, s, e, n] = [
      BOX.west + inset,
      BOX.south + inset * 0.7,
      BOX.east - inset,
      BOX.north - inset * 0.7,
    ];
    return [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ];
  };
  return collection(
    Array.from({ length: 12 }, (_, i) =>
      one('fade', { type: 'Polygon', coordinates: [ring(-1), ring(0.02 + i * 0.16).reverse()] }),
    ),
  );
}

function boxOf(geometry: Geometry): [number, number, number, number] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    const [lon, lat] = part;
    if (typeof lon !== 'number' || typeof lat !== 'number') part.forEach(walk);
    else {
      box[0] = Math.min(box[0], lon);
      box[1] = Math.min(box[1], lat);
      box[2] = Math.max(box[2], lon);
      box[3] = Math.max(box[3], lat);
    }
  };
  if (geometry.type !== 'GeometryCollection') walk(geometry.coordinates);
  return box;
}

/** Limits between EPCI for the whole country; where a commune has none, its own outline. */
export async function readEpciLines(): Promise<FeatureCollection> {
  const topology = await read(epciUrl);
  if (!topology) return NOTHING;
  const shapes = Object.values(topology.objects)[0] as Shapes;
  return collection([
    one(
      'epci',
      mesh(topology, shapes, (a, b) => a !== b),
    ),
  ]);
}

interface Commune {
  nom: string;
  pop: number;
  km2: number;
  at: Position;
}

/** Land, limits and names of one département's communes. */
export async function readCommunes(departement: string): Promise<Feature[]> {
  const topology = await read(communeUrls.get(departement));
  if (!topology) return [];
  const shapes = topology.objects.communes as Shapes;
  const epci = (shape: Shape) => property(shape, 'epci');
  const areas: Feature[] = [];
  const names: Feature[] = [];
  for (const { properties, geometry } of feature(topology, shapes).features) {
    const { nom, pop, km2, at } = properties as unknown as Commune;
    const said = { n: nom, p: pop, density: km2 > 0 ? pop / km2 : 0 };
    areas.push({ type: 'Feature', properties: { kind: 'area', ...said }, geometry });
    names.push({
      type: 'Feature',
      properties: { kind: 'name', ...said },
      geometry: { type: 'Point', coordinates: at },
    });
  }
  return [
    one('land', merge(topology, shapes.geometries as Area[])),
    one(
      'commune',
      mesh(topology, shapes, (a, b) => a !== b && epci(a) === epci(b)),
    ),
    one(
      'epci',
      mesh(topology, shapes, (a, b) => a !== b && epci(a) !== epci(b)),
    ),
    one(
      'outline',
      mesh(topology, shapes, (a, b) => a === b),
    ),
    ...areas,
    ...names,
  ];
}
