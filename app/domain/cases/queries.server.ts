import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { isOperator } from '#app/domain/operator/policy.ts';
import { refuse } from '#app/domain/refusal.ts';
import { type Party, reportOf } from './party.ts';
import { type Subject, subjectOf } from './subject.server.ts';
import type { CaseLine, CasePage, PartyCase, ThingNow, Touches } from './views.ts';
import type { CaseState, CaseSubject, Reportable } from './vocabulary.ts';

const PAGE = 50;
const instant = (column: SQL) => sql`to_json(${column}) #>> '{}'`;

/** What the form says is being reported, to whoever may read it; with the lot's photos, of which one may be meant. */
export async function aboutToReport(
  ctx: Ctx,
  kind: Reportable,
  id: string,
): Promise<
  Pick<Subject, 'kind' | 'id' | 'seen'> & { photos: { publicId: string; sha256: string; width: number }[] }
> {
  const { seen, lotId } = await subjectOf(ctx, kind, id);
  const photos =
    kind === 'lot'
      ? await ctx.db.execute<{ publicId: string; sha256: string; width: number }>(sql`
          select p.public_id as "publicId", f.sha256, f.widths[1] as width from lot_photo p join stored_file f on f.id = p.file_id
           where p.lot_id = ${lotId} order by p.position, p.id limit 24`)
      : [];
  return { kind, id, seen, photos: [...photos] };
}

const DECISIONS = sql`
  coalesce((select json_agg(json_build_object('instance', d.instance, 'measure', d.measure, 'ground', d.ground, 'clause', d.clause,
              'facts', d.facts, 'reasons', d.reasons, 'at', d.at, 'by', p.name) order by d.instance)
              from case_decision d join person p on p.id = d.decided_by where d.case_id = c.id), '[]')`;

/** For whoever holds the link of one side; `not-found` for a case that is not there. */
export async function partyCase(ctx: Ctx, party: Party): Promise<PartyCase> {
  const report = reportOf(party);
  const mine = party.side === 'holder' ? sql`c.public_id = ${party.case}::uuid` : sql`c.id = r.case_id`;
  const [row] = await ctx.db.execute<PartyCase & { over: boolean } & Record<string, unknown>>(sql`
    select c.number, ${party.side} as side, c.subject_kind as kind, c.seen ->> 'title' as title, c.state,
           ${instant(sql`c.opened_at`)} as "openedAt", ${instant(sql`c.appeal_until`)} as "appealUntil",
           c.reports = 0 as "ownInitiative", coalesce(c.appeal_until <= ledger.clock(), false) as over, ${DECISIONS} as decisions,
           (select json_build_object('side', a.side, 'body', a.body, 'at', a.at) from case_appeal a
             where a.case_id = c.id and a.side = ${party.side} and (a.report_id is null or a.report_id = r.id)) as appeal,
           exists (select from case_appeal a where a.case_id = c.id and a.side = ${party.side}) as taken,
           case when r.id is not null then json_build_object('reason', r.reason, 'body', r.body, 'email', r.email,
             'confirmed', r.email_confirmed_at is not null) end as report
      from report_case c left join report r on r.public_id = ${report}::uuid where ${mine}`);
  if (!row) return refuse('not-found');
  const { over, taken, decisions, ...shown } = row;
  const decided = row.state === 'decided' || row.state === 'appealed';
  return {
    ...shown,
    decisions: decisions.map(({ instance, measure, ground, clause, facts, reasons, at }) => ({
      ...{ instance, measure, ground, clause, facts, reasons, at },
    })),
    // only from the link in the mailbox is it shown which one
    report: row.report && {
      ...row.report,
      email: party.side === 'reporter' && party.byMail ? row.report.email : null,
    },
    mayAppeal: decided && !over && !taken,
  };
}

const LINE = sql`
  c.public_id as "publicId", c.number, c.subject_kind as kind, c.seen ->> 'title' as title, c.seen ->> 'holder' as holder, c.state, c.reports,
  array(select distinct r.reason from report r where r.case_id = c.id order by 1) as reasons, ${instant(sql`c.opened_at`)} as "openedAt",
  (select d.measure from case_decision d where d.case_id = c.id order by d.instance desc limit 1) as measure`;

export interface DeskFilters {
  /** waiting: what the operator must decide, oldest first */
  show: 'waiting' | 'done';
  kind?: CaseSubject | undefined;
}

/** The operator's list: what waits, oldest first; what is done, newest first. `after` is the public id of the last one seen. */
export async function deskCases(
  ctx: Ctx,
  { show, kind }: DeskFilters,
  after: string | null,
): Promise<{ cases: CaseLine[]; next: string | null; waiting: number }> {
  if (!isOperator(ctx.actor)) return refuse('not-found');
  const states: CaseState[] = show === 'waiting' ? ['open', 'appealed'] : ['decided', 'final'];
  const seen = sql`(select (b.opened_at, b.id) from report_case b where b.public_id = ${after}::uuid)`;
  const next = after
    ? show === 'waiting'
      ? sql`and (c.opened_at, c.id) > ${seen}`
      : sql`and (c.opened_at, c.id) < ${seen}`
    : sql``;
  const rows = [
    ...(await ctx.db.execute<CaseLine & Record<string, unknown>>(sql`
      select ${LINE} from report_case c
       where c.state in (${states[0]}, ${states[1]}) ${kind ? sql`and c.subject_kind = ${kind}` : sql``} ${next}
       order by ${show === 'waiting' ? sql`c.opened_at, c.id` : sql`c.opened_at desc, c.id desc`} limit ${PAGE + 1}`)),
  ];
  const cases = rows.slice(0, PAGE);
  return {
    cases,
    next: rows.length > PAGE ? (cases.at(-1)?.publicId ?? null) : null,
    waiting: await casesWaiting(ctx),
  };
}

/** How many cases wait for a decision of the operator. */
export async function casesWaiting(ctx: Ctx): Promise<number> {
  const [row] = await ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from report_case where state in ('open', 'appealed')`,
  );
  return row?.n ?? 0;
}

type Ids = {
  id: number;
  organisationId: number | null;
  personId: number | null;
  lotId: number | null;
  messageId: number | null;
};

/** Everything the operator needs to decide. */
export async function casePage(ctx: Ctx, publicId: string): Promise<CasePage> {
  if (!isOperator(ctx.actor)) return refuse('not-found');
  const [row] = await ctx.db.execute<
    Omit<CasePage, 'now' | 'before' | 'touches' | 'forAnother'> & Ids & Record<string, unknown>
  >(sql`
    select c.id, c.organisation_id as "organisationId", c.person_id as "personId", c.lot_id as "lotId", c.message_id as "messageId",
           ${LINE}, c.seen, ${DECISIONS} as decisions, ${instant(sql`c.appeal_until`)} as "appealUntil",
           coalesce((select json_agg(json_build_object('reason', r.reason, 'body', r.body, 'at', r.at,
                       'known', r.person_id is not null or r.email_confirmed_at is not null) order by r.id) from report r where r.case_id = c.id), '[]') as "reportsShown",
           coalesce((select json_agg(json_build_object('side', a.side, 'body', a.body, 'at', a.at) order by a.id)
                       from case_appeal a where a.case_id = c.id), '[]') as appeals,
           exists (select from organisation o where o.id = c.organisation_id and c.person_id is null and o.suspended_at is not null)
             or exists (select from person p where p.id = c.person_id and p.suspended_at is not null) as suspended
      from report_case c where c.public_id = ${publicId}::uuid`);
  if (!row) return refuse('not-found');
  const { id, organisationId, personId, lotId, messageId, ...shown } = row;
  const ids = { id, organisationId, personId, lotId, messageId };
  const [now, touches, before, forAnother] = await Promise.all([
    thingNow(ctx, ids),
    touchesOf(ctx, ids),
    casesBefore(ctx, ids),
    isForAnother(ctx, id),
  ]);
  return { ...shown, now, touches, before, forAnother };
}

async function thingNow(
  ctx: Ctx,
  { lotId, messageId, organisationId, personId }: Ids,
): Promise<ThingNow | null> {
  if (lotId !== null) {
    const [lot] = await ctx.db.execute<Extract<ThingNow, { kind: 'lot' }> & Record<string, unknown>>(sql`
      select 'lot' as kind, public_id as lot, title, description as text, barred_at is not null as barred, status from lot where id = ${lotId}`);
    return lot ?? null;
  }
  if (messageId !== null) {
    const [message] = await ctx.db.execute<
      Extract<ThingNow, { kind: 'message' }> & Record<string, unknown>
    >(sql`
      select 'message' as kind, p.name as title, m.body as text, m.hidden_at is not null as hidden
        from message m join person p on p.id = m.person_id where m.id = ${messageId}`);
    return message ?? null;
  }
  if (organisationId === null || personId !== null) return null;
  const [organisation] = await ctx.db.execute<
    Extract<ThingNow, { kind: 'organisation' }> & Record<string, unknown>
  >(sql`
    select 'organisation' as kind, case when kind <> 'private_person' then slug end as slug, name as title,
           concat_ws(e'\n', website, description) as text from organisation where id = ${organisationId}`);
  return organisation ?? null;
}

async function touchesOf(ctx: Ctx, { lotId, organisationId }: Ids): Promise<Touches> {
  const [row] = await ctx.db.execute<Touches & Record<string, unknown>>(sql`
    select (select count(*)::int from ledger.reservation r where r.lot_id = ${lotId} and r.state in ('requested', 'accepted', 'scheduled')) as "onLot",
           (select count(*)::int from lot l where l.organisation_id = ${organisationId} and l.status = 'published') as lots,
           (select count(*)::int from ledger.reservation r where ${organisationId}::bigint in (r.holder_organisation_id, r.taker_organisation_id)
              and r.state in ('requested', 'accepted', 'scheduled')) as reservations`);
  return row ?? { onLot: 0, lots: 0, reservations: 0 };
}

async function casesBefore(ctx: Ctx, { id, organisationId, personId }: Ids): Promise<CaseLine[]> {
  const rows = await ctx.db.execute<CaseLine & Record<string, unknown>>(sql`
    select ${LINE} from report_case c
     where c.id <> ${id} and (c.organisation_id = ${organisationId}::bigint or c.person_id = ${personId}::bigint) order by c.id desc limit 20`);
  return [...rows];
}

async function isForAnother(ctx: Ctx, id: number): Promise<boolean> {
  const [row] = await ctx.db.execute<{ other: boolean }>(sql`
    select exists (select from case_decision d where d.case_id = ${id} and d.instance = 1 and d.decided_by = ${ctx.actor.person?.id ?? null}
                    and exists (select from person p where p.platform_admin and p.id <> d.decided_by and p.suspended_at is null
                                 and p.email_verified_at is not null)) as other`);
  return row?.other ?? false;
}
