import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { DELAYS, type Delay } from './delays.ts';

export interface DelaysInForce {
  /** seconds */
  delays: Record<Delay, number>;
  /** hours of the day, "08:00" */
  dayStarts: string;
  dayEnds: string;
  /** open requests of who has never confirmed a hand-over */
  openUnproven: number;
}

/** The delays as the operator has set them. */
export async function delaysInForce(ctx: Ctx): Promise<DelaysInForce> {
  const seconds = (column: Delay) => sql`extract(epoch from d.${sql.raw(column)})::bigint`;
  const names = Object.keys(DELAYS) as Delay[];
  const [row] = await ctx.db.execute<DelaysInForce & Record<string, unknown>>(sql`
    select json_build_object(${sql.join(
      names.flatMap((name) => [sql.raw(`'${name}'`), seconds(name)]),
      sql`, `,
    )}) as delays,
           left(d.day_starts::text, 5) as "dayStarts", left(d.day_ends::text, 5) as "dayEnds", d.open_unproven as "openUnproven"
      from ledger.delay d`);
  if (!row) throw new Error('the delays are not there');
  return row;
}
