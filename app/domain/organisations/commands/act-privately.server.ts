import { and, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { person, session } from '#db/tables/people.ts';
import { createPersonalOrganisation } from './create-personal-organisation.server.ts';

/** From now on this session acts for the person alone; done twice it changes nothing more. */
export async function actPrivately(ctx: Ctx, { sessionId }: { sessionId: string }): Promise<{ done: true }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  return ctx.db.transaction(async (db) => {
    const [owner] = await db
      .select({ id: person.id, name: person.name, communeCode: person.communeCode })
      .from(person)
      .where(eq(person.id, me.id))
      .for('update');
    if (!owner) return refuse('not-found');
    const organisationId = await createPersonalOrganisation({ ...ctx, db }, owner);
    await db
      .update(session)
      .set({ organisationId })
      .where(and(eq(session.id, sessionId), eq(session.personId, me.id)));
    return { done: true as const };
  });
}
