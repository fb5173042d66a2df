import type { Capacity } from '#app/domain/organisations/vocabulary.ts';
import type { Facets } from './market-index.ts';
import type {
  Condition,
  DocumentReaders,
  Family,
  Lift,
  LoadingHelp,
  LotStatus,
  PriceBasis,
  PriceTax,
  Removal,
  Sort,
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
  priceTax: PriceTax;
  vatPermille: number | null;
  negotiable: boolean;
  availableFrom: string | null;
  availableUntil: string | null;
  commune: { code: string; name: string };
  lon: number;
  lat: number;
  distanceKm: number | null;
  /** who offers it: in what capacity, and whether that was checked */
  holder: { capacity: Capacity; verified: boolean };
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
  /** '' where no placeholder is wanted */
  thumbhash: string;
  alt: string | null;
}

/** How a typed text was read. */
export interface Understood {
  /** the words searched, in order: as typed, or as corrected; words that say nothing ("de") are not there */
  words: string[];
  /** words that match nothing, and those searched instead */
  corrected: { from: string; to: string }[];
  /** the `q` that searches exactly what was typed; null when nothing was corrected */
  exactly: string | null;
  /** dimensions taken out of the text, in millimetres */
  size: number[];
}

export interface LotPage {
  lots: LotCard[];
  /** `cursor` of the page that follows; null: there is none */
  next: string | null;
  near: { lon: number; lat: number; name: string | null } | null;
  sort: Sort;
}

export interface LotPageOfResults extends LotPage {
  /** Exact, unless `more` says that there are others: counted so far only. */
  total: { count: number; more: boolean };
  facets: Facets;
  understood: Understood;
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
