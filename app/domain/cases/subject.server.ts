import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { CaseSubject, Reportable } from './vocabulary.ts';

/** What is reported: whose it is, and as it stands now. Ids are the database's. */
export interface Subject {
  kind: CaseSubject;
  id: string;
  organisationId: number | null;
  personId: number | null;
  lotId: number | null;
  messageId: number | null;
  seen: Seen;
}

/** The thing as its reporter saw it, kept with the case. */
export interface Seen {
  title: string;
  text?: string | null;
  holder: string;
  photo?: { sha256: string; width: number };
}

type Row = Omit<Subject, 'kind' | 'id'> & Record<string, unknown>;

const reader = ({ actor }: Ctx) => sql`${actor.organisation?.id ?? null}::bigint`;

const FIND: Record<Reportable, (ctx: Ctx, id: string) => SQL> = {
  lot: (ctx, id) => sql`
    select l.organisation_id as "organisationId", null as "personId", l.id as "lotId", null as "messageId",
           json_build_object('title', l.title, 'text', l.description, 'holder', o.name) as seen
      from visible_lots(${reader(ctx)}) l join organisation o on o.id = l.organisation_id
     where l.public_id = ${id}::uuid and l.status <> 'draft'`,
  photo: (ctx, id) => sql`
    select l.organisation_id as "organisationId", null as "personId", l.id as "lotId", null as "messageId",
           json_build_object('title', l.title, 'text', p.alt_text, 'holder', o.name,
                             'photo', json_build_object('sha256', f.sha256, 'width', f.widths[1])) as seen
      from lot_photo p join visible_lots(${reader(ctx)}) l on l.id = p.lot_id join organisation o on o.id = l.organisation_id
      join stored_file f on f.id = p.file_id
     where p.public_id = ${id}::uuid and l.status <> 'draft'`,
  organisation: (_ctx, id) => sql`
    select o.id as "organisationId", null as "personId", null as "lotId", null as "messageId",
           json_build_object('title', o.name, 'text', concat_ws(e'\n', o.website, o.description), 'holder', o.name) as seen
      from organisation o where o.public_id = ${id}::uuid and o.kind <> 'private_person'`,
  // only who is written to reads a message
  message: (ctx, id) => sql`
    select m.organisation_id as "organisationId", m.person_id as "personId", null as "lotId", m.id as "messageId",
           json_build_object('title', p.name, 'text', m.body, 'holder', o.name) as seen
      from message m join ledger.reservation r on r.id = m.reservation_id join person p on p.id = m.person_id
      join organisation o on o.id = m.organisation_id
     where m.public_id = ${id}::uuid and m.hidden_at is null
       and ${reader(ctx)} in (r.holder_organisation_id, r.taker_organisation_id)
       and (${ctx.actor.person?.id ?? null}::bigint = r.taker_person_id
            or exists (select from membership k where k.person_id = ${ctx.actor.person?.id ?? null}::bigint
                        and k.organisation_id = ${reader(ctx)} and k.role in ('member', 'site_manager', 'administrator')))`,
};

/** What may be reported by whoever reads it; `not-found` for what they cannot see, `forbidden` for their own. */
export async function subjectOf(ctx: Ctx, kind: Reportable, id: string): Promise<Subject> {
  const [row] = await ctx.db.execute<Row>(FIND[kind](ctx, id));
  if (!row) return refuse('not-found');
  if (row.organisationId === ctx.actor.organisation?.id) return refuse('forbidden');
  return { ...row, kind, id };
}

/** What the operator opens a case on of its own accord. */
export async function subjectOfDesk(ctx: Ctx, kind: 'organisation' | 'person', id: string): Promise<Subject> {
  const [row] = await ctx.db.execute<Row>(
    kind === 'organisation'
      ? sql`select id as "organisationId", null as "personId", null as "lotId", null as "messageId",
                   json_build_object('title', name, 'text', description, 'holder', name) as seen
              from organisation where public_id = ${id}::uuid`
      : sql`select null as "organisationId", id as "personId", null as "lotId", null as "messageId",
                   json_build_object('title', name, 'holder', name) as seen
              from person where public_id = ${id}::uuid`,
  );
  return row ? { ...row, kind, id } : refuse('not-found');
}
