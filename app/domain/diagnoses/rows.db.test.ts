import { expect, it } from 'vitest';
import { acting } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { makeSite } from '#tests/support/factories.ts';
import { insertRows } from './rows.server.ts';

/** A line belongs to its diagnosis, as a foreign key would have it, though it is looked up once a statement (migration 0098). */
async function world() {
  const database = await testDatabase();
  const { party } = await acting(database);
  const site = await makeSite(database.owner, party);
  const made = async () => {
    const [row] = await database.owner`
      insert into diagnosis (organisation_id, site_id, file_name, kind, bytes, sha256)
      values (${party.organisation}, ${site.id}, 'a.csv', 'csv', 1, ${'a'.repeat(64)}) returning id`;
    return Number(row?.id);
  };
  const write = (id: number, ...lines: number[]) => insertRows(database.db, id, lines.map(line));
  const left = async (id: number) =>
    (await database.owner`select line from diagnosis_row where diagnosis_id = ${id}`).length;
  return { ...database, made, write, left };
}

const line = (number: number) => ({
  line: number,
  ref: `P-${number}`,
  cells: { designation: 'Porte' },
  interpreted: { findings: [], typeCode: null, typeBy: 'none' as const, alternatives: [] },
});

it('lines of a diagnosis that does not exist are refused', async () => {
  const { write, left } = await world();
  await expect(write(999_999_999, 1, 2)).rejects.toMatchObject({ cause: { code: '23503' } });
  expect(await left(999_999_999)).toBe(0);
});

it('a diagnosis leaves with its lines, and no other’s', async () => {
  const { owner, made, write, left } = await world();
  const [one, other] = [await made(), await made()];
  await write(one, 1, 2);
  await write(other, 1);
  await owner`delete from diagnosis where id = ${one}`;
  expect([await left(one), await left(other)]).toEqual([0, 1]);
});

it('a line never moves to another diagnosis', async () => {
  const { owner, made, write } = await world();
  const [one, other] = [await made(), await made()];
  await write(one, 1);
  await expect(
    owner`update diagnosis_row set diagnosis_id = ${other} where diagnosis_id = ${one}`,
  ).rejects.toMatchObject({ code: '23503' });
});

it('lines written while their diagnosis is deleted do not outlive it', async () => {
  const { owner, sql, made, write, left } = await world();
  const id = await made();
  let written: Promise<unknown> = Promise.resolve();
  await sql.begin(async (tx) => {
    await tx`delete from diagnosis where id = ${id}`;
    written = expect(write(id, 1, 2)).rejects.toMatchObject({ cause: { code: '23503' } });
    const waiting = async () => (await owner`select 1 from pg_locks where not granted`).length > 0;
    await expect.poll(waiting).toBe(true);
  });
  await written;
  expect(await left(id)).toBe(0);
});
