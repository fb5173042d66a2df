import { and, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { membership, organisation, session } from '#db/tables/people.ts';

/** From now on this session acts for that organisation. Not a member, or no such organisation: the same 'not-found'. */
export async function switchOrganisation(
  ctx: Ctx,
  { slug, sessionId }: { slug: string; sessionId: string },
): Promise<{ name: string }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const [target] = await ctx.db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .innerJoin(
      membership,
      and(eq(membership.organisationId, organisation.id), eq(membership.personId, me.id)),
    )
    .where(eq(organisation.slug, slug));
  if (!target) return refuse('not-found');
  await ctx.db
    .update(session)
    .set({ organisationId: target.id })
    .where(and(eq(session.id, sessionId), eq(session.personId, me.id)));
  return { name: target.name };
}
