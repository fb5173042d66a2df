import { sql } from 'drizzle-orm';
import { documentKey } from '#app/domain/lots/documents.ts';
import type { Reaction } from '#app/jobs/reaction.ts';

/** A file that no lot shows any more leaves storage; a lot that is given the same one later writes it again. */
const dropUnused: Reaction = async (ctx, event, { storage }) => {
  const { sha256, mediaType } = event.payload;
  if (typeof sha256 !== 'string') return;
  const [shown] = await ctx.db.execute(sql`select 1 from lot_document where sha256 = ${sha256} limit 1`);
  if (shown) return;
  await storage.delete(
    documentKey({ sha256, mediaType: mediaType === 'image/webp' ? 'image/webp' : 'application/pdf' }),
  );
};

export const documentReactions: Record<string, Reaction> = { 'lot.document-removed': dropUnused };
