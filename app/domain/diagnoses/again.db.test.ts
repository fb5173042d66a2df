import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { dropOldDiagnoses } from '#app/jobs/diagnoses/tidy.server.ts';
import { acting, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { importer } from '#tests/support/diagnoses.ts';
import { makeReservation, makeSite } from '#tests/support/factories.ts';
import { cancelDiagnosis } from './commands/cancel-diagnosis.server.ts';
import { correctRow } from './commands/correct-row.server.ts';
import { mapColumns } from './commands/map-columns.server.ts';
import { withdrawDiagnosis } from './commands/withdraw-diagnosis.server.ts';

/** A diagnosis comes back: sent again, corrected, taken back, kept as long as it must be and no longer. */
const table = (...lines: string[]) =>
  ['ref;designation;nature;quantite;unite;masse_unitaire_kg;amiante', ...lines].join('\n');
const DOORS = (quantity: number) => `P-1;Bloc-porte intérieur âme pleine;Bois;${quantity};u;40;non`;
const RADIATORS = 'P-2;Radiateur fonte 10 éléments;Métal;18;u;70;non';

async function world() {
  const database = await testDatabase();
  const who = await acting(database);
  const site = await makeSite(database.owner, who.party);
  return { database, who, site, ...importer(database, who, site) };
}
const keyed = () => ({ key: randomUUID() });

it('sent again updates its drafts and doubles nothing', async () => {
  const { read, accept, lots, rows } = await world();
  await accept(await read(table(DOORS(42), RADIATORS)));
  const first = await lots();
  const again = await read(table(DOORS(40), RADIATORS));
  await accept(again);
  const second = await lots();
  expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  expect(second.map((lot) => lot.quantity_milli)).toEqual([40_000, 18_000]);
  expect((await rows(again)).map(({ outcome }) => outcome)).toEqual(['updated', 'unchanged']);
});

it('never lowers a published quantity below what is reserved', async () => {
  const { database, who, read, accept, lots, rows } = await world();
  await accept(await read(table(DOORS(42))));
  const [lot] = await lots();
  await publishLot(who.ctx, lot?.public_id, keyed());
  const taker = await acting(database);
  await makeReservation(database.owner, { id: lot?.id }, taker.party, {
    units: 10,
  });
  const stock = async () =>
    (
      await database.owner`select (available + held) / 1000 as n from ledger.stock where lot_id = ${lot?.id}`
    )[0]?.n;

  const lower = await read(table(DOORS(4)));
  await accept(lower);
  expect((await rows(lower))[0]?.outcome).toBe('protected');
  expect(await stock()).toBeGreaterThanOrEqual(10);
  const higher = await read(table(DOORS(50)));
  await accept(higher);
  expect((await rows(higher))[0]?.outcome).toBe('moved');
  expect(await stock()).toBe(50);
  expect(await lots()).toHaveLength(1);
});

it('is taken back whole while nothing is reserved, and not after', async () => {
  const { database, who, ctx, read, accept, lots, seen, work } = await world();
  const stranger = await acting(database);
  const id = await read(table(DOORS(42), RADIATORS));
  await accept(id);
  expect((await refusalOf(withdrawDiagnosis(stranger.ctx, id, keyed()))).code).toBe('not-found');
  await withdrawDiagnosis(ctx, id, keyed());
  await work(id);
  expect(await seen(id)).toMatchObject({ state: 'withdrawn' });
  expect((await lots()).filter(({ status }) => status !== 'withdrawn')).toEqual([]);

  const other = await read(table(DOORS(42)));
  await accept(other);
  const lot = (await lots()).at(-1);
  await publishLot(who.ctx, lot?.public_id, keyed());
  await makeReservation(database.owner, { id: lot?.id }, stranger.party, {
    units: 1,
  });
  expect((await refusalOf(withdrawDiagnosis(ctx, other, keyed()))).code).toBe('import-reserved');
  expect(await seen(other)).toMatchObject({ state: 'accepted' });
});

it('is corrected by its own organisation, twice at once without harm', async () => {
  const { database, ctx, read, rows } = await world();
  const stranger = await acting(database);
  const id = await read(table('P-1;Bloc-porte intérieur âme pleine;Bois;beaucoup;u;40;non'));
  expect((await rows(id))[0]?.verdict).toBe('refused');
  const call = { line: 2, cells: { quantite: '12,5' } };
  expect((await refusalOf(correctRow(stranger.ctx, id, { ...keyed(), ...call }))).code).toBe('not-found');
  expect((await rows(id))[0]?.cells.quantite).toBe('beaucoup');
  await Promise.all(
    [12, 13].map((n) => correctRow(ctx, id, { ...keyed(), line: 2, cells: { quantite: `${n}` } })),
  );
  const [row] = await rows(id);
  expect([row?.verdict, ['12', '13'].includes(row?.cells.quantite ?? '')]).toEqual(['question', true]);
});

it('remembers for the organisation what a column means', async () => {
  const { ctx, read, work, rows, seen } = await world();
  const odd = (quantity: number) => `Machin;Bidule;U\nBloc-porte intérieur âme pleine;${quantity};u`;
  const id = await read(odd(3));
  expect((await seen(id)).state).toBe('refused');
  await mapColumns(ctx, id, { ...keyed(), fields: ['designation', 'quantite', 'unite'] });
  await work(id);
  expect((await rows(id)).map(({ cells }) => cells.quantite)).toEqual(['3']);
  const next = await read(odd(5));
  expect((await rows(next)).map(({ cells }) => cells.quantite)).toEqual(['5']);
});

it('is cancelled before it is read, and leaves nothing', async () => {
  const { ctx, send, work, seen, rows } = await world();
  const id = await send(table(DOORS(42)));
  await cancelDiagnosis(ctx, id, keyed());
  await work(id);
  expect(await seen(id)).toMatchObject({ state: 'cancelled' });
  expect(await rows(id)).toEqual([]);
});

it('leaves after seven days when it was only tried; what was accepted stays', async () => {
  const { database, read, accept, idOf, storage } = await world();
  const [tried, kept] = [await read(table(DOORS(1))), await read(table(RADIATORS))];
  await accept(kept);
  await database.owner`update diagnosis set created_at = created_at - interval '8 days', read_at = read_at - interval '8 days'
    where public_id in (${tried}, ${kept})`;
  const keptId = await idOf(kept);
  await dropOldDiagnoses(database.db, storage);
  expect(await database.owner`select 1 from diagnosis where public_id = ${tried}`).toHaveLength(0);
  expect(await database.owner`select 1 from diagnosis_row where diagnosis_id = ${keptId}`).toHaveLength(1);
  expect(storage.files.size).toBe(1);
});
