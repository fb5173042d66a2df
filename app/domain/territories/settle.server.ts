import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { placeKey } from './place-key.ts';
import { resolveCommune, searchPlaces } from './search.server.ts';
import type { Place } from './views.ts';
import type { Level } from './vocabulary.ts';

interface Typed {
  level: Level;
  /** what was written in the box */
  text: string;
  /** the code that came with it: chosen in a list, or left from before the text was changed without JavaScript */
  code: string;
}

/** The territory meant by what was typed. A code counts only as long as its words do; several that fit are `choices`. */
export async function settlePlace(
  ctx: Ctx,
  { level, text, code }: Typed,
): Promise<{ code: string } | { choices: Place[] }> {
  if (code !== '' && (await isNamed(ctx, level, code, text))) return { code };
  const { sure, choices } = await fitting(ctx, level, text);
  const meant = sure ?? choices.find((place) => place.code === code);
  return meant ? { code: meant.code } : { choices };
}

async function isNamed(ctx: Ctx, level: Level, code: string, text: string): Promise<boolean> {
  const rows = await ctx.db.execute(sql`
    select 1 from territory where level = ${level} and code = ${code} and search_key = ${placeKey(text)}`);
  return rows.length > 0;
}

/** `sure`: the one place these words name. One that merely resembles them is a choice, never taken by itself. */
async function fitting(
  ctx: Ctx,
  level: Level,
  text: string,
): Promise<{ sure: Place | null; choices: Place[] }> {
  if (level === 'commune') {
    const { commune, choices } = await resolveCommune(ctx, text);
    return { sure: commune, choices };
  }
  const places = await searchPlaces(ctx, text, { levels: [level], limit: 10 });
  const key = placeKey(text);
  const exact = places.filter((place) => placeKey(place.name) === key);
  const [only] = exact.length === 1 ? exact : places.length === 1 ? places : [];
  const sure = only && (placeKey(only.name).includes(key) || only.code === text.trim()) ? only : null;
  return { sure, choices: places };
}
