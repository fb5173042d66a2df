import { and, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { photoUpload } from '#db/tables/files.ts';

/** An upload that became a photo says which for a day; one that could not is forgotten, so that it may begin again. */
export async function endUpload(ctx: Ctx, call: { upload: string; photo: string | null }): Promise<void> {
  const organisationId = ctx.actor.organisation?.id ?? refuse('not-found');
  const which = and(eq(photoUpload.organisationId, organisationId), eq(photoUpload.publicId, call.upload));
  if (call.photo === null) await ctx.db.delete(photoUpload).where(which);
  else await ctx.db.update(photoUpload).set({ photoPublicId: call.photo, parts: [] }).where(which);
}
