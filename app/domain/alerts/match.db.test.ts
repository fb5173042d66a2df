import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { type Party, party } from '#tests/ledger/world.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { criteriaOf } from './criteria.ts';
import { takeDigest } from './digest.server.ts';
import { matchLots } from './match.server.ts';
import { reachOf } from './reach.server.ts';

/** What a lot of these cases is, and what an alert asks of it, in plain TypeScript: the filter the SQL must agree with. */
interface Lot {
  type: string;
  price: number | null;
  condition: string;
  east: number;
}
interface Asked {
  types: string[];
  most: number | null;
  free: boolean;
  condition: string | null;
  /** kilometres east of the origin, and around it */
  near: { east: number; km: number } | null;
}

const ORIGIN = { lon: -1.68, lat: 48.11 };
const KM_PER_DEGREE = 111.195 * Math.cos((ORIGIN.lat * Math.PI) / 180);
const lonAt = (km: number) => Number((ORIGIN.lon + km / KM_PER_DEGREE).toFixed(6));
const answers = (asked: Asked, lot: Lot) =>
  (asked.types.length === 0 || asked.types.includes(lot.type)) &&
  (asked.most === null || (lot.price !== null && lot.price <= asked.most)) &&
  (!asked.free || lot.price === 0) &&
  (asked.condition === null || lot.condition === asked.condition) &&
  (asked.near === null || Math.abs(asked.near.east - lot.east) <= asked.near.km);
const cheaper = (now: number | null, before: number | null) =>
  now !== null && (before === null ? now === 0 : now < before);

const queryOf = ({ types, most, free, condition, near }: Asked) => {
  const params = new URLSearchParams();
  if (types.length > 0) params.set('type', types.join(','));
  if (most !== null) params.set('price_max', String(most));
  if (free) params.set('free', '1');
  if (condition) params.set('condition', condition);
  if (near) {
    params.set('near', `${lonAt(near.east)},${ORIGIN.lat}`);
    params.set('radius_km', String(near.km));
  }
  return criteriaOf(params).query;
};

let world: TestDatabase;
let types: { code: string; family: string }[];
let holder: Party;
let ctx: Ctx;
beforeAll(async () => {
  world = await freshDatabase();
  holder = await party(world.owner);
  const rows = await world.owner`select code, family_code as family from material_type order by code limit 4`;
  types = rows.map(({ code, family }) => ({ code: String(code), family: String(family) }));
  ctx = {
    db: world.db,
    now: new Date(),
    locale: 'fr',
    actor: { person: null, organisation: null, via: 'job' },
  };
});

const place = new Map<number, number>();
async function siteAt(east: number): Promise<number> {
  const known = place.get(east);
  if (known) return known;
  const [row] = await world.owner`
    insert into site (organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat)
    values (${holder.organisation}, 'works', 'Works', '35238', ${lonAt(east)}, ${ORIGIN.lat}, 'drag', ${lonAt(east)}, ${ORIGIN.lat}) returning id`;
  place.set(east, Number(row?.id));
  return Number(row?.id);
}

async function publish(lot: Lot): Promise<number> {
  const site = await siteAt(lot.east);
  const family = types.find(({ code }) => code === lot.type)?.family ?? '';
  const [row] = await world.owner`
    insert into lot (organisation_id, site_id, type_code, family_code, title, unit, quantity_milli, step_milli, unit_mass_g, mass_basis,
      origin_site_id, origin_commune_code, public_point, cell, commune_code, price_cents, condition)
    values (${holder.organisation}, ${site}, ${lot.type}, ${family}, 'Lot', 'u', 1000, 1000, 1000, 'measured', ${site}, '35238', point(0, 0), 0,
      '35238', ${lot.price}, ${lot.condition}) returning id`;
  await world.owner`select ledger.publish(${holder.organisation}, ${holder.person}, ${randomUUID()}, ${Number(row?.id)})`;
  return Number(row?.id);
}

async function alertOf(asked: Asked, taker: Party): Promise<number> {
  const { filters, query } = criteriaOf(queryOf(asked));
  const { wants, area } = await reachOf(ctx, filters);
  const [row] = await world.db.execute<{ id: number }>(
    sql`insert into alert (person_id, organisation_id, name, query, wants, area, rhythm)
      values (${taker.person}, ${taker.organisation}, 'Alert', ${query || 'free='}, ${wants}, ${area}, 'at_once') returning id`,
  );
  return row?.id ?? 0;
}

const price = fc.constantFrom(null, 0, 100, 200, 300);
const condition = fc.constantFrom('new', 'good', 'fair');
// places never on the edge of a radius: the great circle decides there, to the metre
const east = fc.constantFrom(0, 3, 8, 20, 45);
const lotOf = (codes: string[]) => fc.record({ type: fc.constantFrom(...codes), price, condition, east });
const askedOf = (codes: string[]) =>
  fc.record({
    types: fc.subarray(codes, { maxLength: 2 }),
    most: fc.option(fc.constantFrom(100, 200), { nil: null }),
    free: fc.boolean(),
    condition: fc.option(condition, { nil: null }),
    near: fc.option(fc.record({ east, km: fc.constantFrom(2, 6, 15, 30) }), { nil: null }),
  });

it('an alert sends what a plain filter keeps, minus what it has sent, unless cheaper', async () => {
  const codes = types.map(({ code }) => code);
  await fc.assert(
    fc.asyncProperty(
      fc.array(lotOf(codes), { minLength: 1, maxLength: 8 }),
      fc.array(askedOf(codes), { minLength: 1, maxLength: 6 }),
      fc.array(price, { minLength: 8, maxLength: 8 }),
      async (lots, asks, prices) => {
        const takers = await Promise.all(asks.map(() => party(world.owner)));
        for (const [n, asked] of asks.entries()) await alertOf(asked, takers[n] as Party);
        const ids: number[] = [];
        for (const lot of lots) ids.push(await publish(lot));
        const sent = asks.map(() => new Map<number, number | null>());
        const round = async () => {
          await matchLots(ctx, ids);
          for (const [n, asked] of asks.entries()) {
            const digest = await world.db.transaction((tx) =>
              takeDigest({ ...ctx, db: tx }, takers[n]?.person ?? 0),
            );
            const expected = lots.flatMap((lot, at) => {
              const before = sent[n]?.get(at);
              const fresh = before === undefined || cheaper(lot.price, before);
              return answers(asked, lot) && fresh ? [at] : [];
            });
            const rows = await world.owner`select id, public_id from lot where id = any(${ids})`;
            const at = new Map(rows.map((row) => [String(row.public_id), ids.indexOf(Number(row.id))]));
            const told =
              digest?.alerts.flatMap((alert) => alert.lots.map((lot) => at.get(lot.publicId) ?? -1)) ?? [];
            expect([...told].sort()).toEqual([...expected].sort());
            for (const one of expected) sent[n]?.set(one, lots[one]?.price ?? null);
          }
        };
        await round();
        await round();
        for (const [n, lot] of lots.entries()) {
          lot.price = prices[n] ?? null;
          await world.owner`update lot set price_cents = ${lot.price} where id = ${ids[n] ?? 0}`;
        }
        await round();
        await world.owner`delete from alert where person_id = any(${takers.map(({ person }) => person)})`;
      },
    ),
    { numRuns: 12 },
  );
});

it('two thousand alerts and five hundred lots at once cost seconds', async () => {
  const LOTS = 500;
  const taker = await party(world.owner);
  const [{ ids } = { ids: [] }] = await world.owner`
    with s as (insert into site (organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat)
        values (${holder.organisation}, 'works', 'Many', '35238', ${ORIGIN.lon}, ${ORIGIN.lat}, 'drag', ${ORIGIN.lon}, ${ORIGIN.lat}) returning id),
      l as (insert into lot (organisation_id, site_id, type_code, family_code, title, unit, quantity_milli, step_milli, unit_mass_g, mass_basis,
          origin_site_id, origin_commune_code, public_point, cell, commune_code, price_cents)
        select ${holder.organisation}, s.id, t.code, t.family_code, 'Lot', 'u', 1000, 1000, 1000, 'measured', s.id, '35238', point(0, 0), 0, '35238', n
          from s, generate_series(1, ${LOTS}) n
          join lateral (select * from material_type order by code offset n % 100 limit 1) t on true returning id)
    select array_agg(id) as ids from l`;
  await world.owner`update lot set status = 'published', published_at = ledger.clock() where id = any(${ids})`;
  await world.owner`insert into lot_audience (lot_id, audience, opens_at) select unnest(${ids}::bigint[]), 'public', ledger.clock()`;
  // spread over France, one in five anywhere, each of one to three types, prices all different
  await world.owner`
    insert into alert (person_id, name, query, wants, area, rhythm)
    select ${taker.person}, 'n', 'price_max=' || n || '&type=' || t.code, array[t.code],
           case when n % 5 > 0 then box(point(x - 20000, y - 20000), point(x + 20000, y + 20000)) end, 'daily'
      from generate_series(1, 2000) n
      join lateral (select code from material_type order by code offset n % 160 limit 1) t on true,
      lateral (select -500000 + (n * 7919 % 1300) * 1000.0 as x, 5200000 + (n * 104729 % 1400) * 1000.0 as y) p`;
  await world.owner`analyze lot`;
  await world.owner`analyze alert`;
  const began = performance.now();
  const touched = await matchLots(ctx, ids as number[]);
  const ms = performance.now() - began;
  expect(touched).toBeGreaterThan(50);
  expect(ms).toBeLessThan(20_000);
  process.stdout.write(`2,000 alerts x ${LOTS} lots: ${Math.round(ms)} ms, ${touched} alerts touched\n`);
});
