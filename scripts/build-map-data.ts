/**
 * Remakes db/reference/geo from the official shapes: `node --import tsx scripts/build-map-data.ts FOLDER [PATH OF MAPSHAPER]`.
 * FOLDER holds the TopoJSON and CSV files named in db/reference/SOURCES.md ("Map"). The result is committed; the build never runs this.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Feature, FeatureCollection, LineString, MultiLineString, Point, Polygon } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';

// mapshaper 0.7.70, installed apart: nothing else in the project needs it
const [source, program = 'mapshaper'] = process.argv.slice(2);
if (!source) throw new Error('usage: build-map-data.ts FOLDER [PATH OF MAPSHAPER]');
const target = join(import.meta.dirname, '../db/reference/geo');
const work = mkdtempSync(join(tmpdir(), 'map-data-'));
const pieces = join(work, 'pieces');
mkdirSync(pieces);
mkdirSync(join(target, 'communes'), { recursive: true });

const mapshaper = (...args: string[]) =>
  execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
const table = (file: string): Record<string, string>[] =>
  parse(readFileSync(join(source, file)), { columns: true, bom: true });
/** mapshaper writes bare geometries when there is nothing else to say about them. */
function readPiece<G extends Feature['geometry']>(name: string): Feature<G>[] {
  const read: FeatureCollection<G> | { features?: undefined; geometries: G[] } = JSON.parse(
    readFileSync(join(pieces, `${name}.geojson`), 'utf8'),
  );
  return read.features ?? read.geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry }));
}
const writePiece = (name: string, features: Feature[]) =>
  writeFileSync(join(pieces, `${name}.geojson`), JSON.stringify({ type: 'FeatureCollection', features }));

/** Crumbs left where the coarse coast sticks out of the finer French one; real islands near France are listed by place. */
function isCountry(feature: Feature<Polygon>): boolean {
  const { km2 = 0, x = 0, y = 0 } = feature.properties ?? {};
  const channelIslands = x > -2.8 && x < -2 && y > 49.1 && y < 49.8 && km2 > 5;
  const northSea = y > 50.3 && (x < 1.2 || x > 2.6) && km2 > 4;
  const italy = (x > 9.6 && y > 42.45) || y < 41.3;
  const enclave = x > 1.9 && x < 2.05 && y > 42.4 && y < 42.5;
  return km2 > 400 || channelIslands || northSea || italy || enclave;
}

function nearFrance(): (point: number[]) => boolean {
  const cell = (x: number, y: number) => `${Math.round(x * 10)},${Math.round(y * 10)}`;
  const cells = new Set<string>();
  const walk = (c: unknown): void => {
    if (!Array.isArray(c)) return;
    if (typeof c[0] === 'number') cells.add(cell(c[0], Number(c[1])));
    else for (const part of c) walk(part);
  };
  for (const { geometry } of readPiece<Polygon>('departements')) walk(geometry.coordinates);
  return ([x = 0, y = 0]) =>
    [-0.1, 0, 0.1].some((dx) => [-0.1, 0, 0.1].some((dy) => cells.has(cell(x + dx, y + dy))));
}

/** Borders between other countries only: the French one comes with the départements. */
function foreignBorders(): void {
  const close = nearFrance();
  const lines: Feature[] = [];
  for (const { geometry } of readPiece<LineString | MultiLineString>('borders'))
    for (const line of geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates) {
      let run: number[][] = [];
      for (const point of [...line, undefined]) {
        if (point && !close(point)) run.push(point);
        else {
          if (run.length > 1)
            lines.push({
              type: 'Feature',
              properties: {},
              geometry: { type: 'LineString', coordinates: run },
            });
          run = [];
        }
      }
    }
  writePiece('borders', lines);
}

/** Towns drawn before any commune file is there: 10,000 inhabitants or more, every chef-lieu, large cities abroad. */
function places(): void {
  const seats = new Set(table('departements-2026.csv').map((row) => row.chef_lieu));
  const french = table('communes-2026.csv')
    .filter((row) => row.lon && (Number(row.population) >= 10_000 || seats.has(row.code_insee)))
    .map(
      (row): Feature<Point> => ({
        type: 'Feature',
        properties: { n: row.nom, p: Number(row.population), ...(seats.has(row.code_insee) && { s: 1 }) },
        geometry: { type: 'Point', coordinates: [Number(row.lon), Number(row.lat)] },
      }),
    );
  const foreign = readPiece<Point>('places').filter((f) => !f.properties?.code);
  writePiece('places', [
    ...french,
    ...foreign.map((f) => ({ ...f, properties: { n: f.properties?.n, p: f.properties?.p, f: 1 } })),
  ]);
}

function base(): void {
  const natural = join(source ?? '', 'basemap-natural-earth.topo.json');
  mapshaper(natural, '-o', pieces, 'format=geojson', 'extension=.geojson');
  const shapes = join(source ?? '', 'departements-2026.topo.json');
  mapshaper(
    shapes,
    '-filter-fields',
    'code,nom,reg',
    '-rename-layers',
    'departements',
    '-o',
    join(pieces, 'departements.geojson'),
    'format=geojson',
  );
  mapshaper(join(pieces, 'departements.geojson'), '-dissolve', '-o', join(pieces, 'france.geojson'));
  mapshaper(
    join(pieces, 'departements.geojson'),
    '-points',
    'inner',
    '-o',
    join(pieces, 'departement-names.geojson'),
  );
  mapshaper(
    join(source ?? '', 'regions-2026.topo.json'),
    '-filter-fields',
    'code,nom',
    '-points',
    'inner',
    '-o',
    join(pieces, 'region-names.geojson'),
    'format=geojson',
  );
  mapshaper(
    join(pieces, 'land.geojson'),
    '-simplify',
    '55%',
    'keep-shapes',
    '-erase',
    join(pieces, 'france.geojson'),
    '-explode',
    '-each',
    'km2=this.area/1e6, x=this.centroidX, y=this.centroidY',
    '-o',
    join(pieces, 'land-pieces.geojson'),
  );
  writePiece(
    'land',
    readPiece<Polygon>('land-pieces')
      .filter(isCountry)
      .map((f) => ({ ...f, properties: {} })),
  );
  foreignBorders();
  places();
  mapshaper(
    join(pieces, 'rivers.geojson'),
    '-simplify',
    '45%',
    '-filter-fields',
    'r',
    '-o',
    'force',
    join(pieces, 'rivers.geojson'),
  );
  mapshaper(join(pieces, 'lakes.geojson'), '-filter-fields', '-o', 'force', join(pieces, 'lakes.geojson'));
  const layers = [
    'land',
    'departements',
    'borders',
    'rivers',
    'lakes',
    'urban',
    'places',
    'departement-names',
    'region-names',
  ];
  mapshaper(
    '-i',
    ...layers.map((layer) => join(pieces, `${layer}.geojson`)),
    'combine-files',
    '-o',
    join(target, 'base.json'),
    'format=topojson',
    'quantization=120000',
    'force',
  );
}

function epci(): void {
  mapshaper(
    join(source ?? '', 'epci-2026.topo.json'),
    '-filter-fields',
    'code,nom',
    '-o',
    join(target, 'epci.json'),
    'format=topojson',
    'quantization=100000',
    'force',
  );
}

/** One file a département: shapes with name, population, EPCI and the point where the name stands. */
function communes(): void {
  const rows = new Map(table('communes-2026.csv').map((row) => [row.code_insee, row]));
  for (const file of readdirSync(join(source ?? '', 'communes-detail'))) {
    const topology: Topology = JSON.parse(readFileSync(join(source ?? '', 'communes-detail', file), 'utf8'));
    const shapes = Object.values(topology.objects)[0] as GeometryCollection;
    for (const shape of shapes.geometries) {
      const row = rows.get((shape.properties as { code: string }).code);
      delete shape.id;
      shape.properties = Object.assign(
        { code: row?.code_insee ?? '', nom: row?.nom ?? '' },
        {
          pop: Number(row?.population ?? 0),
          km2: Number(row?.surface_km2 ?? 0),
          epci: row?.epci_siren ?? '',
          at: [Number(row?.lon), Number(row?.lat)],
        },
      );
    }
    topology.objects = { communes: shapes };
    writeFileSync(join(target, 'communes', file), JSON.stringify(topology));
  }
}

if (!process.argv.includes('--communes')) {
  base();
  epci();
}
communes();
