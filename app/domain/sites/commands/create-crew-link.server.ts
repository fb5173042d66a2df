import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { crewLink } from '#db/tables/mandates.ts';
import { site } from '#db/tables/sites.ts';
import { type CrewLinkInput, mostDayOf } from '../crew-schema.ts';
import { crewToken, hashOfCrewToken } from '../crew-token.server.ts';
import { canEntrustSite } from '../policy.ts';

/** A link for whoever works at the gate: no account, this site alone, until the end of its last day. */
export async function createCrewLink(
  ctx: Ctx,
  sitePublicId: string,
  { key, input, secret }: { key: string; input: CrewLinkInput; secret: string },
): Promise<{ publicId: string }> {
  return inCommand(ctx, { name: 'create-crew-link', key, input: { sitePublicId, ...input } }, async (tx) => {
    const [home] = await tx.db
      .select()
      .from(site)
      .where(eq(site.publicId, sitePublicId))
      .for('no key update');
    if (!home || ctx.actor.organisation?.id !== home.organisationId) return refuse('not-found');
    if (!canEntrustSite(ctx.actor, home)) return refuse('forbidden');
    const [when] = await tx.db.execute<{ today: string; expires: string }>(sql`
      select site_today(${home.id})::text as today,
             to_json((${input.until}::date + 1)::timestamp at time zone zone_of(c.departement_code)) #>> '{}' as expires
        from commune c where c.code = ${home.communeCode}`);
    if (!when || input.until < when.today || input.until > mostDayOf(when.today))
      return refuse('bad-last-day', { field: 'until' });
    const publicId = randomUUID();
    await tx.db.insert(crewLink).values({
      publicId,
      organisationId: home.organisationId,
      siteId: home.id,
      name: input.name,
      tokenHash: hashOfCrewToken(crewToken(publicId, secret)),
      createdBy: ctx.actor.person?.id ?? null,
      expiresAt: new Date(when.expires),
    });
    return { publicId };
  });
}
