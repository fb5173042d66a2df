import { sql } from 'drizzle-orm';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import { dropPhoto } from '#app/platform/images/photo-files.server.ts';

/** A picture that no lot shows any more leaves storage; the row's lock keeps it for whoever attaches it meanwhile. */
const dropUnused: Reaction = async (ctx, event, { storage }) => {
  const id = idIn(event, 'file');
  const [file] = await ctx.db.execute<{ sha256: string }>(sql`
    select sha256 from stored_file where id = ${id} for update`);
  if (!file) return;
  const [shown] = await ctx.db.execute(sql`select 1 from lot_photo where file_id = ${id} limit 1`);
  if (shown) return;
  await ctx.db.execute(sql`delete from stored_file where id = ${id}`);
  await dropPhoto(storage, file.sha256, PHOTO_LIMITS.widths);
};

/** Two lines in all, so that mails and the rest always find a free place beside the pictures. */
const LINES = 2;

const render: Reaction = async (ctx, event) => {
  const file = idIn(event, 'file');
  await ctx.db.execute(sql`
    select graphile_worker.add_job('render-photo', json_build_object('file', ${file}::bigint),
      queue_name => ${`photos-${file % LINES}`}, job_key => ${`photo:${file}`}, max_attempts => 8)`);
};

export const photoReactions: Record<string, Reaction> = {
  'lot.photo-removed': dropUnused,
  'lot.photo-added': render,
};
