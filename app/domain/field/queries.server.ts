import { type SQL, sql } from 'drizzle-orm';
import type { Actor, Ctx } from '#app/domain/context.ts';
import { materialTypes } from '#app/domain/materials/queries.server.ts';
import type { MandateScope } from '#app/domain/sites/mandate-schema.ts';
import { entrustedSites } from '#app/domain/sites/mandates.server.ts';
import { canManageSite } from '#app/domain/sites/policy.ts';
import type { FieldAccount, FieldData, FieldHandOver, FieldLot, FieldSite, FieldType } from './views.ts';
import { FIELD_FORMAT } from './vocabulary.ts';

export const isCrew = ({ onBehalf }: Actor): boolean => onBehalf !== undefined && 'crewLinkId' in onBehalf.by;

const MOST_LOTS = 2000;
const MOST_HAND_OVERS = 300;

const lotColumns = sql`
  l.public_id as "publicId", s.public_id as site, l.title, l.type_code as "typeCode", l.family_code as family, l.unit,
  l.step_milli as "stepMilli", l.status, l.condition,
  case when k.lot_id is null then coalesce(l.quantity_milli, 0) else k.available + k.held end as "onSiteMilli",
  case when k.lot_id is null then 0 else k.available + k.held - ledger.left_of(l.id) end as "heldMilli",
  (select count(*)::int from lot_photo p where p.lot_id = l.id) as photos,
  nullif(concat_ws(', ', l.building, l.level, l.room), '') as place, to_json(l.updated_at) #>> '{}' as "updatedAt"`;

const lotJoins = sql`join site s on s.id = l.site_id left join ledger.stock k on k.lot_id = l.id`;

const said = (side: SQL): SQL => {
  const of = (column: string, whose: string) => sql.raw(`d.${whose}_${column}`);
  const words = (whose: string) => sql`case when ${of('at', whose)} is null then null else json_build_object(
    'quantityMilli', ${of('qty', whose)}, 'massG', ${of('mass_g', whose)}, 'weighed', coalesce(${of('evidence', whose)} = 'A', false),
    'pickedUpOn', ${of('picked_up_on', whose)}, 'identicalUse', ${of('identical_use', whose)}) end`;
  return sql`case when ${side} then ${words('holder')} else ${words('taker')} end`;
};

/** Whoever acts for a holder stands on its side. */
const asTaker = (me: SQL): SQL =>
  sql`(r.taker_organisation_id = ${me} and r.holder_organisation_id <> ${me})`;

/** A crew reads who comes as its own pages say it: an organisation's name, of a private person the first name. */
const nameOfTaker = ({ actor }: Ctx): SQL =>
  isCrew(actor)
    ? sql`coalesce(case when k.kind <> 'private_person' then k.name end,
        (select split_part(trim(p.name), ' ', 1) from person p where p.id = coalesce(who_follows(r.taker_organisation_id, r.taker_person_id), r.taker_person_id)), '')`
    : sql`k.name`;

const handOverColumns = (ctx: Ctx, me: SQL): SQL => sql`
  r.public_id as reservation, case when ${asTaker(me)} then 'taker' else 'holder' end as side, r.state,
  json_build_object('publicId', l.public_id, 'title', l.title, 'family', l.family_code, 'unit', l.unit, 'stepMilli', l.step_milli) as lot,
  json_build_object('publicId', s.public_id, 'name', s.name) as site,
  case when ${asTaker(me)} then h.name else ${nameOfTaker(ctx)} end as other, case when r.held > 0 then r.held else r.qty end as "quantityMilli",
  l.mass_basis as "massBasis", to_json(r.expires_at) #>> '{}' as "expiresAt",
  r.held > 0 and not r.expiry_suspended and r.expires_at <= ledger.clock() as lapsed,
  zone_of(c.departement_code) as zone, d.state as handover,
  ${said(sql`not ${asTaker(me)}`)} as mine, ${said(asTaker(me))} as theirs`;

const handOverJoins = sql`
  join lot l on l.id = r.lot_id join site s on s.id = l.site_id join commune c on c.code = s.commune_code
  join organisation h on h.id = r.holder_organisation_id join organisation k on k.id = r.taker_organisation_id
  left join ledger.handover d on d.reservation_id = r.id and d.state <> 'cancelled'`;

const among = (ids: readonly string[]): SQL =>
  ids.length === 0
    ? sql`(null::uuid)`
    : sql`(${sql.join(
        ids.map((id) => sql`${id}::uuid`),
        sql`, `,
      )})`;

/** Its own organisation's part, for site managers and administrators; nothing for members and analysts. */
const own = ({ actor }: Ctx): SQL => {
  const organisationId = actor.organisation?.id ?? 0;
  return sql`${canManageSite(actor, { organisationId }) ? organisationId : null}::bigint`;
};

/** Whoever acts on one site only reads nothing of the others of the same organisation. */
const onlyThere = ({ actor }: Ctx): SQL =>
  actor.onBehalf ? sql`l.site_id = ${actor.onBehalf.siteId}` : sql`true`;

/** The open sites whose lots the actor may list and count: its organisation's own, and those it holds a mandate for. */
async function sitesToManage(ctx: Ctx, entrusted: readonly string[]): Promise<FieldSite[]> {
  return [
    ...(await ctx.db.execute<FieldSite & Record<string, unknown>>(sql`
      select s.public_id as "publicId", s.name, c.name as commune, s.kind, s.ends_on::text as "endsOn", zone_of(c.departement_code) as zone
        from site s join commune c on c.code = s.commune_code
       where (s.organisation_id = ${own(ctx)} or s.public_id in ${among(entrusted)}) and s.status = 'open'
       order by s.id desc limit 200`)),
  ];
}

async function lotsOf(ctx: Ctx, sites: readonly FieldSite[]): Promise<FieldLot[]> {
  return [
    ...(await ctx.db.execute<FieldLot & Record<string, unknown>>(sql`
      select ${lotColumns} from lot l ${lotJoins}
       where s.public_id in ${among(sites.map(({ publicId }) => publicId))} and l.status <> 'withdrawn'
       order by l.id desc limit ${MOST_LOTS}`)),
  ];
}

/** Accepted reservations of either side, those that end first at the top. */
async function openHandOvers(ctx: Ctx, entrusted: readonly string[]): Promise<FieldHandOver[]> {
  const { organisation } = ctx.actor;
  if (!organisation || organisation.role === 'analyst') return [];
  const me = sql`${organisation.id}::bigint`;
  return [
    ...(await ctx.db.execute<FieldHandOver & Record<string, unknown>>(sql`
      select ${handOverColumns(ctx, me)} from ledger.reservation r ${handOverJoins}
       where (r.holder_organisation_id = ${own(ctx)} or r.taker_organisation_id = ${me} or s.public_id in ${among(entrusted)})
         and r.state in ('accepted', 'scheduled') order by r.expires_at, r.id limit ${MOST_HAND_OVERS}`)),
  ];
}

interface Reach {
  sites: FieldSite[];
  /** public ids of the sites of others where it may hand over */
  handsOver: readonly string[];
}

/** Where the actor works: its own organisation's sites, those entrusted to it; a crew on its one site. */
async function reachOf(ctx: Ctx): Promise<Reach> {
  const { onBehalf } = ctx.actor;
  if (onBehalf) {
    const [there] = await ctx.db.execute<{ id: string }>(
      sql`select public_id as id from site where id = ${onBehalf.siteId}`,
    );
    const ids = there ? [there.id] : [];
    return { sites: await sitesToManage(ctx, ids), handsOver: ids };
  }
  const manages = canManageSite(ctx.actor, { organisationId: ctx.actor.organisation?.id ?? 0 });
  const mandates = manages ? (await entrustedSites(ctx)).filter(({ state }) => state === 'running') : [];
  const entrusted = (scope: MandateScope) =>
    mandates.filter(({ scopes }) => scopes.includes(scope)).map(({ site }) => site.publicId);
  return { sites: await sitesToManage(ctx, entrusted('list')), handsOver: entrusted('handover') };
}

/** What a phone keeps to work without signal: only what its account may act on. */
export async function fieldData(ctx: Ctx, account: FieldAccount, name: string): Promise<FieldData> {
  const { actor } = ctx;
  const { sites, handsOver } = await reachOf(ctx);
  const crew = isCrew(actor);
  const [lots, handOvers, types] = await Promise.all([
    lotsOf(ctx, sites),
    openHandOvers(ctx, handsOver),
    crew ? [] : materialTypes(ctx),
  ]);
  return {
    format: FIELD_FORMAT,
    account,
    crew,
    locale: ctx.locale,
    person: name,
    organisation: actor.organisation?.name ?? '',
    at: ctx.now.toISOString(),
    sites,
    lots,
    handOvers,
    types: types.map(
      ({ code, family, core, nameFr, nameEn, synonymsFr, unit, unitMassG }): FieldType => ({
        code,
        family: family as FieldType['family'],
        core,
        nameFr,
        nameEn,
        synonymsFr,
        unit,
        massKnown: unitMassG !== null,
      }),
    ),
  };
}

/** One lot as it stands now, for its own organisation; null for anyone else. */
export async function fieldLot(ctx: Ctx, publicId: string): Promise<FieldLot | null> {
  const [row] = await ctx.db.execute<FieldLot & Record<string, unknown>>(sql`
    select ${lotColumns} from lot l ${lotJoins}
     where l.public_id = ${publicId}::uuid and l.organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint
       and ${onlyThere(ctx)}`);
  return row ?? null;
}

/** One hand-over as it stands now, for one of its two sides; null for anyone else. */
export async function fieldHandOver(ctx: Ctx, reservation: string): Promise<FieldHandOver | null> {
  const { organisation } = ctx.actor;
  if (!organisation || organisation.role === 'analyst') return null;
  const me = sql`${organisation.id}::bigint`;
  const [row] = await ctx.db.execute<FieldHandOver & Record<string, unknown>>(sql`
    select ${handOverColumns(ctx, me)} from ledger.reservation r ${handOverJoins}
     where r.public_id = ${reservation}::uuid and ${me} in (r.holder_organisation_id, r.taker_organisation_id)
       and ${onlyThere(ctx)}`);
  return row ?? null;
}
