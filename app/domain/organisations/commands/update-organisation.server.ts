import { eq } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { organisation } from '#db/tables/people.ts';
import { currentCommune, resolveTerritory } from '../places.server.ts';
import { mayManageMembers } from '../policy.ts';
import type { EditOrganisationInput } from '../schema.ts';
import { statusesOfKind } from '../vocabulary.ts';

/**
 * Changes what the acting organisation says of itself. Its kind and its address stay. A claim that was checked (name,
 * status, SIREN, social economy, territory) and changes is declared again until somebody checks it.
 */
export async function updateOrganisation(
  ctx: Ctx,
  { key, input }: { key: string; input: EditOrganisationInput },
): Promise<{ slug: string }> {
  const acting = ctx.actor.organisation;
  if (!acting || !mayManageMembers(ctx.actor, acting.id)) return refuse('forbidden');
  return inCommand(ctx, { name: 'update-organisation', key, input }, async (tx) => {
    const [current] = await tx.db
      .select()
      .from(organisation)
      .where(eq(organisation.id, acting.id))
      .for('no key update');
    if (!current) return refuse('not-found');
    const { territoryLevel, territoryCode, legalStatus = current.legalStatus } = input;
    if (!statusesOfKind[current.kind].includes(legalStatus))
      refuse('invalid-input', { field: 'legalStatus' });
    const collectivite = current.kind === 'collectivite';
    const asked =
      territoryLevel && territoryCode ? { level: territoryLevel, code: territoryCode } : undefined;
    const territory = collectivite ? await resolveTerritory(tx, asked) : null;
    const claims = {
      name: input.name,
      legalStatus,
      siren: input.siren ?? null,
      socialEconomy: input.socialEconomy === 'on',
      territoryLevel: territory?.level ?? null,
      territoryCode: territory?.code ?? null,
    };
    const names = Object.keys(claims) as (keyof typeof claims)[];
    const claimed = names.some((name) => claims[name] !== current[name]);
    await tx.db
      .update(organisation)
      .set({
        ...claims,
        communeCode: input.communeCode ? await currentCommune(tx, input.communeCode) : null,
        phone: input.phone ?? null,
        website: input.website ?? null,
        description: input.description ?? null,
        ...(claimed ? { verifiedAt: null } : {}),
      })
      .where(eq(organisation.id, acting.id));
    await record(tx, 'organisation.changed', { organisation: acting.id, claimed });
    return { slug: current.slug };
  });
}
