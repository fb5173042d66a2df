import { eq } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { organisationMeant } from '#app/domain/organisations/find.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { mandate } from '#db/tables/mandates.ts';
import { site } from '#db/tables/sites.ts';
import type { MandateInput } from '../mandate-schema.ts';
import { canEntrustSite } from '../policy.ts';

/**
 * Lets another organisation list, answer or hand over on one site, from a day on and until another. A second mandate to
 * the same organisation over the same days is refused: the first is ended, then given anew.
 */
export async function giveMandate(
  ctx: Ctx,
  sitePublicId: string,
  { key, input }: { key: string; input: MandateInput },
): Promise<{ publicId: string; mandatary: string }> {
  return inCommand(ctx, { name: 'give-mandate', key, input: { sitePublicId, ...input } }, async (tx) => {
    // the site's row keeps two at once in line
    const [home] = await tx.db
      .select()
      .from(site)
      .where(eq(site.publicId, sitePublicId))
      .for('no key update');
    if (!home || ctx.actor.organisation?.id !== home.organisationId) return refuse('not-found');
    if (!canEntrustSite(ctx.actor, home)) return refuse('forbidden');
    const other = await organisationMeant(tx, input.organisation, 'organisation');
    if (other.id === home.organisationId) return refuse('mandate-to-self', { field: 'organisation' });
    const [made] = await tx.db
      .insert(mandate)
      .values({
        organisationId: home.organisationId,
        siteId: home.id,
        mandataryId: other.id,
        scopes: input.scopes,
        startsOn: input.startsOn,
        endsOn: input.endsOn ?? null,
        givenBy: ctx.actor.person?.id ?? null,
      })
      .returning({ id: mandate.id, publicId: mandate.publicId })
      .catch(overlapping);
    if (!made) throw new Error('the mandate was not written');
    await record(tx, 'mandate.given', { mandate: made.id });
    return { publicId: made.publicId, mandatary: other.name };
  });
}

function overlapping(error: unknown): never {
  const seen = error as { cause?: { code?: string } };
  if (seen.cause?.code === '23P01') return refuse('mandate-exists', { field: 'organisation' });
  throw error;
}
