import type { Assembly, Condition, MassBasis, PollutantAnswer, Unit } from '#app/domain/lots/vocabulary.ts';
import type { OfferingFacts, OfferingRule } from '#app/domain/materials/offering.ts';
import type { MaterialType } from '#app/domain/materials/views.ts';
import type { DocumentKind } from '#app/domain/materials/vocabulary.ts';
import type { Field } from './fields.ts';
import type { Guess } from './guess.ts';
import type { Finding, TypeSource } from './vocabulary.ts';

/** What a line says, by field, as it was written; empty cells are absent. */
export type Cells = Partial<Record<Field, string>>;

/** What a line becomes: the columns of a draft lot. Quantities in thousandths, masses in grams, prices in cents. */
export interface Draft {
  title: string;
  description: string | null;
  typeCode: string;
  familyCode: string;
  unit: Unit;
  quantityMilli: number;
  stepMilli: number;
  unitMassG: number;
  massLowG: number | null;
  massHighG: number | null;
  massBasis: MassBasis;
  factorVersion: string;
  priceCents: number | null;
  condition: Condition;
  ageNote: string | null;
  assembly: Assembly | null;
  lengthMm: number | null;
  widthMm: number | null;
  thicknessMm: number | null;
  building: string | null;
  level: string | null;
  room: string | null;
  reusePotential: 'none' | 'low' | 'medium' | 'high' | null;
  asbestos: PollutantAnswer;
  lead: PollutantAnswer;
  otherPollutants: string | null;
  wasteCode: string | null;
  removalNote: string | null;
  availableFrom: string | null;
  availableUntil: string | null;
}

export interface Interpreted {
  /** null when the line is refused */
  draft: Draft | null;
  typeCode: string | null;
  typeBy: TypeSource;
  /** other types that fit, best first; the guess itself is not among them */
  alternatives: string[];
  findings: Finding[];
}

/** What interpreting a line needs to know. */
export interface Reference {
  types: ReadonlyMap<string, MaterialType>;
  guess: Guess;
  rules: readonly OfferingRule[];
  site: Pick<OfferingFacts, 'permitYear' | 'ownerStatus' | 'holderStatus' | 'documents'>;
  /** lots of the site by their PEMD reference: their type need not be guessed again, and their documents answer for them */
  known: ReadonlyMap<string, { typeCode: string; title: string; documents: readonly DocumentKind[] }>;
}
