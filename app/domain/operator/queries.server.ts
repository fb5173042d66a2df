import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { mayManageMembers } from '#app/domain/organisations/policy.ts';
import { refuse } from '#app/domain/refusal.ts';
import { isOperator } from './policy.ts';
import type { ActFilters } from './schema.ts';
import type { ActConcerning, LoggedAct } from './views.ts';

const PAGE = 50;
const MINE = 50;

/** The log, newest first; `after` is the public id of the last one already seen. */
export async function loggedActs(
  ctx: Ctx,
  { act, about, from, until }: ActFilters,
  after: string | null,
): Promise<{ acts: LoggedAct[]; next: string | null }> {
  if (!isOperator(ctx.actor)) return refuse('not-found');
  const conditions = [
    act && sql`a.act = ${act}`,
    about &&
      sql`(a.subject_id = ${about} or a.concerns_organisation_id = (select id from organisation where slug = ${about}))`,
    from && sql`a.at >= (${from}::date at time zone 'Europe/Paris')`,
    until && sql`a.at < ((${until}::date + 1) at time zone 'Europe/Paris')`,
    after && sql`a.id < (select b.id from operator_act b where b.public_id = ${after}::uuid)`,
  ].filter((one): one is SQL => Boolean(one));
  const where = conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``;
  const rows = [
    ...(await ctx.db.execute<LoggedAct & Record<string, unknown>>(sql`
      select a.public_id as "publicId", a.act, a.reason, to_json(a.at) #>> '{}' as at, coalesce(p.name, a.script_login) as by,
             a.person_id is null as script, a.subject_kind as "subjectKind", a.subject_id as "subjectId", a.details,
             case when o.id is not null then json_build_object('name', o.name, 'slug', o.slug) end as organisation, c.public_id as person
        from operator_act a left join person p on p.id = a.person_id
        left join organisation o on o.id = a.concerns_organisation_id left join person c on c.id = a.concerns_person_id
       ${where} order by a.id desc limit ${PAGE + 1}`)),
  ];
  const acts = rows.slice(0, PAGE);
  return { acts, next: rows.length > PAGE ? (acts.at(-1)?.publicId ?? null) : null };
}

const concerning = async (ctx: Ctx, whom: SQL): Promise<ActConcerning[]> => [
  ...(await ctx.db.execute<ActConcerning & Record<string, unknown>>(sql`
    select a.public_id as "publicId", a.act, a.reason, to_json(a.at) #>> '{}' as at
      from operator_act a where ${whom} order by a.id desc limit ${MINE}`)),
];

/** The latest acts about the acting organisation, for its administrators; nothing for the others. */
export async function actsAboutMyOrganisation(ctx: Ctx): Promise<ActConcerning[]> {
  const { organisation } = ctx.actor;
  if (!organisation || !mayManageMembers(ctx.actor, organisation.id)) return [];
  return concerning(ctx, sql`a.concerns_organisation_id = ${organisation.id}`);
}

/** The latest acts about whoever is signed in: their account, and the organisation they are alone in. */
export async function actsAboutMe(ctx: Ctx): Promise<ActConcerning[]> {
  const { person, organisation } = ctx.actor;
  if (!person) return [];
  const alone = organisation?.kind === 'private_person' ? organisation.id : null;
  return concerning(
    ctx,
    sql`(a.concerns_person_id = ${person.id} or a.concerns_organisation_id = ${alone}::bigint)`,
  );
}
