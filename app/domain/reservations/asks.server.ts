import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { AskAnswer, AskKind } from './count-vocabulary.ts';

/** What a taker is asked of its reservation. Quantities in thousandths, instants as ISO text. */
export interface AskView {
  publicId: string;
  kind: AskKind;
  oldMilli: number;
  newMilli: number;
  oldExpiresAt: string | null;
  newExpiresAt: string | null;
  askedAt: string;
  answerBy: string;
  answer: AskAnswer | null;
  answeredAt: string | null;
}

/** The questions of one reservation, newest first; those replaced by a newer one are left out. The caller has checked who may read it. */
export async function asksOf(ctx: Ctx, reservationId: number): Promise<AskView[]> {
  return [
    ...(await ctx.db.execute<AskView & Record<string, unknown>>(sql`
      select public_id as "publicId", kind, old_qty as "oldMilli", new_qty as "newMilli",
             to_json(old_expires_at) #>> '{}' as "oldExpiresAt", to_json(new_expires_at) #>> '{}' as "newExpiresAt",
             to_json(asked_at) #>> '{}' as "askedAt", to_json(answer_by) #>> '{}' as "answerBy",
             case when answer is null and answer_by <= ledger.clock() then 'silence' else answer end as answer,
             to_json(answered_at) #>> '{}' as "answeredAt"
        from ledger.ask where reservation_id = ${reservationId}::bigint and answer is distinct from 'replaced' order by id desc`)),
  ];
}
