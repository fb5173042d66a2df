import type { Evidence } from '#app/domain/ledger/vocabulary.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import type { OrganisationKind } from '#app/domain/organisations/vocabulary.ts';
import type { Outcome } from './vocabulary.ts';

/** Who received something. A private person has a commune and nothing else. */
export interface Recipient {
  kind: OrganisationKind;
  /** The same organisation, on another of its sites. */
  own: boolean;
  name: string | null;
  siren: string | null;
  commune: { code: string; name: string } | null;
}

/** One quantity and what became of it. Quantities in thousandths of the unit, masses in grams. */
export interface RecolementLine {
  pemdRef: string | null;
  lot: { publicId: string; title: string } | null;
  typeCode: string | null;
  designation: string;
  nature: string | null;
  unit: Unit;
  outcome: Outcome;
  milli: number;
  massG: number | null;
  lowG: number | null;
  highG: number | null;
  evidence: Evidence | null;
  legalLine: string | null;
  recipient: Recipient | null;
  day: string | null;
  /** Public id of the hand-over both sides confirmed. */
  handover: string | null;
  wasteCode: string | null;
}

/** One line of the diagnosis: what was announced. */
export interface AnnouncedRow {
  pemdRef: string;
  designation: string;
  nature: string | null;
  typeCode: string | null;
  unit: Unit | null;
  milli: number | null;
  massG: number | null;
  /** What the diagnosis says of its chances. */
  potential: 'none' | 'low' | 'medium' | 'high' | null;
  wasteCode: string | null;
  ecoOrganisme: string | null;
}

export interface Recolement {
  lines: RecolementLine[];
  /** Empty when no diagnosis was accepted for this site. */
  announced: AnnouncedRow[];
  diagnosis: { fileName: string; acceptedOn: string } | null;
}
