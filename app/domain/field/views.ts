import type { Locale } from '#app/domain/context.ts';
import type { Condition, Family, LotStatus, Unit } from '#app/domain/lots/vocabulary.ts';
import type { HandoverState, ReservationState, Side } from '#app/domain/reservations/vocabulary.ts';

/** Whose work it is: an entry is sent only by the person who made it, for the organisation it was made for. */
export interface FieldAccount {
  person: string;
  organisation: string;
}

export interface FieldSite {
  publicId: string;
  name: string;
  commune: string;
  kind: 'works' | 'depot';
  endsOn: string | null;
  zone: string;
}

/** A lot as somebody standing before it needs it. Quantities in thousandths; on site = available and held. */
export interface FieldLot {
  publicId: string;
  site: string;
  title: string;
  typeCode: string;
  family: Family;
  unit: Unit;
  stepMilli: number;
  status: LotStatus;
  condition: Condition;
  onSiteMilli: number;
  heldMilli: number;
  photos: number;
  /** building, level and room, where they are said */
  place: string | null;
  updatedAt: string;
}

/** What one side said was taken. Quantity in thousandths, mass in grams. */
export interface FieldSaid {
  quantityMilli: number;
  massG: number | null;
  weighed: boolean;
  pickedUpOn: string;
  identicalUse: boolean | null;
}

/** An accepted reservation that can still be handed over, or the state that ended it. */
export interface FieldHandOver {
  reservation: string;
  side: Side;
  state: ReservationState;
  lot: { publicId: string; title: string; family: Family; unit: Unit; stepMilli: number };
  site: { publicId: string; name: string };
  other: string;
  quantityMilli: number;
  massBasis: 'measured' | 'declared' | 'default';
  expiresAt: string;
  lapsed: boolean;
  zone: string;
  handover: HandoverState | null;
  mine: FieldSaid | null;
  theirs: FieldSaid | null;
}

export interface FieldType {
  code: string;
  family: Family;
  core: boolean;
  nameFr: string;
  nameEn: string;
  synonymsFr: string[];
  unit: Unit;
  /** false: nobody knows what one weighs, it is counted in kilograms or tonnes */
  massKnown: boolean;
}

/** Everything the page needs to work without signal. */
export interface FieldData {
  format: number;
  account: FieldAccount;
  /** a crew without account, on one site: it counts, photographs and hands over, and lists nothing new */
  crew: boolean;
  /** the person's own language: the page kept on the phone comes in both */
  locale: Locale;
  person: string;
  organisation: string;
  /** the instant of the figures */
  at: string;
  sites: FieldSite[];
  lots: FieldLot[];
  handOvers: FieldHandOver[];
  types: FieldType[];
}

/** What the server answers to one entry. A conflict carries what stands there now. */
export type FieldAnswer =
  | { state: 'done'; lot: FieldLot | null; handOver: FieldHandOver | null }
  | { state: 'conflict'; sentence: string; lot: FieldLot | null; handOver: FieldHandOver | null }
  | { state: 'refused'; code: string; sentence: string; fields: Record<string, string> }
  | { state: 'other-account' };
