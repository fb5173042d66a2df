import type postgres from 'postgres';
import { quoteIdentifier } from '#app/platform/database/roles.server.ts';

type Sql = postgres.Sql<{ bigint: number }> | postgres.TransactionSql<{ bigint: number }>;

export interface CopiedTable {
  schema: string;
  name: string;
  /** Those that are written; generated ones are computed again. */
  columns: string[];
}

/** What says which files of `db/` landed, or counts requests of the last minutes, is no data. */
const NOT_DATA = ['public.schema_file', 'public.rate_limit', 'graphile_worker.migrations'];
const SCHEMAS = ['public', 'ledger', 'graphile_worker'];

export const quoted = ({ schema, name }: { schema: string; name: string }) =>
  `${quoteIdentifier(schema)}.${quoteIdentifier(name)}`;

/** Every table whose rows a backup holds, with its written columns, by name. */
export async function copiedTables(sql: Sql): Promise<CopiedTable[]> {
  return sql<CopiedTable[]>`
    select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname = any(${SCHEMAS}) and c.relkind = 'r' and c.relpersistence = 'p' and a.attnum > 0
      and not a.attisdropped and a.attgenerated = '' and n.nspname || '.' || c.relname <> all(${NOT_DATA})
    group by 1, 2 order by 1, 2`;
}

/** The last number each sequence gave, one that gave none left out. */
export async function lastNumbers(sql: Sql): Promise<{ schema: string; name: string; last: number }[]> {
  return sql<{ schema: string; name: string; last: number }[]>`
    select schemaname as schema, sequencename as name, last_value as last from pg_sequences
    where schemaname = any(${SCHEMAS}) and last_value is not null order by 1, 2`;
}

/** Statements that take every foreign key away, and those that put them back, each checked over all rows. */
export async function foreignKeys(sql: Sql): Promise<{ drop: string; add: string }[]> {
  return sql<{ drop: string; add: string }[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid)) as add
    from pg_constraint c join pg_namespace n on n.oid = c.connamespace
    where contype = 'f' and n.nspname = any(${SCHEMAS}) order by c.oid`;
}

/** Statements that silence every trigger of ours, and those that wake each one as it was. */
export async function triggers(sql: Sql): Promise<{ silence: string; wake: string }[]> {
  return sql<{ silence: string; wake: string }[]>`
    select format('alter table %s disable trigger %I', tgrelid::regclass, tgname) as silence,
      format('alter table %s enable %s trigger %I', tgrelid::regclass,
        case tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, tgname) as wake
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not tgisinternal and tgenabled <> 'D' and n.nspname = any(${SCHEMAS}) order by t.oid`;
}
