import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { site } from '#db/tables/sites.ts';
import { ownershipColumns } from '../ownership.server.ts';
import { blurred } from '../place.ts';
import { canCreateSite } from '../policy.ts';
import { isPlausible, type Position } from '../position.ts';
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
    const { position: typed, ownerIsUs, ownerOrganisation, titleFirmOrganisation, ...rest } = input;
    const owned = await ownershipColumns(tx, input);
    const { communeCode, position } = await placeOf(tx, input.communeCode, typed);
    const shown = shownPosition(input.kind, position, publicId, secret);
    await tx.db.insert(site).values({
      ...rest,
      ...owned,
      communeCode,
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

/**
 * The commune of today and the place: the one typed, else the commune's own point. Refuses an unknown commune, one
 * without a point when nothing more precise was typed, and a place far from the commune.
 */
export async function placeOf(
  ctx: Ctx,
  code: string,
  typed: Position | undefined,
): Promise<{ communeCode: string; position: Position }> {
  const [row] = await ctx.db.execute<{ code: string; lon: number | null; lat: number | null }>(sql`
    select c.code, c.lon, c.lat from commune c
     where c.code = coalesce((select f.code from commune_former f where f.former_code = ${code}), ${code})`);
  if (!row) return refuse('commune-unknown', { field: 'communeCode' });
  const point = row.lon === null || row.lat === null ? null : { lon: row.lon, lat: row.lat };
  if (typed && point && !isPlausible(typed, { ...point, code: row.code })) {
    return refuse('position-far', { field: 'pastedPosition' });
  }
  const position = typed ?? point ?? refuse('position-needed', { field: 'pastedPosition' });
  return { communeCode: row.code, position };
}
