import type {
  Condition,
  DocumentReaders,
  Family,
  Lift,
  LoadingHelp,
  LotStatus,
  PriceBasis,
  Removal,
  Unit,
  Vehicle,
} from './vocabulary.ts';

/** What a card and the API show of a lot to anyone: the place is the blurred one. */
export interface LotCard {
  publicId: string;
  title: string;
  family: Family;
  typeCode: string;
  typeName: { fr: string; en: string };
  unit: Unit;
  quantityMilli: number;
  leftMilli: number;
  condition: Condition;
  priceCents: number | null;
  priceBasis: PriceBasis;
  negotiable: boolean;
  availableFrom: string | null;
  availableUntil: string | null;
  commune: { code: string; name: string };
  lon: number;
  lat: number;
  distanceKm: number | null;
  photo: PhotoView | null;
  status: LotStatus;
}

export interface PhotoView {
  publicId: string;
  sha256: string;
  width: number;
  height: number;
  widths: number[];
  /** Each width exists as AVIF too. */
  avif: boolean;
  thumbhash: string;
  alt: string | null;
}

export interface LotPageOfResults {
  lots: LotCard[];
  next: string | null;
  /** Counted up to 1,000; `more` says that there are others. */
  total: { count: number; more: boolean };
  near: { lon: number; lat: number; name: string | null } | null;
}

export interface DocumentView {
  publicId: string;
  kind: string;
  name: string;
  shownTo: DocumentReaders;
  mediaType: 'application/pdf' | 'image/webp';
  bytes: number;
  /** whether this reader may open it; that it exists is shown to whoever sees the lot */
  readable: boolean;
}

/** What a taker ticks before reserving, in the holder's words; kept with the reservation. Only what was said is there. */
export interface RemovalConditions {
  removal: Removal;
  note?: string;
  tools?: string;
  access?: string;
  floor?: number;
  lift?: Lift;
  loading?: LoadingHelp;
  vehicle?: Vehicle;
  protection?: string;
  rules?: string;
}
