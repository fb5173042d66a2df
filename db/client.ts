import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';

/** What the domain writes and reads through: the pool, or a transaction of it. Opened by `platform/database`. */
export type Database = PostgresJsDatabase;
