import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { remembered } from '#app/domain/remembered.ts';
import type { Database } from '#db/client.ts';

/** Every type's code and name in the reader's language, in the order of the taxonomy; it changes with a release. */
export const typeNames = (ctx: Ctx): Promise<{ code: string; name: string }[]> => namesIn(ctx.db, ctx.locale);

const namesIn = remembered(2, async (db: Database, locale: string) => {
  const name = sql.identifier(locale === 'en' ? 'name_en' : 'name_fr');
  const rows = await db.execute<{ code: string; name: string }>(
    sql`select code, ${name} as name from material_type order by position`,
  );
  return [...rows];
});
