import { eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import type { Outside } from '#app/domain/organisations/outside.ts';
import { person, secondFactor } from '#db/tables/people.ts';

/**
 * For whoever lost device and recovery codes, once the operator has recognised them: the second factor goes, every session ends.
 * Returns whom it concerns; null when that address has none.
 */
export async function resetFactor(
  ctx: Ctx,
  outside: Pick<Outside, 'closeAllSessions'>,
  email: string,
): Promise<{ id: number; publicId: string } | null> {
  const [owner] = await ctx.db
    .select({ id: person.id, publicId: person.publicId })
    .from(person)
    .innerJoin(secondFactor, eq(secondFactor.personId, person.id))
    .where(eq(person.email, email));
  if (!owner) return null;
  await ctx.db.delete(secondFactor).where(eq(secondFactor.personId, owner.id));
  await outside.closeAllSessions(ctx.db, owner.id);
  await record(ctx, 'account.second-factor-reset', { person: owner.id });
  return owner;
}
