import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { acceptTermsAs } from '../accept.server.ts';

/**
 * Whoever is signed in accepts a version of the terms: the one in force, or one that will be. Refuses 'terms-changed' when
 * what was read is no longer in force.
 */
export async function acceptTerms(
  ctx: Ctx,
  { key, version }: { key: string; version: number },
): Promise<{ version: number }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const alone = { ...ctx, actor: { ...ctx.actor, organisation: null } };
  return inCommand(alone, { name: 'accept-terms', key, input: { version } }, async (tx) => {
    const [row] = await tx.db.execute<{ offered: boolean }>(sql`
      select version >= legal_version('terms') as offered from legal_text where kind = 'terms' and version = ${version}`);
    if (!row?.offered) return refuse('terms-changed');
    await acceptTermsAs(tx, me.id, version);
    await record(tx, 'terms.accepted', { person: me.id, version });
    return { version };
  });
}
