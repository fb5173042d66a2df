import type postgres from 'postgres';

/** Everybody there chooses to be written to at once: what a letter says is read without waiting for a digest. */
export async function readAtOnce(sql: postgres.Sql<{ bigint: number }>): Promise<void> {
  await sql`insert into notification_setting (person_id, rhythm) select id, 'at_once' from person on conflict do nothing`;
}
