import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { site } from '#db/tables/sites.ts';
import { blurred, type Position } from '../place.ts';
import { canCreateSite } from '../policy.ts';
import type { SiteInput } from '../schema.ts';

export interface SiteWrite {
  key: string;
  input: SiteInput;
  /** server secret the public point is drawn from */
  secret: string;
  /** address chosen by the client (offline), else drawn here */
  publicId?: string;
}

/** Opens a works site or a depot for the acting organisation. Returns its public id. */
export async function createSite(
  ctx: Ctx,
  { key, input, secret, publicId = randomUUID() }: SiteWrite,
): Promise<{ publicId: string }> {
  const organisation = ctx.actor.organisation;
  if (!organisation || !canCreateSite(ctx.actor)) refuse('forbidden');
  return inCommand(ctx, { name: 'create-site', key, input }, async (tx) => {
    const { position: typed, ...rest } = input;
    const position = typed ?? (await communePoint(tx, input.communeCode));
    const shown = shownPosition(input.kind, position, publicId, secret);
    await tx.db.insert(site).values({
      ...rest,
      publicId,
      organisationId: organisation.id,
      lon: position.lon,
      lat: position.lat,
      publicLon: shown.lon,
      publicLat: shown.lat,
      createdBy: ctx.actor.person?.id ?? null,
    });
    return { publicId };
  });
}

/** An open depot wants to be found; a works site is shown 300 to 500 m away (decision 5). */
export const shownPosition = (
  kind: SiteInput['kind'],
  position: Position,
  publicId: string,
  secret: string,
): Position => (kind === 'depot' ? position : blurred(position, publicId, secret));

/** The commune's own point. Refuses an unknown commune, and one without a point when nothing more precise was typed. */
export async function communePoint(ctx: Ctx, code: string): Promise<Position> {
  const [row] = await ctx.db.execute<{ lon: number | null; lat: number | null }>(sql`
    select c.lon, c.lat from commune c
     where c.code = coalesce((select f.code from commune_former f where f.former_code = ${code}), ${code})`);
  if (!row) return refuse('commune-unknown', { field: 'communeCode' });
  if (row.lon === null || row.lat === null) return refuse('position-needed', { field: 'pastedPosition' });
  return { lon: row.lon, lat: row.lat };
}
