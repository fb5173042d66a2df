import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { ownLot } from '#app/domain/lots/own-lot.server.ts';
import { doubtOf } from '#app/domain/lots/suspicious-count.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canCorrectCount } from '../count-policy.ts';
import type { CountCause } from '../count-vocabulary.ts';

export interface CountCorrection {
  key: string;
  unit: Unit;
  /** what the counter read before counting: thousandths that stand there, reserved ones included */
  seenMilli: number;
  countedMilli: number;
  cause: CountCause;
  /** what each reservation keeps, by public id, for those that shrink; null: as proposed, last come first */
  keeps: Record<string, number> | null;
  /** a count that looks like a slip is written only when it was asked about */
  sure: boolean;
}

export interface CountCorrected {
  onSiteMilli: number;
  leftMilli: number;
  /** takers who were told that their reservation is smaller */
  told: number;
}

/**
 * Sets what stands there to what was counted, also when reserved pieces are missing: what is free goes first, then
 * reservations shrink by exactly the rest, and each taker touched is asked. One operation of the ledger.
 */
export async function correctCount(
  ctx: Ctx,
  publicId: string,
  { key, unit, seenMilli, countedMilli, cause, keeps, sure }: CountCorrection,
): Promise<CountCorrected> {
  const lot = await ownLot(ctx, publicId);
  if (!canCorrectCount(ctx.actor, lot)) refuse('forbidden');
  if (!sure && doubtOf(seenMilli, countedMilli)) refuse('count-unsure', { field: 'sure' });
  const shrink = keeps && (await byId(ctx, lot.id, keeps));
  const answer = await throughTheDoor<{ on_site: number; left: number; told: number }>(
    ctx,
    sql`ledger.correct_count(${acting(ctx, key)}, ${lot.id}::bigint, ${seenMilli}::bigint, ${countedMilli}::bigint, ${cause}::text,
        ${shrink && JSON.stringify(shrink)}::text::jsonb)`,
    { beside: { 'bad-quantity': 'counted', 'count-below-words': 'counted' }, facts: { unit } },
  );
  return { onSiteMilli: answer.on_site, leftMilli: answer.left, told: answer.told };
}

/** Reservations by the id the ledger knows; one that is not of this lot has ended for whoever wrote it down. */
async function byId(ctx: Ctx, lot: number, keeps: Record<string, number>): Promise<Record<string, number>> {
  const asked = Object.keys(keeps);
  const rows = await ctx.db.execute<{ id: number; publicId: string }>(sql`
    select id, public_id as "publicId" from ledger.reservation where lot_id = ${lot}
       and public_id::text in (select jsonb_array_elements_text(${JSON.stringify(asked)}::text::jsonb)) order by id`);
  if ([...rows].length !== asked.length) return refuse('changed-meanwhile');
  return Object.fromEntries([...rows].map(({ id, publicId }) => [String(id), keeps[publicId] ?? 0]));
}
