import { and, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { membership, organisation } from '#db/tables/people.ts';
import { insertWithFreeSlug } from '../slug.server.ts';

/**
 * A private person acts through an organisation of their own without ever meeting the word. Made once, inside the
 * transaction of `ctx`, which holds the person's row. Returns its id. Its slug says nothing of the person.
 */
export async function createPersonalOrganisation(
  ctx: Ctx,
  owner: { id: number; name: string; communeCode?: string | null; phone?: string | null },
): Promise<number> {
  const [known] = await ctx.db
    .select({ id: organisation.id })
    .from(organisation)
    .innerJoin(membership, eq(membership.organisationId, organisation.id))
    .where(and(eq(membership.personId, owner.id), eq(organisation.kind, 'private_person')));
  if (known) return known.id;
  const made = await insertWithFreeSlug(ctx, 'particulier', {
    name: owner.name,
    kind: 'private_person',
    legalStatus: 'private_person',
    communeCode: owner.communeCode,
  });
  await ctx.db
    .insert(membership)
    .values({ organisationId: made.id, personId: owner.id, role: 'administrator' });
  return made.id;
}
