import { sql } from 'drizzle-orm';
import { notify } from '#app/jobs/notify.server.ts';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import { managersOf } from '#app/jobs/readers.server.ts';
import type { PublishedParams } from '#app/platform/mail/letters/lots.ts';

const SHOWN = 10;

interface Row extends Record<string, unknown> {
  title: string;
  quantityMilli: number;
  unit: PublishedParams['lots'][number]['unit'];
  sitePublicId: string;
  siteName: string;
}

/** One letter to each other manager of the organisation for all that was published together and still is. */
const tellColleagues: Reaction = async (ctx, event) => {
  if (event.organisationId === null) return;
  const batch = idIn(event, 'batch');
  const rows = [
    ...(await ctx.db.execute<Row>(sql`
      select l.title, l.quantity_milli as "quantityMilli", l.unit, s.public_id as "sitePublicId", s.name as "siteName"
        from lot_batch_item i join lot l on l.id = i.lot_id join site s on s.id = l.site_id
       where i.batch_id = ${batch} and not i.undone and l.status in ('published', 'exhausted') order by l.id`)),
  ];
  if (rows.length === 0) return;
  const [by] = await ctx.db.execute<{ name: string }>(
    sql`select name from person where id = ${event.personId}`,
  );
  const sites = [...new Map(rows.map((row) => [row.sitePublicId, row.siteName]))];
  for (const reader of await managersOf(ctx, event.organisationId)) {
    if (reader.id === event.personId) continue;
    await notify(ctx, {
      ...{ kind: 'lots.published', reader, side: 'holder' },
      dedupKey: `event:${event.id}:${reader.id}`,
      params: {
        name: reader.name,
        by: by?.name ?? '',
        count: rows.length,
        sites: sites.map(([publicId, name]) => ({ publicId, name })),
        lots: rows.slice(0, SHOWN),
      },
    });
  }
};

/** The operator looked at a lot that waited: those who manage sites hear whether it is shown, and why not. */
const tellHolder: Reaction = async (ctx, event) => {
  const [row] = await ctx.db.execute<{
    organisation: number;
    lot: string;
    lotPublicId: string;
    approved: boolean;
    reason: string | null;
  }>(sql`
    select l.organisation_id as organisation, l.title as lot, l.public_id as "lotPublicId", r.decision = 'approved' as approved, r.reason
      from lot_review r join lot l on l.id = r.lot_id where r.id = ${idIn(event, 'review')}`);
  if (!row) return;
  const { organisation, ...said } = row;
  for (const reader of await managersOf(ctx, organisation))
    await notify(ctx, {
      ...{ kind: 'lot.reviewed', reader, side: 'holder' },
      dedupKey: `event:${event.id}:${reader.id}`,
      params: { ...said, name: reader.name },
    });
};

export const publishedMails: Record<string, Reaction> = {
  'lots.published': tellColleagues,
  'lot.reviewed': tellHolder,
};
