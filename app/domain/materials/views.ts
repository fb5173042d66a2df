export interface Family {
  code: string;
  nameFr: string;
  nameEn: string;
}

/** A type of the taxonomy with what the forms and pages say of it. Masses in grams of one `unit`. */
export interface MaterialType {
  code: string;
  family: string;
  core: boolean;
  nameFr: string;
  nameEn: string;
  synonymsFr: string[];
  trade: string | null;
  unit: 'u' | 'm' | 'm2' | 'm3' | 'kg' | 't' | 'pallet';
  altUnits: string[];
  unitMassG: number | null;
  massLowG: number | null;
  massHighG: number | null;
  massBasis: string | null;
  massSource: string | null;
  wasteCode: string | null;
  wasteLabel: string | null;
  pemdGroup: string | null;
  asbestosRisk: string | null;
  leadRisk: string | null;
  otherHazard: string | null;
  /** allow; allow_docs: needs a document; proof: needs a proof before publication. */
  listingPolicy: string;
  factorVersion: string;
}

/** A type as a form offers it: its name in the reader's language and what the form proposes from it. */
export interface TypeOption
  extends Pick<
    MaterialType,
    'code' | 'family' | 'unit' | 'altUnits' | 'unitMassG' | 'massLowG' | 'massHighG' | 'massSource'
  > {
  name: string;
  asbestosRisk: boolean;
  leadRisk: boolean;
  needsDocument: boolean;
}
