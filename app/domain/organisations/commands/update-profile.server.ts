import { and, eq, inArray } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { membership, organisation, person } from '#db/tables/people.ts';
import type { ProfileInput } from '../schema.ts';

/** What the acting person says of themselves. Their own organisation, when they have one, bears their name. */
export async function updateProfile(
  ctx: Ctx,
  { key, input }: { key: string; input: ProfileInput },
): Promise<{ done: true }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const { name, phone = null, locale } = input;
  return inCommand(ctx, { name: 'update-profile', key, input: { name, phone, locale } }, async (tx) => {
    await tx.db.update(person).set({ name, phone, locale }).where(eq(person.id, me.id));
    const mine = tx.db
      .select({ id: membership.organisationId })
      .from(membership)
      .where(eq(membership.personId, me.id));
    await tx.db
      .update(organisation)
      .set({ name })
      .where(and(eq(organisation.kind, 'private_person'), inArray(organisation.id, mine)));
    return { done: true as const };
  });
}
