import { sql } from 'drizzle-orm';
import { inCommand, keyWithin } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canManageLot } from '../policy.ts';
import type { LotStatus, Unit } from '../vocabulary.ts';
import { countLot } from './count-lot.server.ts';

interface Row extends Record<string, unknown> {
  id: number;
  lotId: number;
  lot: string;
  status: LotStatus;
  unit: Unit;
  organisationId: number;
  siteId: number;
  seenMilli: number;
  countedMilli: number;
  answer: string | null;
}

/**
 * The holder takes a crew's count over, which then moves the stock, or sets it aside. One whose lot has moved since it was
 * counted is no longer taken over: it is set aside, or counted again.
 */
export async function answerCount(
  ctx: Ctx,
  publicId: string,
  { key, answer }: { key: string; answer: 'taken' | 'set_aside' },
): Promise<{ publicId: string }> {
  return inCommand(ctx, { name: 'answer-count', key, input: { publicId, answer } }, async (tx) => {
    const [found] = await tx.db.execute<Row>(sql`
      select n.id, l.id as "lotId", l.public_id as lot, l.status, l.unit, l.organisation_id as "organisationId", l.site_id as "siteId",
             n.seen_milli as "seenMilli", n.counted_milli as "countedMilli", n.answer
        from crew_count n join lot l on l.id = n.lot_id where n.public_id = ${publicId}::uuid for no key update of n`);
    if (!found || ctx.actor.organisation?.id !== found.organisationId) return refuse('not-found');
    if (!canManageLot(ctx.actor, found)) return refuse('forbidden');
    if (found.answer) return refuse('already-done');
    if (answer === 'taken' && found.countedMilli !== found.seenMilli) {
      const seen = { status: found.status, unit: found.unit, onSiteMilli: found.seenMilli };
      await countLot(tx, found.lot, {
        key: keyWithin(key, found.lotId),
        seen,
        countedMilli: found.countedMilli,
      });
    }
    await tx.db.execute(sql`
      update crew_count set answer = ${answer}, answered_at = ledger.clock(), answered_by = ${ctx.actor.person?.id ?? null}::bigint
       where id = ${found.id}`);
    return { publicId };
  });
}
