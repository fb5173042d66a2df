import type { EpciKind, Level, Zone } from './vocabulary.ts';

export interface TerritoryRef {
  level: Level;
  code: string;
  name: string;
}

export interface Place extends TerritoryRef {
  population: number | null;
  /** WGS84; null for the collectivités d'outre-mer, whose communes have no known point. */
  lon: number | null;
  lat: number | null;
  departement: { code: string; name: string } | null;
  postcodes: string[];
}

export interface Territory extends TerritoryRef {
  population: number | null;
  surfaceKm2: number | null;
  lon: number | null;
  lat: number | null;
  postcodes: string[];
  zone: Zone | null;
  epciKind: EpciKind | null;
  communes: number;
  /** Wider territories it lies in, from the nearest. A commune of an island may have no EPCI: a normal state. */
  parents: TerritoryRef[];
}

export interface Child extends TerritoryRef {
  population: number | null;
}
