import { randomUUID } from 'node:crypto';
import { getTableColumns, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { lot } from '#db/tables/lots.ts';
import { ownLots } from '../own-lots.server.ts';

/** What a second lot alike does not take: who and where it is, its life, its origin, which is the site where it is declared. */
const OWN = [
  ...[
    'id',
    'publicId',
    'organisationId',
    'siteId',
    'status',
    'version',
    'createdBy',
    'createdAt',
    'updatedAt',
  ],
  ...[
    'publishedAt',
    'closedAt',
    'barredAt',
    'offerEndsAt',
    'search',
    'publicPoint',
    'cell',
    'communeCode',
    'pemdRef',
  ],
  ...[
    'originSiteId',
    'originCommuneCode',
    'originDiagnosisRow',
    'originCounted',
    'originReservationId',
    'title',
  ],
];

/** Another draft with the same words, on the same site: other material, declared anew. No photo, no document. */
export async function duplicateLot(
  ctx: Ctx,
  lotPublicId: string,
  { key, title }: { key: string; title: (title: string) => string },
): Promise<{ publicId: string }> {
  const publicId = randomUUID();
  return inCommand(ctx, { name: 'duplicate-lot', key, input: { lotPublicId } }, async (tx) => {
    const [mine] = await ownLots(tx, [lotPublicId]);
    if (!mine) return refuse('not-found');
    const copied = Object.entries(getTableColumns(lot)).filter(([name]) => !OWN.includes(name));
    const columns = sql.join(
      copied.map(([, column]) => sql.identifier(column.name)),
      sql`, `,
    );
    await tx.db.execute(sql`
      insert into lot (public_id, organisation_id, site_id, title, origin_site_id, origin_commune_code, public_point, cell, commune_code,
                       created_by, ${columns})
      select ${publicId}::uuid, l.organisation_id, l.site_id, ${title(mine.title).slice(0, 160)}, s.id, s.commune_code, point(0, 0), 0,
             s.commune_code, ${ctx.actor.person?.id ?? null}::bigint, ${sql.join(
               copied.map(([, column]) => sql`l.${sql.identifier(column.name)}`),
               sql`, `,
             )}
        from lot l join site s on s.id = l.site_id where l.id = ${mine.id}`);
    return { publicId };
  });
}
