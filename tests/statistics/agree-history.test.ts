import fc from 'fast-check';
import { expect, it } from 'vitest';
import { territoryFigures } from '#app/domain/statistics/figures.server.ts';
import { call, expectOk, type Party, party, weighed } from '#tests/ledger/world.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { verifyLedger } from '../../scripts/ledger-verification.ts';
import { published } from './world.ts';

/** Two communes of one EPCI, one without EPCI, one with an EPT, one of La Réunion. */
const COMMUNES = ['35238', '35051', '29155', '93066', '97411'];
const PLACES = ['commune', 'epci', 'ept', 'departement', 'region', 'france'] as const;

const commune = fc.constantFrom(...COMMUNES);
const at = fc.nat(40);
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('offer' as const), from: commune, holder: fc.nat(1) }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      ...{ do: fc.constant('collect' as const), at, to: fc.option(commune, { nil: null }) },
      ...{
        units: fc.integer({ min: 1, max: 9 }),
        grams: fc.integer({ min: 1, max: 900_000 }),
        taker: fc.nat(1),
      },
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      ...{ do: fc.constant('correct' as const), at, units: fc.integer({ min: 0, max: 9 }) },
      ...{ grams: fc.integer({ min: 1, max: 900_000 }), consent: fc.constantFrom(true, true, false) },
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('hold', 'split', 'withdraw', 'relist', 'count'), at }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('postpone' as const), at, days: fc.integer({ min: 1, max: 30 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 5, max: 60 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What should count, said by whoever did it: one entry a hand-over, two more a correction. */
interface Entry {
  lot: number;
  holder: number;
  from: string;
  to: string | null;
  month: string;
  grams: number;
  handovers: number;
}
interface Lot {
  id: number;
  site: number;
  from: string;
  holder: Party;
  /** re-listed: it has counted once */
  counted: boolean;
}
interface Taken {
  lot: Lot;
  taker: Party;
  reservation: number;
  entry: Entry;
  units: number;
  seq: number;
}

class Story {
  readonly lots: Lot[] = [];
  readonly taken: Taken[] = [];
  readonly entries: Entry[] = [];
  corrections = 0;
  constructor(
    readonly sql: TestDatabase['owner'],
    readonly holders: Party[],
    readonly takers: Party[],
  ) {}

  async month(commune: string): Promise<string> {
    const [row] = await this.sql`
      select to_char(ledger.clock() at time zone zone_of(departement_code), 'YYYY-MM') as month from commune where code = ${commune}`;
    return String(row?.month);
  }

  async play(one: Step): Promise<void> {
    if (one.do === 'offer') return this.offer(one.from, this.holders[one.holder] as Party);
    if (one.do === 'wait') return this.wait(one.days);
    if (one.do === 'correct') {
      const taken = this.taken[one.at % Math.max(1, this.taken.length)];
      return taken && this.correct(taken, one);
    }
    if (one.do === 'relist') {
      const taken = this.taken[one.at % Math.max(1, this.taken.length)];
      return taken && this.relist(taken);
    }
    const lot = this.lots[one.at % Math.max(1, this.lots.length)];
    if (!lot) return;
    if ('days' in one) return this.postpone(lot, one.days);
    if ('grams' in one) return this.collect(lot, one);
    const { sql } = this;
    if (one.do === 'hold') await call(sql, 'reserve', this.takers[0] as Party, lot.id, 1000, 'own_works');
    if (one.do === 'withdraw') await call(sql, 'withdraw', lot.holder, lot.id, 1000, 'recycled', 'broken');
    if (one.do === 'count') await call(sql, 'change_stock', lot.holder, lot.id, 'add', 2000, 'recount');
    if (one.do === 'split') {
      const { outcome, into } = await call(sql, 'transfer', lot.holder, lot.id, 3000, null);
      if (outcome === 'ok') this.lots.push({ ...lot, id: Number(into) });
    }
  }

  async offer(from: string, holder: Party) {
    const { id } = await published(this.sql, { holder, from, units: 60 });
    const [row] = await this.sql`select site_id from lot where id = ${id}`;
    this.lots.push({ id, site: Number(row?.site_id), from, holder, counted: false });
  }

  /** Time passes; a year that is over is closed. */
  async wait(days: number) {
    await this.sql`update ledger.setting set clock_offset = clock_offset + make_interval(days => ${days})`;
    await this
      .sql`insert into ledger.closed_year (year) select y from generate_series(2026, extract(year from ledger.clock())::int - 1) y on conflict do nothing`;
    await this.sql`select ledger.expire_due(100)`;
  }

  async collect(lot: Lot, one: { to: string | null; units: number; grams: number; taker: number }) {
    const { sql } = this;
    const taker = this.takers[one.taker] as Party;
    const asked = await call(sql, 'reserve', taker, lot.id, one.units * 1000, 'own_works', 'yes', one.to);
    if (asked.outcome !== 'ok') return;
    const reservation = Number(asked.reservation);
    expectOk(await call(sql, 'accept', lot.holder, reservation));
    const ticket = weighed(one.grams);
    expectOk(await call(sql, 'confirm_handover', taker, reservation, one.units * 1000, ...ticket));
    const done = await call(sql, 'confirm_handover', lot.holder, reservation, one.units * 1000, ...ticket);
    const entry = {
      ...{ lot: lot.id, holder: lot.holder.organisation, from: lot.from, to: one.to },
      ...{ month: await this.month(lot.from), grams: one.grams, handovers: 1 },
    };
    if (!lot.counted) this.entries.push(entry);
    this.taken.push({ lot, taker, reservation, entry, units: one.units, seq: Number(done.movement) });
  }

  async correct(taken: Taken, one: { units: number; grams: number; consent: boolean }) {
    const { sql } = this;
    const { lot, taker, entry } = taken;
    const mass = one.units === 0 ? [null, null, null, null] : weighed(one.grams);
    const asked = await call(
      sql,
      'propose_correction',
      taker,
      lot.id,
      taken.seq,
      one.units * 1000,
      ...mass,
      null,
      null,
      'ticket',
    );
    if (asked.outcome !== 'ok') return;
    const answer = await call(sql, 'answer_correction', lot.holder, Number(asked.correction), one.consent);
    if (answer.state !== 'consented') return;
    this.corrections++;
    const [year] =
      await sql`select 1 from ledger.closed_year where year = ${Number(entry.month.slice(0, 4))}`;
    const month = year ? await this.month(lot.from) : entry.month;
    const anew = { ...entry, month, grams: one.grams };
    if (!lot.counted) {
      this.entries.push({ ...entry, month, grams: -entry.grams, handovers: -1 });
      if (one.units > 0) this.entries.push(anew);
    }
    const [line] =
      await sql`select max(seq) as seq from ledger.movement where reservation_id = ${taken.reservation} and kind = 'collect'`;
    Object.assign(taken, { entry: anew, units: one.units, seq: Number(line?.seq) });
    if (one.units === 0) this.taken.splice(this.taken.indexOf(taken), 1);
  }

  /** The taker offers again what it took: it never counts a second time. */
  async relist({ lot, taker, reservation }: Taken) {
    const { sql } = this;
    const [home] = await sql`
      insert into site (organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat)
      select ${taker.organisation}, 'depot', 'Depot', code, lon, lat, 'commune', lon, lat from commune where code = ${lot.from} returning id`;
    const made = await call(sql, 'relist', taker, reservation, Number(home?.id), 1000);
    if (made.outcome !== 'ok') return;
    await sql`update lot set price_cents = 0 where id = ${Number(made.lot)}`;
    if ((await call(sql, 'publish', taker, Number(made.lot))).outcome !== 'ok') return;
    this.lots.push({
      id: Number(made.lot),
      site: Number(home?.id),
      from: lot.from,
      holder: taker,
      counted: true,
    });
  }

  async postpone(lot: Lot, days: number) {
    const [seen] = await this.sql`select ledger.site_seen(${lot.site}) as seen`;
    await call(this.sql, 'postpone_site', lot.holder, lot.site, days, String(seen?.seen));
  }
}

const sumBy = (entries: readonly Entry[], keyOf: (entry: Entry) => string | null | undefined) => {
  const sums: Record<string, number> = {};
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key) sums[key] = (sums[key] ?? 0) + entry.grams;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, grams]) => grams !== 0));
};
const read = (rows: readonly unknown[]) =>
  Object.fromEntries(
    (rows as readonly { key: unknown; grams: unknown }[])
      .map(({ key, grams }): [string, number] => [String(key), Number(grams)])
      .filter(([, grams]) => grams !== 0),
  );

it('totals by lot, organisation, commune, EPCI, EPT, département, région and France agree, whatever the history', {
  timeout: 240_000,
}, async () => {
  let corrections = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 45 }), async (steps) => {
      const { owner: sql, db } = await freshDatabase();
      await sql`update ledger.delay set open_unproven = 1000`;
      const parties = await Promise.all(
        ['firm', 'landlord', 'firm', 'association'].map((kind) => party(sql, kind)),
      );
      const story = new Story(sql, parties.slice(0, 2), parties.slice(2));
      await story.offer('35238', parties[0] as Party);
      for (const one of steps) await story.play(one);
      corrections += story.corrections;
      const { entries } = story;

      expect(
        read(await sql`select lot_id as key, sum(mass_g) as grams from ledger.counted group by 1`),
      ).toEqual(sumBy(entries, ({ lot }) => String(lot)));
      expect(
        read(
          await sql`select m.holder_organisation_id as key, sum(c.mass_g) as grams from ledger.counted c join ledger.movement m using (lot_id, seq) group by 1`,
        ),
      ).toEqual(sumBy(entries, ({ holder }) => String(holder)));

      const rows =
        await sql`select code, epci_siren as epci, ept_code as ept, departement_code as departement, region_code as region, 'fr' as france
        from commune where code in ${sql(COMMUNES)}`;
      const home = new Map(
        rows.map((row) => [String(row.code), { ...row, commune: row.code } as Record<string, string>]),
      );
      for (const view of ['origin', 'destination'] as const) {
        const placeOf = (entry: Entry) => home.get((view === 'origin' ? entry.from : entry.to) ?? '');
        for (const level of PLACES) {
          const expected = sumBy(entries, (entry) => {
            const code = placeOf(entry)?.[level];
            return code && `${code} ${entry.month}`;
          });
          const keyed = sql`code || ' ' || to_char(month, 'YYYY-MM')`;
          expect([
            level,
            view,
            read(
              await sql`select ${keyed} as key, sum(mass_g) as grams from ledger.total where level = ${level} and view = ${view} group by 1`,
            ),
          ]).toEqual([level, view, expected]);
          expect(
            read(
              await sql`select ${keyed} as key, sum(mass_g) as grams from ledger.total_kind where level = ${level} and view = ${view} group by 1`,
            ),
          ).toEqual(expected);
          const ctx = {
            ...{
              db,
              actor: { person: null, organisation: null, via: 'none' as const },
              locale: 'fr' as const,
            },
            now: new Date(String((await sql`select ledger.clock()::text as now`)[0]?.now)),
          };
          for (const code of new Set(entries.flatMap((entry) => placeOf(entry)?.[level] ?? []))) {
            const inside = entries.filter((entry) => placeOf(entry)?.[level] === code);
            const { massG, handovers } = await territoryFigures(ctx, { level, code }, view);
            expect([level, code, massG, handovers]).toEqual([
              ...[level, code, inside.reduce((sum, entry) => sum + entry.grams, 0)],
              inside.reduce((sum, entry) => sum + entry.handovers, 0),
            ]);
          }
        }
      }
      const [flow] = await sql`select coalesce(sum(mass_g), 0)::bigint as grams from ledger.flow`;
      expect(flow?.grams).toBe(entries.reduce((sum, entry) => sum + entry.grams, 0));
      expect(await sql`select * from ledger.audit`).toEqual([]);
      expect((await verifyLedger(sql)).breaks).toEqual([]);
    }),
    { numRuns: 4, seed: 20_261_123, endOnFailure: true },
  );
  expect(corrections).toBeGreaterThan(5);
});
