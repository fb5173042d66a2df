import fc from 'fast-check';
import { expect, it } from 'vitest';
import { diverted } from '#app/domain/statistics/diverted.server.ts';
import { territoryFigures } from '#app/domain/statistics/figures.server.ts';
import { homeFigures } from '#app/domain/statistics/queries.server.ts';
import type { Level } from '#app/domain/territories/vocabulary.ts';
import { party } from '#tests/ledger/world.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { verifyLedger } from '../../scripts/ledger-verification.ts';
import { collected, published } from './world.ts';

/** Rennes and Cesson (one EPCI), Brest and Ouessant (no EPCI), Saint-Denis (EPT), Saint-Denis of La Réunion. */
const COMMUNES = ['35238', '35051', '29019', '29155', '93066', '97411'];
const TYPES = ['MAC-01', 'COU-01', 'MIN-01'];

const operation = fc.record({
  from: fc.constantFrom(...COMMUNES),
  to: fc.constantFrom(...COMMUNES),
  units: fc.integer({ min: 1, max: 50 }),
  type: fc.constantFrom(...TYPES),
  line: fc.constantFrom('reemploi', 'reutilisation', 'new_surplus', 'other_use' as const),
  basis: fc.constantFrom('measured', 'declared', 'default' as const),
  person: fc.boolean(),
});

it('totals by lot, commune, EPCI, département, région and France agree, in both views', {
  timeout: 60_000,
}, async () => {
  const { db, owner } = await freshDatabase();
  const ctx = {
    db,
    actor: { person: null, organisation: null, via: 'none' as const },
    now: new Date(),
    locale: 'fr' as const,
  };
  const [holder, firm, person] = [
    await party(owner),
    await party(owner),
    await party(owner, 'private_person'),
  ];
  const usual =
    await owner`select code from material_type where unit = 'u' and mass_low_g < unit_mass_g and mass_high_g > unit_mass_g`;
  const known = new Set(usual.map((row) => row.code));
  const fallback = usual.map((row) => String(row.code)).sort()[0] ?? '';
  const operations = fc.sample(operation, { numRuns: 30, seed: 20_261_122 });
  const done: { from: string; to: string; grams: number; family: string; person: boolean }[] = [];
  const aside: ({ line: string } & (typeof done)[number])[] = [];
  for (const { person: isPerson, type, ...one } of operations) {
    const taker = isPerson ? person : firm;
    const counted = known.has(type) ? type : fallback;
    const grams = await collected(owner, { ...one, type: counted, holder, taker });
    const operation = { ...one, grams, family: counted.slice(0, 3), person: isPerson };
    (one.line === 'new_surplus' || one.line === 'other_use' ? aside : done).push(operation);
  }
  const members =
    await owner`select code, epci_siren as epci, ept_code as ept, departement_code as departement,
    region_code as region, 'fr' as france from commune where code in ${owner(COMMUNES)}`;
  const levels: Level[] = ['commune', 'epci', 'ept', 'departement', 'region', 'france'];
  for (const view of ['origin', 'destination'] as const) {
    for (const level of levels) {
      const codes = new Set(
        members.map((row) => (level === 'commune' ? row.code : row[level])).filter(Boolean),
      );
      for (const code of codes) {
        const inside = new Set(
          members
            .filter((row) => (level === 'commune' ? row.code : row[level]) === code)
            .map((row) => row.code),
        );
        const mine = done.filter((one) => inside.has(view === 'origin' ? one.from : one.to));
        const expected = mine.reduce((grams, one) => grams + one.grams, 0);
        const key = { level, code };
        const figures = await territoryFigures(ctx, key, view);
        expect([level, code, view, figures.massG, figures.handovers]).toEqual([
          level,
          code,
          view,
          expected,
          mine.length,
        ]);
        const add = (cells: readonly { massG: number }[]) =>
          cells.reduce((grams, cell) => grams + cell.massG, 0);
        for (const cut of [figures.lines, figures.evidence, figures.families])
          expect(add(cut)).toBe(expected);
        expect(figures.months.at(-1)).toMatchObject({ handovers: mine.length });
        for (const { line, massG, handovers } of figures.aside) {
          const apart = aside.filter(
            (one) => one.line === line && inside.has(view === 'origin' ? one.from : one.to),
          );
          expect([massG, handovers]).toEqual([add(apart.map((one) => ({ massG: one.grams }))), apart.length]);
        }
        expect(figures.lowG <= figures.massG && figures.massG <= figures.highG).toBe(true);
        for (const by of ['month', 'family', 'evidence', 'territory'] as const) {
          const answer = await diverted(ctx, { territory: key, view, by });
          const kg = answer?.by.reduce((sum, cell) => sum + cell.kg, 0) ?? Number.NaN;
          expect(kg).toBeCloseTo(expected / 1000, 6);
          expect(answer?.total_kg).toBe(expected / 1000);
        }
        for (const cell of figures.families) {
          if (cell.key === 'other' || cell.handovers >= 3) continue;
          expect(mine.filter((one) => one.family === cell.key && one.person)).toEqual([]);
        }
      }
    }
  }
  expect(new Set(aside.map(({ line }) => line)).size).toBe(2);
  await owner`insert into ledger.rebuild (reason) values ('what is aside is remade as well')`;
  expect(await owner`select * from ledger.audit`).toEqual([]);
  expect((await verifyLedger(owner)).breaks).toEqual([]);
  await published(owner, { holder, from: '35238' });
  const home = await homeFigures(ctx);
  expect(home).toEqual({
    lots: 1,
    divertedGrams: done.reduce((grams, one) => grams + one.grams, 0),
    communes: new Set(done.map((one) => one.from)).size,
  });
});
