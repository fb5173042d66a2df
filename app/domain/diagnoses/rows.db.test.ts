import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { acting } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { makeSite } from '#tests/support/factories.ts';
import { cancelDiagnosis } from './commands/cancel-diagnosis.server.ts';
import { insertRows } from './rows.server.ts';
import { Run } from './run.server.ts';

/** A line belongs to its diagnosis, as a foreign key would have it, though it is looked up once a statement (migration 0098). */
async function world() {
  const database = await testDatabase();
  const { party, ctx } = await acting(database);
  const site = await makeSite(database.owner, party);
  const made = async () => {
    const [row] = await database.owner`
      insert into diagnosis (organisation_id, site_id, file_name, kind, bytes, sha256)
      values (${party.organisation}, ${site.id}, 'a.csv', 'csv', 1, ${'a'.repeat(64)}) returning id, public_id as "publicId"`;
    const { id, publicId } = row as { id: number; publicId: string };
    const run = await Run.claim(database.db, id);
    if (!run) throw new Error('it could not be claimed');
    return { id, publicId, run };
  };
  const bare = (id: number, ...lines: number[]) => database.sql`
    insert into diagnosis_row (diagnosis_id, line, verdict, ref, cells, findings, type_by)
    select ${id}, line, 'accepted', 'P-' || line, '[]', '[]', 'none' from unnest(${lines}::int[]) line`;
  const left = async (id: number) =>
    (await database.owner`select line from diagnosis_row where diagnosis_id = ${id}`).length;
  return { ...database, ctx, made, bare, left };
}

const lines = (...numbers: number[]) =>
  numbers.map((line) => ({
    line,
    ref: `P-${line}`,
    cells: { designation: 'Porte' },
    interpreted: { findings: [], typeCode: null, typeBy: 'none' as const, alternatives: [] },
  }));
const FOREIGN = { code: '23503' };

it('lines of a diagnosis that does not exist are refused', async () => {
  const { bare, left } = await world();
  await expect(bare(999_999_999, 1, 2)).rejects.toMatchObject(FOREIGN);
  expect(await left(999_999_999)).toBe(0);
});

it('a diagnosis leaves with its lines, and no other’s', async () => {
  const { owner, made, left } = await world();
  const [one, other] = [await made(), await made()];
  await insertRows(one.run, lines(1, 2));
  await insertRows(other.run, lines(1));
  await owner`delete from diagnosis where id = ${one.id}`;
  expect([await left(one.id), await left(other.id)]).toEqual([0, 1]);
});

it('a line never moves to another diagnosis', async () => {
  const { owner, made } = await world();
  const [one, other] = [await made(), await made()];
  await insertRows(one.run, lines(1));
  await expect(
    owner`update diagnosis_row set diagnosis_id = ${other.id} where diagnosis_id = ${one.id}`,
  ).rejects.toMatchObject(FOREIGN);
});

it('lines written while their diagnosis is deleted do not outlive it', async () => {
  const { owner, sql, made, bare, left } = await world();
  const { id } = await made();
  let written: Promise<unknown> = Promise.resolve();
  await sql.begin(async (tx) => {
    await tx`delete from diagnosis where id = ${id}`;
    written = expect(bare(id, 1, 2)).rejects.toMatchObject(FOREIGN);
    const waiting = async () => (await owner`select 1 from pg_locks where not granted`).length > 0;
    await expect.poll(waiting).toBe(true);
  });
  await written;
  expect(await left(id)).toBe(0);
});

it('cancelled in the middle, nothing of it is left, and the run that did not know yet adds nothing', async () => {
  const { ctx, owner, made, left } = await world();
  const { id, publicId, run } = await made();
  await insertRows(run, lines(1, 2));
  expect(await left(id)).toBe(2);
  await cancelDiagnosis(ctx, publicId, { key: randomUUID() });
  expect(await left(id)).toBe(0);
  await expect(insertRows(run, lines(3, 4))).rejects.toMatchObject({ name: 'Overtaken' });
  expect(await left(id)).toBe(0);
  const [row] = await owner`select state, rows from diagnosis where id = ${id}`;
  expect(row).toEqual({ state: 'cancelled', rows: 0 });
});

it('a run taken over by another writes no more line between those of the other', async () => {
  const { db, owner, made, left } = await world();
  const { id, run } = await made();
  await owner`update diagnosis set beat_at = beat_at - interval '1 minute' where id = ${id}`;
  const second = await Run.claim(db, id);
  await expect(insertRows(run, lines(1))).rejects.toMatchObject({ name: 'Overtaken' });
  if (second) await insertRows(second, lines(1));
  expect(await left(id)).toBe(1);
});
