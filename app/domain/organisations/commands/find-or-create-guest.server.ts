import { eq, sql } from 'drizzle-orm';
import type { ActingOrganisation, ActingPerson, Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { acceptTermsAs } from '#app/domain/legal/accept.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { organisation, person } from '#db/tables/people.ts';
import { voidLinks } from '../links.server.ts';
import type { Device, OpenedSession, Outside } from '../outside.ts';
import type { GuestInput } from '../schema.ts';
import { createPersonalOrganisation } from './create-personal-organisation.server.ts';

export interface Guest {
  person: ActingPerson;
  organisation: ActingOrganisation;
  session: OpenedSession;
}

/**
 * Whoever holds a link sent to `email`, as somebody who may act: a confirmed person without password, their own
 * organisation and a session. Call it inside the transaction that consumed the link. An existing account is found, not
 * rewritten: its name stays, phone and commune only fill what is empty. The request leaves in their own name even when
 * they also belong to a firm. A platform administrator never enters by a reservation's link: 'sign-in-needed'.
 */
export async function findOrCreateGuest(
  ctx: Ctx,
  outside: Outside,
  { input, device }: { input: GuestInput; device: Device },
): Promise<Guest> {
  const { name, email, phone, communeCode } = input;
  await ctx.db
    .insert(person)
    .values({ email, name, phone, communeCode, locale: ctx.locale })
    .onConflictDoNothing();
  const [owner] = await ctx.db
    .update(person)
    .set({
      // an unconfirmed sign-up never got further than its mail: what its owner types now is what counts
      name: sql`case when ${person.emailVerifiedAt} is null then ${name} else ${person.name} end`,
      phone: sql`coalesce(${person.phone}, ${phone ?? null})`,
      communeCode: sql`coalesce(${person.communeCode}, ${communeCode ?? null})`,
      emailVerifiedAt: sql`coalesce(${person.emailVerifiedAt}, ledger.clock())`,
    })
    .where(eq(person.email, email))
    .returning();
  if (!owner) throw new Error('a person just inserted is missing');
  if (owner.platformAdmin) return refuse('sign-in-needed');
  await voidLinks(ctx, owner.id, 'verify-email');
  const organisationId = await createPersonalOrganisation(ctx, owner);
  const [own] = await ctx.db
    .select({
      id: organisation.id,
      publicId: organisation.publicId,
      slug: organisation.slug,
      name: organisation.name,
    })
    .from(organisation)
    .where(eq(organisation.id, organisationId));
  if (!own) throw new Error('an organisation just made is missing');
  await acceptTermsAs(ctx, owner.id);
  await record(ctx, 'account.confirmed', { person: owner.id });
  const session = await outside.openSession(ctx.db, owner.id, { ...device, organisationId });
  const { id, publicId, locale, platformAdmin } = owner;
  return {
    session,
    person: { id, publicId, name: owner.name, email, locale, platformAdmin },
    organisation: { ...own, kind: 'private_person', role: 'administrator', territory: null },
  };
}
