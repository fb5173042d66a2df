import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import type { HandoverInput } from '../handover-schema.ts';
import { factsOfGrade, type GradedMass, type MassFacts, massOfHandover } from '../mass.ts';
import { EVIDENCE_WORDS, type EvidenceWord } from '../vocabulary.ts';

export type HandoverAnswer = {
  state: 'waiting-other-side' | 'confirmed' | 'disputed' | 'not-collected';
  /** thousandths of the lot's unit free afterwards */
  left: number;
};

/** What one side says. A page asks how it was obtained (`method`); a program names the grade (`evidence`). */
export type HandoverClaim = Omit<HandoverInput, 'identicalUse'> & {
  /** absent: as the other side said, else yes */
  identicalUse?: boolean;
  evidence?: EvidenceWord;
};

type Facts = MassFacts & {
  unit: Unit;
  typeMassG: number | null;
  typeLowG: number | null;
  typeHighG: number | null;
};

/**
 * One side says what was really taken. The first waits for the other; an equal second one moves the stock and counts the
 * mass, in one statement; a different one is a dispute that either may end by saying the other's words.
 */
export async function confirmHandover(
  ctx: Ctx,
  reservationPublicId: string,
  { key, input }: { key: string; input: HandoverClaim },
): Promise<HandoverAnswer> {
  const { id } = await reservationToAct(ctx, reservationPublicId, 'handover');
  const [lot] = await ctx.db.execute<Facts & Record<string, unknown>>(sql`
    select l.unit, l.unit_mass_g as "unitMassG", l.mass_low_g as "massLowG", l.mass_high_g as "massHighG", l.mass_basis as "massBasis",
           case when t.unit = l.unit then t.unit_mass_g end as "typeMassG", t.mass_low_g as "typeLowG", t.mass_high_g as "typeHighG"
      from ledger.reservation r join lot l on l.id = r.lot_id join material_type t on t.code = l.type_code where r.id = ${id}`);
  if (!lot) return refuse('not-found');
  const mass = claimed(input, lot);
  return throughTheDoor<HandoverAnswer>(
    ctx,
    sql`ledger.confirm_handover(${acting(ctx, key)}, ${id}::bigint, ${input.quantity}::bigint,
        ${mass?.massG ?? null}::bigint, ${mass?.lowG ?? null}::bigint, ${mass?.highG ?? null}::bigint,
        ${mass?.evidence ?? null}::text, null::text, ${input.pickedUpOn ?? null}::date, ${input.identicalUse ?? null}::boolean)`,
    {
      beside: {
        'not-enough-left': 'quantity',
        'bad-quantity': 'quantity',
        'bad-pick-up-day': 'pickedUpOn',
        'mass-mismatch': 'massKg',
        'mass-required': 'massKg',
      },
      facts: { unit: lot.unit },
    },
  );
}

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
