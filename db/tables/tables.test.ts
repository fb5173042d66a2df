import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';
import * as files from './files.ts';
import * as ledger from './ledger.ts';
import * as ledgerMovement from './ledger-movement.ts';
import * as ledgerTotals from './ledger-totals.ts';
import * as lots from './lots.ts';
import * as mail from './mail.ts';
import * as materials from './materials.ts';
import * as people from './people.ts';
import * as sites from './sites.ts';
import * as territories from './territories.ts';

const modules = {
  files,
  ledger,
  ledgerMovement,
  ledgerTotals,
  lots,
  mail,
  materials,
  people,
  sites,
  territories,
};
const tables = Object.entries(modules).flatMap(([module, exported]) =>
  Object.values(exported)
    .filter((value) => value instanceof PgTable)
    .map((table) => [`${module}: ${getTableConfig(table).name}`, getTableConfig(table)] as const),
);

/** Drizzle's words for types, in PostgreSQL's. */
const plain = (type: string) =>
  type.replace(/^(time|timestamp)$/, '$1 without time zone').replace(/^varchar/, 'character varying');

/** Tables describe, migrations create (decision 14): a description that lies is caught here. */
test.each(tables)('%s says what the migrated database holds', async (_, { schema, name, columns }) => {
  const { sql } = await testDatabase();
  const rows = await sql`
    select attname as name, format_type(atttypid, atttypmod) as type, attnotnull as required from pg_attribute
     where attrelid = to_regclass(${`${schema ?? 'public'}."${name}"`}) and attnum > 0 and not attisdropped`;
  const held = Object.fromEntries(rows.map((row) => [row.name, { type: row.type, required: row.required }]));
  const said = Object.fromEntries(
    columns.map((column) => [
      column.name,
      { type: plain(column.getSQLType()), required: column.notNull || column.primary },
    ]),
  );
  expect(said).toEqual(Object.fromEntries(Object.keys(said).map((column) => [column, held[column]])));
  expect(Object.keys(held).filter((column) => !(column in said))).toEqual([]);
});
