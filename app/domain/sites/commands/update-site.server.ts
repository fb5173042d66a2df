import { and, eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { emptied } from '#app/domain/emptied.ts';
import { refuse } from '#app/domain/refusal.ts';
import { site } from '#db/tables/sites.ts';
import { ownershipColumns } from '../ownership.server.ts';
import { canManageSite } from '../policy.ts';
import { SITE_OPTIONAL } from '../schema.ts';
import { placeOf, type SiteWrite, shownPosition } from './create-site.server.ts';

/**
 * Changes a site. `version` is the one the form was filled from: a second tab that acted first makes this one refused.
 * The public point is drawn again only when the site really moved; its lots follow by trigger. What is left empty is erased.
 */
export async function updateSite(
  ctx: Ctx,
  publicId: string,
  { key, input, secret, version }: Omit<SiteWrite, 'publicId'> & { version: number },
): Promise<{ publicId: string }> {
  return inCommand(ctx, { name: 'update-site', key, input: { publicId, version, ...input } }, async (tx) => {
    const [current] = await tx.db.select().from(site).where(eq(site.publicId, publicId)).for('no key update');
    if (!current || ctx.actor.organisation?.id !== current.organisationId) return refuse('not-found');
    if (!canManageSite(ctx.actor, { organisationId: current.organisationId, siteId: current.id }))
      return refuse('forbidden');
    if (current.version !== version) return refuse('changed-meanwhile');
    const { position: typed, ownerIsUs, ownerOrganisation, titleFirmOrganisation, ...rest } = input;
    const owned = await ownershipColumns(tx, input);
    // without a script a page cannot move the pin to the commune just typed: one left behind belongs to the old commune
    const left =
      typed?.lon === current.lon && typed.lat === current.lat && input.communeCode !== current.communeCode;
    const { communeCode, position } = await placeOf(tx, input.communeCode, left ? undefined : typed);
    const moved = position.lon !== current.lon || position.lat !== current.lat || input.kind !== current.kind;
    const shown = moved
      ? shownPosition(input.kind, position, publicId, secret)
      : { lon: current.publicLon, lat: current.publicLat };
    await tx.db
      .update(site)
      .set({
        ...emptied(rest, SITE_OPTIONAL),
        ...owned,
        communeCode,
        positionSource: left ? 'commune' : rest.positionSource,
        lon: position.lon,
        lat: position.lat,
        publicLon: shown.lon,
        publicLat: shown.lat,
        version: version + 1,
        updatedAt: sql`ledger.clock()`,
      })
      .where(and(eq(site.id, current.id), eq(site.version, version)));
    return { publicId };
  });
}
