/** Closed lists of the ledger (decisions 6 and 7); labels in the catalogue `ledger`. */

/** Accounts of which a lot keeps a balance. "Diverted" is a figure, not an account. */
export const BALANCES = ['available', 'held', 'collected', 'recycled', 'landfilled', 'kept', 'lost'] as const;
export type Balance = (typeof BALANCES)[number];

/** Where matter is. `outside` is the world before a lot and after a count error. */
export const ACCOUNTS = ['outside', ...BALANCES] as const;
export type Account = (typeof ACCOUNTS)[number];

/** What a line of a lot's history does; the permitted pairs of accounts are in db/migrations/0158. */
export const MOVEMENT_KINDS = [
  'open',
  'add',
  'remove',
  'transfer_out',
  'transfer_in',
  'reserve',
  'reserve_extra',
  'release',
  'collect',
  'withdraw',
  'reverse',
  'discard',
  'restore',
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** How a mass was obtained, from the surest: weighed, counted x measured, counted x declared, counted x the type's default. */
export const EVIDENCES = ['A', 'B', 'C', 'D'] as const;
export type Evidence = (typeof EVIDENCES)[number];

/** The same grades in the words of the API. */
export const EVIDENCE_WORDS = { weighed: 'A', measured: 'B', declared: 'C', default: 'D' } as const;
export type EvidenceWord = keyof typeof EVIDENCE_WORDS;

/** The two lines that form diverted tonnes (domain notes 4.2.6); the two others are shown apart. */
export const COUNTED_LINES = ['reemploi', 'reutilisation'] as const;

/** How one side of a hand-over confirmed: outside the movement's hash, shown beside the evidence. */
export const HANDOVER_MEANS = ['account', 'code', 'signature'] as const;
export type HandoverMeans = (typeof HANDOVER_MEANS)[number];

/** Why units were refused on the spot, and what becomes of them. */
export const REFUSED_REASONS = ['damaged', 'not_as_described', 'wrong_size', 'other'] as const;
export type RefusedReason = (typeof REFUSED_REASONS)[number];
export const REFUSED_FATES = ['stock', 'lower', 'recycled', 'landfilled'] as const;
export type RefusedFate = (typeof REFUSED_FATES)[number];
/** What a lot of refused units may be; lower than the lot's own. */
export const LOWER_CONDITIONS = ['good', 'fair', 'degraded'] as const;
export type LowerCondition = (typeof LOWER_CONDITIONS)[number];
