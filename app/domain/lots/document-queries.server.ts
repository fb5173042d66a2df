import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

/** Whether the reader may open document `d` of lot `l`, which they may see: for everyone, or for the two sides. */
export function mayRead(ctx: Ctx): SQL {
  const { organisation } = ctx.actor;
  if (!organisation || organisation.role === 'analyst') return sql`d.shown_to = 'everyone'`;
  return sql`(d.shown_to = 'everyone' or l.organisation_id = ${organisation.id}::bigint
    or exists (select from ledger.reservation r where r.lot_id = l.id and r.taker_organisation_id = ${organisation.id}::bigint
               and r.state in ('accepted', 'scheduled', 'handed_over')))`;
}

export interface StoredDocument {
  sha256: string;
  mediaType: 'application/pdf' | 'image/webp';
  name: string;
}

/** Where a document lies, for whoever may open it; null for everyone else, as for one that does not exist. */
export async function documentFile(
  ctx: Ctx,
  lotPublicId: string,
  publicId: string,
): Promise<StoredDocument | null> {
  const [row] = await ctx.db.execute<StoredDocument & Record<string, unknown>>(sql`
    select d.sha256, d.media_type as "mediaType", d.name
      from lot_document d join visible_lots(${ctx.actor.organisation?.id ?? null}::bigint) l on l.id = d.lot_id
     where d.public_id = ${publicId}::uuid and l.public_id = ${lotPublicId}::uuid and ${mayRead(ctx)}`);
  return row ?? null;
}
