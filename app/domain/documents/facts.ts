import type { Condition, LegalLine, PollutantAnswer, PriceBasis, Unit } from '#app/domain/lots/vocabulary.ts';
import type { Nature, SellerKind, TakerKind } from './vocabulary.ts';

/** What a document says, frozen when its number is given: everything the paper is drawn from. `core` is what a new version is for. */
export interface Both {
  fr: string;
  en: string;
}

export interface NamedParty {
  name: string;
  siren: string | null;
  commune: string | null;
}

export interface Material {
  title: string;
  type: Both;
  unit: Unit;
  condition: Condition;
  ageNote: string | null;
  asbestos: PollutantAnswer;
  lead: PollutantAnswer;
  asbestosRef: string | null;
  leadRef: string | null;
  otherPollutants: string | null;
  sortingOperator: string | null;
}

/** Tax included, for `ofMilli` thousandths; `tax` says how it was announced (migration 0142). */
export interface Price {
  cents: number | null;
  basis: PriceBasis;
  ofMilli: number;
  tax: 'included' | 'excluded' | 'not_applicable';
  vatPermille: number | null;
}

/** How a side confirmed: with its account, by the code of the slip or a signature on the holder's screen. */
export type ConfirmedBy = 'account' | 'code' | 'signature';

/** Common to all that is about one reservation. */
export interface AboutReservation {
  reservation: string;
  code: string;
  zone: string;
  site: { name: string; commune: string };
  /** the organisation that offered the lot and answers for it here */
  holder: NamedParty;
  taker: NamedParty & { kind: TakerKind };
  material: Material;
}

export interface SlipFacts extends AboutReservation {
  core: {
    quantityMilli: number;
    price: Price;
    slot: { startsAt: string; endsAt: string } | null;
    expiresAt: string;
    /** only while the taker may read it */
    place: {
      address: string | null;
      access: string | null;
      hours: string | null;
      contact: string | null;
    } | null;
  };
}

/** What was really taken; null once a correction says that it never took place. */
export interface Taken {
  quantityMilli: number;
  massG: number;
  lowG: number;
  highG: number;
  evidence: 'A' | 'B' | 'C' | 'D';
  legalLine: LegalLine;
  counts: boolean;
}

export interface HandedOver extends AboutReservation {
  core: { taken: Taken | null; pickedUpOn: string };
  confirmedAt: string;
  holderAt: string;
  holderBy: ConfirmedBy;
  takerAt: string;
  takerBy: ConfirmedBy;
  reservedMilli: number;
}

export interface RemovalFacts extends HandedOver {
  distanceM: number | null;
  destination: string | null;
}

export interface Clause {
  code: string;
  title: Both;
  text: Both;
  basis: Both;
}

export interface DeedFacts extends HandedOver {
  nature: Nature;
  seller: NamedParty & { kind: SellerKind };
  /** the contract that says whose the material is */
  titleReference: string | null;
  price: Price;
  gift: { clause: string | null; decisionRef: string | null; justification: string | null } | null;
  clauses: Clause[];
}

export interface CertificateFacts extends HandedOver {
  /** where the material was part of something, which did not produce that waste */
  origin: string;
  /** the line of the ledger that says it */
  line: { lot: string; seq: number; hash: string } | null;
}

export interface StatementRow {
  type: Both;
  handovers: number;
  massG: number;
  lowG: number;
  highG: number;
}

export interface StatementSide {
  rows: StatementRow[];
  total: { handovers: number; massG: number; lowG: number; highG: number };
  byEvidence: { evidence: 'A' | 'B' | 'C' | 'D'; massG: number }[];
  /** handed over, but on no line that counts as diverted */
  aside: { handovers: number; massG: number };
}

export interface StatementFacts {
  zone: string;
  organisation: NamedParty;
  core: { year: number; until: string; given: StatementSide; received: StatementSide };
}

export interface FactsOf {
  slip: SlipFacts;
  deed: DeedFacts;
  removal: RemovalFacts;
  certificate: CertificateFacts;
  statement: StatementFacts;
}
