import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { HistoryLine } from './views.ts';

export const HISTORY_PAGE = 50;

type Row = Omit<HistoryLine, 'taker' | 'at'> & {
  at: Date | string;
  takerPublicId: string | null;
  takerName: string | null;
};

/**
 * The lines of a lot's history, newest first, `HISTORY_PAGE` at most, below line `before`. The holder reads all of
 * them, a taker its own, anyone else none.
 */
export async function lotHistory(
  ctx: Ctx,
  lotPublicId: string,
  before: number | null = null,
): Promise<HistoryLine[]> {
  const org = ctx.actor.organisation?.id;
  if (org === undefined) return [];
  const rows = await ctx.db.execute<Row & Record<string, unknown>>(sql`
    select m.seq, m.at, to_char(m.counted_on, 'YYYY-MM-DD') as day, m.kind, m.src as "from", m.dst as "to", m.qty as "quantityMilli",
           m.mass_g as "massG", m.low_g as "lowG", m.high_g as "highG", m.evidence, m.counts, m.corrects, m.reason,
           t.public_id as "takerPublicId", t.name as "takerName", r.public_id as "reservationPublicId",
           left(encode(m.hash, 'hex'), 12) as fingerprint
      from ledger.movement m
      join lot l on l.id = m.lot_id
      left join organisation t on t.id = m.taker_organisation_id
      left join ledger.reservation r on r.id = m.reservation_id
     where l.public_id = ${lotPublicId}::uuid and (m.holder_organisation_id = ${org} or m.taker_organisation_id = ${org})
       and (${before}::bigint is null or m.seq < ${before}::bigint)
     order by m.seq desc limit ${HISTORY_PAGE}`);
  return rows.map(({ takerPublicId, takerName, at, ...line }) => ({
    ...line,
    at: new Date(at),
    taker: takerPublicId && takerName ? { publicId: takerPublicId, name: takerName } : null,
  }));
}
