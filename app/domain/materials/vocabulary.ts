/** Documents that speak for a lot or for its site; labels in the catalogue `offering` under `documents`. */
export const DOCUMENT_KINDS = [
  'asbestos_survey',
  'lead_survey',
  'termite_report',
  'refrigerant_recovery',
  'depollution',
  'hbcdd_analysis',
  'soil_tracking',
  'heritage_clearance',
  'end_of_waste',
  'test_report',
  'fire_report',
  'technical_sheet',
  'public_decision',
  'weighing_ticket',
  'invoice',
  'other',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What a rule does to a lot: says no, waits for a document, or only tells. */
export const OFFERING_EFFECTS = ['refuse', 'wait', 'warn'] as const;
export type OfferingEffect = (typeof OFFERING_EFFECTS)[number];

/** The cases of L3212-2 CGPPP under which a public owner may give (domain notes 2.5). */
export const GIFT_CLAUSES = ['2', '10', '11'] as const;
export type GiftClause = (typeof GIFT_CLAUSES)[number];
