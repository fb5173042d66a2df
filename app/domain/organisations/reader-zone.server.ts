import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

/** The zone the reader lives by: their commune's, else that of the organisation they act for. */
export async function readerZone({ db, actor: { person, organisation } }: Ctx): Promise<string> {
  const [row] = await db.execute<{ zone: string }>(
    sql`select zone_of_reader(${person?.id ?? null}::bigint, ${organisation?.id ?? null}::bigint) as zone`,
  );
  return row?.zone ?? 'Europe/Paris';
}
