import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { acting } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { importer } from '#tests/support/diagnoses.ts';
import { makeSite } from '#tests/support/factories.ts';

const EXAMPLE = readFileSync('public/modele-diagnostic-pemd.csv');

async function world() {
  const database = await testDatabase();
  const who = await acting(database);
  const site = await makeSite(database.owner, who.party);
  return { database, who, site, ...importer(database, who, site) };
}

it('reads the example, guesses what it is, and makes draft lots of it', async () => {
  const { read, seen, rows, accept, lots } = await world();
  const id = await read(EXAMPLE, 'exemple.csv');
  expect(await seen(id)).toMatchObject({ state: 'read', problem: null, rows: 3, skipped: 0, refused: 0 });
  const lines = await rows(id);
  expect(lines.map(({ line, ref, type, by }) => [line, ref, type, by])).toEqual([
    [2, 'PEM-001', 'MIN-02', 'guess'],
    [3, 'PEM-002', 'COU-01', 'guess'],
    [4, 'PEM-003', 'CVC-01', 'guess'],
  ]);
  await accept(id);
  expect(await seen(id)).toMatchObject({ state: 'accepted' });
  const made = await lots();
  expect(
    made.map(({ pemd_ref, quantity_milli, unit, unit_mass_g, mass_basis, status }) => [
      pemd_ref,
      quantity_milli,
      unit,
      unit_mass_g,
      mass_basis,
      status,
    ]),
  ).toEqual([
    ['PEM-001', 42000, 'u', 28000, 'declared', 'draft'],
    ['PEM-002', 312500, 'm2', 40000, 'declared', 'draft'],
    ['PEM-003', 18000, 'u', expect.any(Number), 'default', 'draft'],
  ]);
});
