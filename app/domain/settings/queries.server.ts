import type { Ctx } from '#app/domain/context.ts';
import { platformSetting } from '#db/tables/legal.ts';

/** Settings by name, as they were written; a name that was never set is absent. */
export type PlatformSettings = Readonly<Record<string, unknown>>;

export async function platformSettings({ db }: Pick<Ctx, 'db'>): Promise<PlatformSettings> {
  const rows = await db
    .select({ name: platformSetting.name, value: platformSetting.value })
    .from(platformSetting);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}
