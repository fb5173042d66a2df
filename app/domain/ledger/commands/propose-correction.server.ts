import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { doubtOf } from '#app/domain/lots/suspicious-count.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canActOnReservation, sideOf } from '#app/domain/reservations/policy.ts';
import type { CorrectionInput } from '../correction-schema.ts';
import { type GradedMass, massOfHandover } from '../mass.ts';
import type { Evidence } from '../vocabulary.ts';

export type Proposed = { public_id: string; state: 'proposed' | 'consented' };

interface Line extends Record<string, unknown> {
  lotId: number;
  siteId: number;
  holderOrganisationId: number;
  takerOrganisationId: number | null;
  quantityMilli: number;
  massG: number;
  evidence: Evidence;
  unit: Unit;
  unitMassG: number | null;
  massLowG: number | null;
  massHighG: number | null;
}

/**
 * One side of a hand-over says what its line should have said; the other consents or declines. Where both are one
 * organisation it is carried out at once. Refuses `count-unsure` when a figure looks like a slip and is not said twice.
 */
export async function proposeCorrection(
  ctx: Ctx,
  { lot, seq }: { lot: string; seq: number },
  { key, input }: { key: string; input: CorrectionInput },
): Promise<Proposed> {
  const [line] = await ctx.db.execute<Line>(sql`
    select m.lot_id as "lotId", l.site_id as "siteId", m.holder_organisation_id as "holderOrganisationId",
           m.taker_organisation_id as "takerOrganisationId", m.qty as "quantityMilli", m.mass_g as "massG", m.evidence, l.unit,
           m.unit_mass_g as "unitMassG", m.unit_low_g as "massLowG", m.unit_high_g as "massHighG"
      from ledger.movement m join lot l on l.id = m.lot_id
     where l.public_id = ${lot}::uuid and m.seq = ${seq}::bigint and m.kind = 'collect'`);
  const parties = line && {
    ...line,
    takerOrganisationId: line.takerOrganisationId ?? line.holderOrganisationId,
  };
  if (!line || !parties || !sideOf(ctx.actor, parties)) return refuse('not-found');
  if (!canActOnReservation(ctx.actor, parties, 'handover')) return refuse('forbidden');
  const mass = corrected(line, input);
  const doubts = doubtOf(line.quantityMilli, input.quantity) ?? (mass && doubtOf(line.massG, mass.massG));
  if (!input.sure && doubts && input.quantity > 0) refuse('count-unsure', { field: 'sure' });
  const basis = mass?.evidence === 'A' && line.evidence !== 'A' ? sql`'weighed'` : sql`null`;
  return throughTheDoor<Proposed>(
    ctx,
    sql`ledger.propose_correction(${acting(ctx, key)}, ${line.lotId}::bigint, ${seq}::bigint, ${input.quantity}::bigint,
        ${mass?.massG ?? null}::bigint, ${mass?.lowG ?? null}::bigint, ${mass?.highG ?? null}::bigint,
        ${mass?.evidence ?? null}::text, ${basis}::text, null::text, ${input.reason}::text)`,
    {
      beside: { 'not-enough-left': 'quantity', 'bad-quantity': 'quantity', 'mass-mismatch': 'massKg' },
      facts: { unit: line.unit },
    },
  );
}

const BASES = { B: 'measured', C: 'declared', D: 'default' } as const;

/** Null when nothing was taken. A weighed line stays weighed: its mass is then on the ticket. */
function corrected(line: Line, { quantity, method, massKg: grams }: CorrectionInput): GradedMass | null {
  if (quantity === 0) return null;
  if (method === 'weighed') {
    if (grams === undefined) return refuse('mass-required', { field: 'massKg' });
    return massOfHandover(quantity, grams, { ...line, massBasis: 'measured' });
  }
  if (line.evidence === 'A') return refuse('evidence-mismatch', { field: 'method' });
  return massOfHandover(quantity, null, { ...line, massBasis: BASES[line.evidence] });
}
