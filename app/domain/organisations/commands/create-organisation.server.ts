import { and, eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { membership, session } from '#db/tables/people.ts';
import { currentCommune, resolveTerritory } from '../places.server.ts';
import { insertWithFreeSlug } from '../slug.server.ts';
import { type ChoosableKind, type LegalStatus, statusesOfKind } from '../vocabulary.ts';

export interface CreateOrganisation {
  name: string;
  kind: ChoosableKind;
  legalStatus?: LegalStatus;
  siren?: string;
  socialEconomy?: boolean;
  /** One more organisation of a legal person that is here already: said on purpose. */
  separate?: boolean;
  communeCode?: string;
  territory?: { level: string; code: string };
  /** Address wanted; by default drawn from the name. */
  slug?: string;
}

/**
 * Makes the acting person its administrator and, when `sessionId` is given, acts for it from then on. Its kind stays
 * declared (`verified_at` null) until somebody checks it. A legal status its kind cannot have is refused; a SIREN that is
 * here already is 'siren-known' unless the new organisation is `separate`.
 */
export async function createOrganisation(
  ctx: Ctx,
  { key, input, sessionId = null }: { key: string; input: CreateOrganisation; sessionId?: string | null },
): Promise<{ slug: string; publicId: string }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const { name, kind, siren, socialEconomy = false, separate = false } = input;
  const legalStatus = input.legalStatus ?? statusesOfKind[kind][0];
  if (!statusesOfKind[kind].includes(legalStatus)) refuse('invalid-input', { field: 'legalStatus' });
  return inCommand(ctx, { name: 'create-organisation', key, input }, async (tx) => {
    if (siren && !separate) await refuseKnownSiren(tx, siren);
    const territory = kind === 'collectivite' ? await resolveTerritory(tx, input.territory) : null;
    const communeCode = input.communeCode ? await currentCommune(tx, input.communeCode) : null;
    const made = await insertWithFreeSlug(tx, input.slug ?? name, {
      name,
      kind,
      legalStatus,
      siren,
      socialEconomy,
      communeCode,
      territoryLevel: territory?.level,
      territoryCode: territory?.code,
    });
    await tx.db
      .insert(membership)
      .values({ organisationId: made.id, personId: me.id, role: 'administrator' });
    if (sessionId) {
      await tx.db
        .update(session)
        .set({ organisationId: made.id })
        .where(and(eq(session.id, sessionId), eq(session.personId, me.id)));
    }
    await record(tx, 'organisation.created', { organisation: made.id });
    return { slug: made.slug, publicId: made.publicId };
  });
}

/** Two sign-ups with one SIREN stand in line: the second is asked to join the first. */
async function refuseKnownSiren(ctx: Ctx, siren: string): Promise<void> {
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('siren:' || ${siren}, 0))`);
  const [known] = await ctx.db.execute<{ name: string }>(
    sql`select name from organisation where siren = ${siren} and kind <> 'private_person' order by verified_at nulls last, id limit 1`,
  );
  if (known) refuse('siren-known', { field: 'siren', title: known.name });
}
