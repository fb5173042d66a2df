import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { canActOnReservation, mayReadTakers, sideOf } from '#app/domain/reservations/policy.ts';
import type { CorrectionState, LineDetail } from './line-views.ts';
import type { StatementPlace } from './statement.server.ts';

interface Row extends Record<string, unknown> {
  siteId: number;
  holderOrganisationId: number;
  takerOrganisationId: number | null;
}

/** What can be proposed of a line, and what has been, for a reader whom its statement was shown to. */
export async function lineDetail(
  ctx: Ctx,
  { of, reader }: StatementPlace & { of: { lot: string } },
  seq: number,
): Promise<LineDetail | null> {
  const me = ctx.actor.organisation?.id ?? null;
  const [row] = await ctx.db.execute<
    Row & Omit<LineDetail, 'mayPropose' | 'mayAnswer' | 'mine' | 'alone'>
  >(sql`
    select l.site_id as "siteId", m.holder_organisation_id as "holderOrganisationId", m.taker_organisation_id as "takerOrganisationId",
           m.kind = 'collect' and not exists (select from ledger.movement u where u.lot_id = m.lot_id and u.corrects = m.seq) as correctable,
           l.step_milli as "stepMilli", m.unit_mass_g as "unitMassG", m.unit_low_g as "massLowG", m.unit_high_g as "massHighG",
           case when m.holder_organisation_id = ${me}::bigint then t.name else h.name end as "otherName",
           exists (select from ledger.closed_year y where y.year = extract(year from m.counted_on)) as "yearClosed",
           (select json_build_object('publicId', c.public_id, 'state', c.state, 'newQtyMilli', c.new_qty, 'newMassG', c.new_mass_g,
                     'newLowG', c.new_low_g, 'newHighG', c.new_high_g, 'newEvidence', c.new_evidence, 'reason', c.reason_code,
                     'proposedAt', to_json(c.proposed_at), 'byMe', c.proposed_by_organisation_id = ${me}::bigint,
                     'by', o.name)
              from ledger.correction c join organisation o on o.id = c.proposed_by_organisation_id
             where c.lot_id = m.lot_id and c.seq = m.seq order by c.id desc limit 1) as correction,
           (select to_char(k.day, 'YYYY-MM-DD') from ledger.checkpoint_head x join ledger.checkpoint k on k.id = x.checkpoint_id
             where x.lot_id = m.lot_id and x.seq >= m.seq order by x.checkpoint_id limit 1) as "signedOn"
      from ledger.movement m join lot l on l.id = m.lot_id join organisation h on h.id = m.holder_organisation_id
      left join organisation t on t.id = m.taker_organisation_id
     where l.public_id = ${of.lot}::uuid and m.seq = ${seq}::bigint`);
  if (!row) return null;
  const { siteId, holderOrganisationId, takerOrganisationId, ...detail } = row;
  const parties = {
    siteId,
    holderOrganisationId,
    takerOrganisationId: takerOrganisationId ?? holderOrganisationId,
  };
  const may = reader !== 'platform' && canActOnReservation(ctx.actor, parties, 'handover');
  const open = detail.correction?.state === 'proposed';
  return {
    ...detail,
    ...(mayReadTakers(ctx.actor) ? {} : { otherName: null, correction: null }),
    alone: parties.holderOrganisationId === parties.takerOrganisationId,
    mine: sideOf(ctx.actor, parties) !== null && open && detail.correction?.byMe === true,
    mayPropose: may && detail.correctable && !open,
    mayAnswer: may && open,
  };
}

/** Corrections of a reservation's hand-over, the newest first, for its two sides. */
export async function correctionsOf(ctx: Ctx, reservationId: number): Promise<CorrectionState[]> {
  return [
    ...(await ctx.db.execute<CorrectionState & Record<string, unknown>>(sql`
      select c.public_id as "publicId", c.state, m.seq, case when c.proposed_by_organisation_id = m.holder_organisation_id then 'holder' else 'taker' end as by,
             c.new_qty as "newQtyMilli", c.new_mass_g as "newMassG", c.new_evidence as "newEvidence", c.reason_code as reason,
             to_json(c.proposed_at) #>> '{}' as "proposedAt", to_json(c.answered_at) #>> '{}' as "answeredAt"
        from ledger.movement m join ledger.correction c on c.lot_id = m.lot_id and c.seq = m.seq
       where m.reservation_id = ${reservationId} and m.kind = 'collect' order by c.id desc limit 50`)),
  ];
}

/** The line of a reservation that says what was taken, as it stands after its corrections, and the one that waits. */
export async function correctionOfReservation(
  ctx: Ctx,
  reservationId: number,
): Promise<{ line: number | null; open: CorrectionState | null }> {
  const [row] = await ctx.db.execute<{ seq: number }>(sql`
    select m.seq from ledger.movement m where m.reservation_id = ${reservationId} and m.kind = 'collect'
       and not exists (select from ledger.movement u where u.lot_id = m.lot_id and u.corrects = m.seq) order by m.seq desc limit 1`);
  const all = await correctionsOf(ctx, reservationId);
  return { line: row?.seq ?? null, open: all.find((one) => one.state === 'proposed') ?? null };
}
