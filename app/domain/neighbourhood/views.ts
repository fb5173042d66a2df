import type { LotCard } from '#app/domain/lots/views.ts';
import type { Family } from '#app/domain/lots/vocabulary.ts';

/** Why a family is usual: this organisation took of it, or offered some. */
export type Habit = 'taken' | 'listed';

/** Where distances are counted from: one of its sites or depots, else its own commune. */
export interface Anchor {
  kind: 'works' | 'depot' | 'home';
  /** public id of the site; null for the commune */
  site: string | null;
  name: string;
  lon: number;
  lat: number;
}

export interface NearbyLot {
  card: LotCard;
  habit: Habit | null;
}

export interface NearbySite {
  publicId: string;
  name: string;
  organisation: string;
  commune: string;
  lots: number;
  metres: number;
}

export interface Neighbourhood {
  usual: { family: Family; habit: Habit }[];
  around: { anchor: Anchor; lots: NearbyLot[]; sites: NearbySite[] }[];
  /** open sites beyond those shown */
  otherSites: number;
}
