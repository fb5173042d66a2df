/**
 * Draws the small map of the territories page: `node --import tsx scripts/draw-departements.ts` rewrites
 * app/ui/territories/departement-shapes.ts from the official shapes. Run it when the shapes change.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';

type Shapes = Topology<{ dep: GeometryCollection<{ code: string }> }>;
interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

const WIDTH = 560;
/** Insets under the mainland, from west to east. */
const INSETS = ['971', '972', '973', '974', '976'];
const source = new URL('../db/reference/territories/departements-2026.topo.json', import.meta.url);
const target = new URL('../app/ui/territories/departement-shapes.ts', import.meta.url);

const topology = JSON.parse(readFileSync(source, 'utf8')) as Shapes;
const rings = new Map<string, Position[][]>();
for (const one of feature(topology, topology.objects.dep).features) {
  const geometry = one.geometry as Polygon | MultiPolygon;
  rings.set(
    one.properties.code,
    geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
  );
}

const mercator = ([lon = 0, lat = 0]: Position): [number, number] => [
  lon,
  (-180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)),
];

function drawIn(codes: string[], frame: Frame): Map<string, string> {
  const drawn = codes.map(
    (code) => [code, (rings.get(code) ?? []).map((ring) => ring.map(mercator))] as const,
  );
  const points = drawn.flatMap(([, list]) => list.flat());
  const [west, east] = [Math.min(...points.map((p) => p[0])), Math.max(...points.map((p) => p[0]))];
  const [north, south] = [Math.min(...points.map((p) => p[1])), Math.max(...points.map((p) => p[1]))];
  const scale = Math.min(frame.width / (east - west), frame.height / (south - north));
  const place = ([x, y]: [number, number]): [number, number] => [
    Math.round(frame.x + (frame.width - (east - west) * scale) / 2 + (x - west) * scale),
    Math.round(frame.y + (frame.height - (south - north) * scale) / 2 + (y - north) * scale),
  ];
  return new Map(drawn.map(([code, list]) => [code, list.map((ring) => path(ring.map(place))).join('')]));
}

/** Relative lines between points that differ on the grid of pixels, so that neighbours meet; islets under a pixel vanish. */
function path(points: [number, number][]): string {
  const kept = points.filter(([x, y], i) => i === 0 || x !== points[i - 1]?.[0] || y !== points[i - 1]?.[1]);
  if (kept.length < 3) return '';
  let [x, y] = kept[0] ?? [0, 0];
  let text = `M${x} ${y}l`;
  for (const [nextX, nextY] of kept.slice(1)) {
    text += `${nextX - x} ${nextY - y} `;
    [x, y] = [nextX, nextY];
  }
  return `${text.trim().replace(/ -/g, '-')}z`;
}

const mainland = [...rings.keys()].filter((code) => !INSETS.includes(code));
const all = drawIn(mainland, { x: 8, y: 4, width: WIDTH - 16, height: 540 });
for (const [place, code] of INSETS.entries()) {
  for (const [key, drawn] of drawIn([code], { x: 12 + place * 110, y: 568, width: 92, height: 76 }))
    all.set(key, drawn);
}

const lines = [...all]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([code, drawn]) => `  '${code}': '${drawn}',`);
writeFileSync(
  target,
  `// Drawn by scripts/draw-departements.ts from IGN Admin Express COG 2018 (Licence Ouverte): do not edit.
/** Overseas départements stand in frames under the mainland, each at its own scale. */
export const MAP = { width: ${WIDTH}, height: 660, insetTop: 560, insetStep: 110 } as const;
export const INSETS = [${INSETS.map((code) => `'${code}'`).join(', ')}] as const;
/** SVG path of each département. */
export const SHAPES: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`,
);
