import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import type { OpenSlotsInput } from '../schema.ts';
import { arrayOf, siteToOpen } from '../sites.server.ts';

/** Opens hours of a site, once or every week; days and hours are the site's. */
export async function openSlots(
  ctx: Ctx,
  sitePublicId: string,
  { key, input }: { key: string; input: OpenSlotsInput },
): Promise<{ opened: number; holidays: number }> {
  const { id } = await siteToOpen(ctx, sitePublicId);
  const weekly = input.how === 'weekly';
  const days = weekly ? arrayOf([...new Set(input.weekdays)].sort(), 'smallint') : sql`null::smallint[]`;
  const { opened, holidays } = await throughTheDoor<{ opened: number; holidays: number }>(
    ctx,
    sql`ledger.open_slots(${acting(ctx, key)}, ${id}::bigint, ${input.on}::date, ${input.until ?? input.on}::date, ${days},
        ${input.from}::time, ${input.to}::time, ${input.capacity}::integer, ${arrayOf(weekly ? input.skip : [], 'date')}, ${input.onHolidays}::boolean)`,
    {
      beside: {
        'slots-none': weekly ? 'weekdays' : 'on',
        'slots-open-already': 'from',
        'slots-too-many': 'until',
      },
    },
  );
  return { opened, holidays };
}
