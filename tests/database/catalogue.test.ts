import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { is, SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, PgDialect, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';

/** Tables that only SQL reads and writes: a description would serve nobody. */
const SQL_ALONE = [
  'ledger.setting',
  'public.command',
  'public.demonstration',
  'public.event',
  'public.map_cell',
  'public.map_change',
  'public.map_entry',
  'public.market_change',
  'public.public_holiday',
  'public.reference_load',
  'public.schema_file',
  'public.search_word',
  'public.search_word_pass',
];

const folder = join(process.cwd(), 'db', 'tables');
const modules: Record<string, unknown>[] = await Promise.all(
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => import(/* @vite-ignore */ join(folder, file)) as Promise<Record<string, unknown>>),
);
const tables = modules
  .flatMap((exported) => Object.values(exported))
  .filter((value): value is PgTable => is(value, PgTable))
  .map((table) => getTableConfig(table));
const nameOf = ({ schema, name }: { schema?: string; name: string }) => `${schema ?? 'public'}.${name}`;

/** Drizzle's words for types, in PostgreSQL's. */
const typeOf = (column: PgColumn) =>
  column
    .getSQLType()
    .replace(/^(time|timestamp)$/, '$1 without time zone')
    .replace(/^varchar/, 'character varying');

const dialect = new PgDialect();
const plain = (written: string) => written.replaceAll(/::[a-z ]+(\[\])?/g, '').replace(/^\((.*)\)$/, '$1');

/** What the database writes by itself: an identity, a generated value, a default, or nothing. */
function selfOf(column: PgColumn): string | null {
  if (column.generatedIdentity) return 'identity';
  if (column.generated) return 'generated';
  const value = column.default;
  if (value === undefined) return null;
  if (is(value, SQL)) return plain(dialect.sqlToQuery(value).sql);
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'object' ? `'${JSON.stringify(value)}'` : String(value);
}

describe('what drizzle describes', () => {
  it.each(tables.map((table) => [nameOf(table), table] as const))(
    '%s is what the migrations made',
    async (name, { columns }) => {
      const { sql } = await testDatabase();
      const rows = await sql`
        select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as required,
               case when attidentity <> '' then 'identity' when attgenerated <> '' then 'generated'
                    else pg_get_expr(adbin, adrelid) end as self
          from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
         where attrelid = to_regclass(${name}) and attnum > 0 and not attisdropped`;
      const held = Object.fromEntries(
        rows.map(({ name: column, type, required, self }) => [
          column,
          { type, required, self: self && plain(String(self)) },
        ]),
      );
      const said = columns.map((column) => [
        column.name,
        { type: typeOf(column), required: column.notNull || column.primary, self: selfOf(column) },
      ]);
      expect(Object.fromEntries(said)).toEqual(held);
    },
  );

  it('is every table, but those that only SQL touches', async () => {
    const { sql } = await testDatabase();
    const rows = await sql`
      select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'ledger')`;
    const held = rows.map(({ name }) => String(name));
    expect([...tables.map(nameOf), ...SQL_ALONE].sort()).toEqual(held.sort());
  });
});
