import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { pageOfLots } from '#app/domain/lots/queries.server.ts';
import type { Family } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { atTheNearest } from './nearest.ts';
import type { Anchor, Habit, NearbyLot, NearbySite, Neighbourhood } from './views.ts';

/** Each costs two looks at the market. */
const SITES = 6;
const LOTS = 6;
const NEIGHBOURS = 4;
const FAMILIES = 4;
export const REACH_KM = 50;

/** What is offered near the organisation's sites, its usual materials first, and whose sites are near. */
export async function neighbourhood(ctx: Ctx): Promise<Neighbourhood> {
  const { organisation } = ctx.actor;
  if (!organisation) return refuse('forbidden');
  const [usual, { anchors, others }] = await Promise.all([
    usualFamilies(ctx, organisation.id),
    anchorsOf(ctx, organisation.id),
  ]);
  const seen = await Promise.all(
    anchors.map(async (place) => ({ place, things: await lotsNear(ctx, place, usual) })),
  );
  const lots = atTheNearest(seen, {
    id: ({ card }) => card.publicId,
    metres: ({ card }) => card.distanceKm ?? 0,
  });
  const sites = atTheNearest(
    await Promise.all(
      anchors.map(async (place) => ({ place, things: await sitesNear(ctx, place, organisation.id) })),
    ),
    { id: ({ publicId }) => publicId, metres: ({ metres }) => metres },
  );
  return {
    usual,
    around: lots.map(({ place, things }, n) => ({
      anchor: place,
      lots: things,
      sites: sites[n]?.things ?? [],
    })),
    otherSites: others,
  };
}

/** The families it most took or offered lately; what it took weighs more. */
async function usualFamilies(ctx: Ctx, organisation: number): Promise<Neighbourhood['usual']> {
  const rows = await ctx.db.execute<{ family: Family; habit: Habit }>(sql`
    with done as (
      (select family_code, 1 as weight, 'listed' as habit from lot where organisation_id = ${organisation} order by id desc limit 300)
      union all
      (select l.family_code, 3, 'taken' from ledger.reservation r join lot l on l.id = r.lot_id
        where r.taker_organisation_id = ${organisation} order by r.id desc limit 300))
    select family_code as family, case when bool_or(habit = 'taken') then 'taken' else 'listed' end as habit
      from done group by family_code order by sum(weight) desc, family_code limit ${FAMILIES}`);
  return [...rows];
}

/** Its open sites, the latest first; its own commune when it has none. By the place everyone sees: addresses made of it are shared. */
async function anchorsOf(ctx: Ctx, organisation: number): Promise<{ anchors: Anchor[]; others: number }> {
  const rows = await ctx.db.execute<Anchor & { total: number } & Record<string, unknown>>(sql`
    select kind, public_id as site, name, public_lon as lon, public_lat as lat, count(*) over ()::int as total from site
     where organisation_id = ${organisation} and status = 'open' order by id desc limit ${SITES}`);
  const sites = [...rows].map(({ total: _, ...anchor }) => anchor);
  if (sites.length > 0) return { anchors: sites, others: (rows[0]?.total ?? 0) - sites.length };
  const [home] = await ctx.db.execute<Anchor & Record<string, unknown>>(sql`
    select 'home' as kind, null as site, c.name, c.lon, c.lat from commune c
     where c.lon is not null and c.code = coalesce((select commune_code from organisation where id = ${organisation}),
       (select commune_code from person where id = ${ctx.actor.person?.id ?? null}::bigint))`);
  return { anchors: home ? [home] : [], others: 0 };
}

/** The nearest it may reserve, of its usual families; completed with the nearest of any other. */
async function lotsNear(ctx: Ctx, { lon, lat }: Anchor, usual: Neighbourhood['usual']): Promise<NearbyLot[]> {
  const habits = new Map(usual.map(({ family, habit }) => [family, habit]));
  const asked = {
    near: { lon, lat },
    radius_km: REACH_KM,
    reservable: true,
    sort: 'distance',
    limit: LOTS,
  } as const;
  const known = habits.size > 0 ? (await pageOfLots(ctx, { ...asked, family: [...habits.keys()] })).lots : [];
  const any = known.length < LOTS ? (await pageOfLots(ctx, asked)).lots : [];
  const fill = any.filter((card) => known.every(({ publicId }) => publicId !== card.publicId));
  return [...known, ...fill].slice(0, LOTS).map((card) => ({ card, habit: habits.get(card.family) ?? null }));
}

/** Whose sites hold the nearest lots: read off the 400 nearest, whatever the density. */
async function sitesNear(ctx: Ctx, { lon, lat }: Anchor, organisation: number): Promise<NearbySite[]> {
  const rows = await ctx.db.execute<NearbySite & Record<string, unknown>>(sql`
    with near as (
      select l.site_id, l.organisation_id, l.commune_code, metres_between(lon_of(l.public_point), lat_of(l.public_point), ${lon}::float8, ${lat}::float8) as metres
        from (select l.* from visible_lots(${organisation}::bigint) l
               where l.status = 'published' and (l.offer_ends_at is null or l.offer_ends_at > (select ledger.clock()))
                 and l.organisation_id <> ${organisation}
               order by l.public_point <-> mercator(${lon}::float8, ${lat}::float8) limit 400) l)
    select s.public_id as "publicId", s.name, o.name as organisation, c.name as commune, n.lots, n.metres
      from (select site_id, organisation_id, commune_code, count(*)::int as lots, min(metres) as metres from near
             group by 1, 2, 3 having min(metres) <= ${REACH_KM * 1000} order by 5 limit ${NEIGHBOURS}) n
      join site s on s.id = n.site_id join organisation o on o.id = n.organisation_id join commune c on c.code = n.commune_code
     order by n.metres`);
  return [...rows];
}
