import { eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { actPrivately } from '#app/domain/organisations/commands/act-privately.server.ts';
import { createPersonalOrganisation } from '#app/domain/organisations/commands/create-personal-organisation.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { organisation } from '#db/tables/people.ts';

/**
 * The first act of somebody signed in who acts for no organisation: from now on the session acts for the person alone,
 * and the act is done, in one transaction. A refusal leaves both undone.
 */
export async function privately<Answer>(
  ctx: Ctx,
  sessionId: string,
  act: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  return ctx.db.transaction(async (db) => {
    const tx: Ctx = { ...ctx, db };
    await actPrivately(tx, { sessionId });
    const id = await createPersonalOrganisation(tx, me);
    const { publicId, slug, name } = organisation;
    const [own] = await db
      .select({ id: organisation.id, publicId, slug, name })
      .from(organisation)
      .where(eq(organisation.id, id));
    if (!own) throw new Error('an organisation just made is missing');
    const acting = {
      ...own,
      kind: 'private_person' as const,
      role: 'administrator' as const,
      territory: null,
    };
    return act({ ...tx, actor: { ...ctx.actor, organisation: acting } });
  });
}
