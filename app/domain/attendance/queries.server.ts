import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import type { AttendanceFacts, AttendanceView, MissedView } from './views.ts';
import type { MissedKind } from './vocabulary.ts';

/** What an organisation has behind it, by its id as inside; for whoever may see that organisation. */
export async function attendanceFacts(ctx: Ctx, organisationId: number): Promise<AttendanceFacts> {
  const [row] = await ctx.db.execute<AttendanceFacts & Record<string, unknown>>(sql`
    select handovers, not_come as "notCome12m", site_closed as "siteClosed12m", usual_answer_s as "usualAnswer"
      from ledger.attendance_of(${organisationId}::bigint)`);
  if (!row) throw new Error('ledger.attendance_of gives one row');
  return row;
}

/** The same by slug, for the page of an organisation; null for a private person and for none. */
export async function attendanceBySlug(ctx: Ctx, slug: string): Promise<AttendanceFacts | null> {
  const [row] = await ctx.db.execute<{ id: number }>(
    sql`select id from organisation where slug = ${slug} and kind <> 'private_person'`,
  );
  return row ? attendanceFacts(ctx, row.id) : null;
}

type Shown = Pick<
  ReservationPageView,
  | 'id'
  | 'side'
  | 'state'
  | 'lapsed'
  | 'atOnce'
  | 'proven'
  | 'holderOrganisationId'
  | 'takerOrganisationId'
  | 'place'
>;

/** Of a reservation already read for one of its sides; `mayAct` when this reader may speak for its side. */
export async function attendanceOf(ctx: Ctx, r: Shown, mayAct: boolean): Promise<AttendanceView> {
  const me = r.side === 'holder' ? r.holderOrganisationId : r.takerOrganisationId;
  const mine: MissedKind = r.side === 'holder' ? 'nobody_came' : 'site_closed';
  const missed = await ctx.db.execute<MissedView & Record<string, unknown>>(sql`
    select m.public_id as "publicId", m.kind, to_json(m.starts_at) #>> '{}' as "startsAt", to_json(m.ends_at) #>> '{}' as "endsAt",
           m.kind = ${mine} as mine, to_json(m.contest_until) #>> '{}' as "contestUntil", m.contested_at is not null as contested,
           ${mayAct} and m.kind <> ${mine} and m.contested_at is null and m.contest_until >= ledger.clock() as "mayContest"
      from ledger.missed m where m.taker_organisation_id = ${r.takerOrganisationId} and ${r.id}::bigint = any (m.reservations)
     order by m.id`);
  const [declarable] = await ctx.db.execute<
    NonNullable<AttendanceView['mayDeclare']> & Record<string, unknown>
  >(sql`
    select ${mine} as kind, to_json(p.starts_at) #>> '{}' as "startsAt", to_json(p.ends_at) #>> '{}' as "endsAt",
           to_json(p.starts_at + make_interval(secs => extract(epoch from d.missed_until)::double precision)) #>> '{}' as until
      from ledger.reservation x join site_slot p on p.id = x.slot_id cross join ledger.delay d
     where x.id = ${r.id} and ledger.missed_refusal(${me}::bigint, x.id, ${mine}) is null`);
  const unknown = r.side === 'holder' && r.atOnce && !r.proven && !r.lapsed;
  return {
    other: await attendanceFacts(ctx, r.side === 'holder' ? r.takerOrganisationId : r.holderOrganisationId),
    missed: [...missed],
    mayDeclare: (mayAct && declarable) || null,
    toReach:
      mayAct && unknown && (r.state === 'accepted' || r.state === 'scheduled')
        ? { phone: r.place?.takerContact.phone ?? null, calls: r.place?.calls ?? null }
        : null,
  };
}
