import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { type RefusalCode, refuse } from '#app/domain/refusal.ts';
import type { HandoverInput } from './handover-schema.ts';
import { factsOfGrade, type GradedMass, type MassFacts, massOfHandover } from './mass.ts';
import type { Refused } from './refused-schema.ts';
import { EVIDENCE_WORDS, type EvidenceWord } from './vocabulary.ts';

/** What one side says. A page asks how it was obtained (`method`); a program names the grade (`evidence`). */
export type HandoverClaim = Omit<HandoverInput, 'identicalUse'> & {
  /** absent: as the other side said, else yes */
  identicalUse?: boolean;
  evidence?: EvidenceWord;
  refused?: Refused | undefined;
};

type Facts = MassFacts & {
  unit: Unit;
  typeMassG: number | null;
  typeLowG: number | null;
  typeHighG: number | null;
};

/** The mass, its bounds and its grade as the ledger asks for them, from what the lot says of one unit; and that unit. */
export async function claimOf(
  ctx: Ctx,
  reservationId: number,
  input: HandoverClaim,
): Promise<{ graded: SQL; unit: Unit }> {
  const [lot] = await ctx.db.execute<Facts & Record<string, unknown>>(sql`
    select l.unit, l.unit_mass_g as "unitMassG", l.mass_low_g as "massLowG", l.mass_high_g as "massHighG", l.mass_basis as "massBasis",
           case when t.unit = l.unit then t.unit_mass_g end as "typeMassG", t.mass_low_g as "typeLowG", t.mass_high_g as "typeHighG"
      from ledger.reservation r join lot l on l.id = r.lot_id join material_type t on t.code = l.type_code where r.id = ${reservationId}`);
  if (!lot) return refuse('not-found');
  const mass = claimed(input, lot);
  return {
    unit: lot.unit,
    graded: sql`${mass?.massG ?? null}::bigint, ${mass?.lowG ?? null}::bigint, ${mass?.highG ?? null}::bigint, ${mass?.evidence ?? null}::text`,
  };
}

/** What was refused on the spot, as the ledger reads it. */
export function refusedOf({ refused }: HandoverClaim): SQL {
  if (!refused) return sql`null::jsonb`;
  const { quantity: qty, ...rest } = refused;
  return sql`${JSON.stringify({ qty, ...rest })}::jsonb`;
}

/** Beside which field each refusal of a hand-over is said. */
export const BESIDE: Partial<Record<RefusalCode, string>> = {
  'not-enough-left': 'quantity',
  'bad-quantity': 'quantity',
  'bad-pick-up-day': 'pickedUpOn',
  'mass-mismatch': 'massKg',
  'mass-required': 'massKg',
  'bad-refused': 'refusedQuantity',
  'not-lower': 'refusedCondition',
};

/** Null for "weighed" without a mass: the other side has the ticket, and the ledger takes its words. */
function claimed(
  { quantity, method, massKg: grams, evidence }: HandoverClaim,
  lot: Facts,
): GradedMass | null {
  if (evidence === undefined)
    return massOfHandover(quantity, method === 'weighed' ? (grams ?? null) : null, lot);
  const grade = EVIDENCE_WORDS[evidence];
  if (grade === 'A') return grams === undefined ? null : massOfHandover(quantity, grams, lot);
  const ofType = { unitMassG: lot.typeMassG, massLowG: lot.typeLowG, massHighG: lot.typeHighG };
  const facts = factsOfGrade(grade, lot, ofType);
  if (!facts) return refuse('evidence-mismatch', { mass_basis: lot.massBasis });
  const counted = massOfHandover(quantity, null, facts);
  if (grams !== undefined && grams !== counted.massG) refuse('mass-mismatch', { mass_g: counted.massG });
  return counted;
}
