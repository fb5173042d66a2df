import { sql } from 'drizzle-orm';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import { dropPhoto } from '#app/platform/images/photo-files.server.ts';

/** A picture that no lot shows any more leaves storage; the row's lock keeps it for whoever attaches it meanwhile. */
const dropUnused: Reaction = async (ctx, event, { storage }) => {
  const id = idIn(event, 'file');
  const [file] = await ctx.db.execute<{ sha256: string; widths: number[] }>(sql`
    select sha256, widths from stored_file where id = ${id} for update`);
  if (!file) return;
  const [shown] = await ctx.db.execute(sql`select 1 from lot_photo where file_id = ${id} limit 1`);
  if (shown) return;
  await ctx.db.execute(sql`delete from stored_file where id = ${id}`);
  await dropPhoto(storage, file.sha256, file.widths);
};

export const photoReactions: Record<string, Reaction> = { 'lot.photo-removed': dropUnused };
