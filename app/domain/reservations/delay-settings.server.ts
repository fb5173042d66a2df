import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { DELAY_SETTINGS } from './delay-input.ts';
import { DELAYS, type DelaySetting, shortDelay } from './delays.ts';

export type Delays = Record<DelaySetting, string>;

/** Every setting as the operator writes it: 72h, 14d, 08:00, 3. */
export async function delaysNow({ db }: Pick<Ctx, 'db'>): Promise<Delays> {
  const columns = DELAY_SETTINGS.map((name) =>
    name in DELAYS
      ? sql`extract(epoch from ${sql.identifier(name)})::bigint as ${sql.identifier(name)}`
      : sql`left(${sql.identifier(name)}::text, 5) as ${sql.identifier(name)}`,
  );
  const [row] = await db.execute<Record<string, unknown>>(
    sql`select ${sql.join(columns, sql`, `)} from ledger.delay`,
  );
  return Object.fromEntries(
    DELAY_SETTINGS.map((name) => [
      name,
      name in DELAYS ? shortDelay(Number(row?.[name])) : String(row?.[name]),
    ]),
  ) as Delays;
}
