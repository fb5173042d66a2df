import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import type { HandoverInput } from '../handover-schema.ts';
import { type MassFacts, massOfHandover } from '../mass.ts';

export type HandoverAnswer = { state: 'waiting-other-side' | 'confirmed' | 'disputed' | 'not-collected' };

/**
 * One side says what was really taken. The first waits for the other; an equal second one moves the stock and counts the
 * mass, in one statement; a different one is a dispute that either may end by saying the other's words.
 */
export async function confirmHandover(
  ctx: Ctx,
  reservationPublicId: string,
  { key, input }: { key: string; input: HandoverInput },
): Promise<HandoverAnswer> {
  const { id } = await reservationToAct(ctx, reservationPublicId);
  const [lot] = await ctx.db.execute<MassFacts & Record<string, unknown>>(sql`
    select l.unit_mass_g as "unitMassG", l.mass_low_g as "massLowG", l.mass_high_g as "massHighG", l.mass_basis as "massBasis"
      from ledger.reservation r join lot l on l.id = r.lot_id where r.id = ${id}`);
  if (!lot) return refuse('not-found');
  const mass = massOfHandover(
    input.quantity,
    input.method === 'weighed' ? (input.massKg ?? null) : null,
    lot,
  );
  return throughTheDoor<HandoverAnswer>(
    ctx,
    sql`ledger.confirm_handover(${acting(ctx, key)}, ${id}::bigint, ${input.quantity}::bigint,
        ${mass.massG}::bigint, ${mass.lowG}::bigint, ${mass.highG}::bigint, ${mass.evidence}::text, null::text,
        ${input.pickedUpOn ?? null}::date, ${input.identicalUse}::boolean)`,
  );
}
