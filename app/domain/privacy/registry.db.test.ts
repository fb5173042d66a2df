import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';
import { NOT_PERSONAL } from './not-personal.ts';
import { PERSONAL } from './registry.ts';

/** Types in which a person may be written down: texts, json, bytes, places. */
const SAYING = [
  'text',
  'varchar',
  'bpchar',
  'json',
  'jsonb',
  'bytea',
  'xml',
  'inet',
  'point',
  'box',
  '_text',
  '_varchar',
  '_jsonb',
];

interface Column extends Record<string, unknown> {
  tableName: string;
  name: string;
}

async function columns(): Promise<string[]> {
  const { db } = await testDatabase();
  const rows = await db.execute<Column>(sql`
    select n.nspname || '.' || c.relname as "tableName", a.attname as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
      join pg_type t on t.oid = a.atttypid
     where n.nspname in ('public', 'ledger', 'graphile_worker') and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and t.typname in ${SAYING} order by 1, a.attnum`);
  return rows.map(({ tableName, name }) => `${tableName}.${name}`);
}

const personal = Object.entries(PERSONAL).flatMap(([table, { columns: all }]) =>
  Object.keys(all).map((name) => `${table}.${name}`),
);
const notPersonal = NOT_PERSONAL.flatMap(({ columns: all }) => Object.entries(all));
const whole = new Set(notPersonal.flatMap(([table, names]) => (names === '*' ? [table] : [])));
const others = notPersonal.flatMap(([table, names]) =>
  names === '*' ? [] : names.map((name) => `${table}.${name}`),
);
const tableOf = (column: string) => column.slice(0, column.lastIndexOf('.'));

describe('the registry of personal data', () => {
  it('knows every column in which somebody may be written down', async () => {
    const known = new Set([...personal, ...others]);
    const forgotten = (await columns()).filter((column) => !known.has(column) && !whole.has(tableOf(column)));
    expect(
      forgotten,
      'Each of these columns must be said personal (app/domain/privacy/registered/*.ts: whose rows, what erasing does) or not, and why (app/domain/privacy/not-personal.ts).',
    ).toEqual([]);
  });

  it('names no column that is not there, and none twice', async () => {
    const held = new Set(await columns());
    expect([...personal, ...others].filter((column) => !held.has(column))).toEqual([]);
    const all = [...personal, ...others];
    // what a gift was based on is a clause of a list, in which somebody may have been named
    expect(all.filter((column, at) => all.indexOf(column) !== at)).toEqual([]);
    expect(personal.filter((column) => whole.has(tableOf(column)))).toEqual([]);
  });

  it('strikes out only what it knows, and never what it deletes for everybody', () => {
    for (const [table, { columns: all, struck = [], unsaid = [] }] of Object.entries(PERSONAL)) {
      const known = new Set([
        ...Object.keys(all),
        ...others.filter((one) => tableOf(one) === table).map((one) => one.slice(table.length + 1)),
      ]);
      expect([...struck, ...unsaid].filter((name) => !known.has(name))).toEqual([]);
    }
  });

  it.each(Object.entries(PERSONAL))('finds the rows of somebody in %s', async (table, { rows }) => {
    const { owner } = await testDatabase();
    const where = rows
      .replaceAll('$person', '0')
      .replaceAll('$email', `'nobody'`)
      .replaceAll('$own', `'{}'::bigint[]`);
    await owner.unsafe(`select 1 from ${table} t where ${where}`);
  });
});
