import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { acceptTermsAs } from '#app/domain/legal/accept.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { person } from '#db/tables/people.ts';
import { consumeLink } from '../links.server.ts';
import type { Device, OpenedSession, Outside } from '../outside.ts';
import type { Profile } from '../vocabulary.ts';
import { createPersonalOrganisation } from './create-personal-organisation.server.ts';

export interface Verified extends OpenedSession {
  profile: Profile;
  next: string | null;
}

/** Confirms the mailbox: name and password of that sign-up become the account's, and its owner is signed in. */
export async function verifyEmail(
  ctx: Ctx,
  outside: Outside,
  link: string,
  device: Device,
): Promise<Verified> {
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const { personId, payload } = await consumeLink(tx, 'verify-email', link);
    const [owner] = await db
      .update(person)
      .set({
        emailVerifiedAt: sql`ledger.clock()`,
        name: payload.name ?? sql`name`,
        passwordHash: payload.passwordHash,
      })
      // an account that became real by another way keeps what it has: an old link must not change its password
      .where(and(eq(person.id, personId), isNull(person.emailVerifiedAt)))
      .returning({ id: person.id, name: person.name });
    if (!owner) return refuse('link-expired');
    const profile: Profile = payload.profile === 'private' ? 'private' : 'professional';
    const organisationId = profile === 'private' ? await createPersonalOrganisation(tx, owner) : null;
    await acceptTermsAs(tx, owner.id, payload.terms ? Number(payload.terms) : null);
    await record(tx, 'account.confirmed', { person: owner.id });
    const opened = await outside.openSession(db, owner.id, { ...device, organisationId });
    return { ...opened, profile, next: payload.next ?? null };
  });
}
