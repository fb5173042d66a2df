import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { ActingOrganisation, ActingPerson } from '#app/domain/context.ts';
import { acceptTermsAs } from '#app/domain/legal/accept.server.ts';
import { acceptAsNewPerson } from '#app/domain/organisations/commands/accept-invitation.server.ts';
import { createOrganisation } from '#app/domain/organisations/commands/create-organisation.server.ts';
import { findOrCreateGuest } from '#app/domain/organisations/commands/find-or-create-guest.server.ts';
import { inviteColleague } from '#app/domain/organisations/commands/invite-colleague.server.ts';
import { makePlatformAdministrator } from '#app/domain/organisations/commands/make-platform-administrator.server.ts';
import { resetPassword } from '#app/domain/organisations/commands/reset-password.server.ts';
import { signUp } from '#app/domain/organisations/commands/sign-up.server.ts';
import { verifyEmail } from '#app/domain/organisations/commands/verify-email.server.ts';
import { verifyOrganisation } from '#app/domain/organisations/commands/verify-organisation.server.ts';
import type { Outside } from '#app/domain/organisations/outside.ts';
import { ADMINISTRATOR, ANALYST, DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD } from '../accounts.ts';
import { PLACES } from '../world/places.ts';
import type { OrganisationTale, PersonTale } from '../world/tales.ts';
import { actorOf, ctxAt, keyOf, together, type World } from './world.ts';

const DEVICE = { userAgent: null };

/** No mail leaves and nobody is signed in: the link of a mail is kept here instead. */
class Mailbox implements Outside {
  link = '';
  readonly #hash: Outside['hashPassword'];

  constructor({ hashPassword }: World) {
    this.#hash = hashPassword;
  }

  mail: Outside['mail'] = async (_ctx, letter) => {
    if ('token' in letter.params) this.link = letter.params.token;
  };
  hashPassword: Outside['hashPassword'] = (password) => this.#hash(password);
  verifyPassword = async () => false;
  openSession = async () => ({ id: '', cookie: '', awaits: null });
  newMailCode = () => null;
  closeAllSessions = async () => {};
}

/** Everybody else's password: one that nobody knows. */
const unknown = randomBytes(24).toString('base64url');

export async function playOrganisation(world: World, at: number, who: OrganisationTale): Promise<void> {
  const account = DEMONSTRATION_ACCOUNTS.find(({ slug }) => slug === who.id);
  const email = account?.email ?? `contact@${who.id}.example`;
  const publicId = await together(world, async (tx) => {
    const password = account ? DEMONSTRATION_PASSWORD : unknown;
    const person =
      (await personOf(tx, email)) ??
      (await becomeMember(tx, at, { name: account?.name ?? who.person, email, password }));
    const { name, kind, status, socialEconomy, territory } = who;
    const made = await createOrganisation(ctxAt(tx, at, { person, organisation: null, via: 'session' }), {
      key: keyOf(world, 'organisation', who.id),
      input: {
        name,
        kind,
        legalStatus: status,
        socialEconomy,
        territory,
        communeCode: PLACES[who.at].code,
        slug: account?.slug,
      },
    });
    await verifyOrganisation(ctxAt(tx, at), made.slug);
    return made.publicId;
  });
  await takePart(world, who.id, email, publicId);
  if (who.id === 'demo-collectivite') await playAnalyst(world, at, who.id);
  if (who.id === 'demo-holder') await playAdministrator(world, at);
}

async function becomeMember(tx: World, at: number, input: { name: string; email: string; password: string }) {
  const mailbox = new Mailbox(tx);
  // the key is new each time: a sign-up is found again by its address
  await signUp(ctxAt(tx, at), mailbox, {
    key: crypto.randomUUID(),
    input: { ...input, profile: 'professional' },
    next: null,
  });
  await verifyEmail(ctxAt(tx, at), mailbox, mailbox.link, DEVICE);
  const person = await personOf(tx, input.email);
  if (!person) throw new Error('a person just confirmed is missing');
  return person;
}

async function playAnalyst(world: World, at: number, holder: string): Promise<void> {
  const { email, name } = ANALYST;
  if (await personOf(world, email)) return;
  await together(world, async (tx) => {
    const mailbox = new Mailbox(tx);
    await inviteColleague(ctxAt(tx, at, actorOf(world, holder)), mailbox, {
      key: crypto.randomUUID(),
      email,
      role: 'analyst',
    });
    await acceptAsNewPerson(ctxAt(tx, at), mailbox, {
      link: mailbox.link,
      name,
      password: DEMONSTRATION_PASSWORD,
      device: DEVICE,
    });
  });
}

async function playAdministrator(world: World, at: number): Promise<void> {
  const { email } = ADMINISTRATOR;
  if (await personOf(world, email)) return;
  await together(world, async (tx) => {
    const mailbox = new Mailbox(tx);
    const { link } = await makePlatformAdministrator(ctxAt(tx, at), mailbox, email);
    const made = await personOf(tx, email);
    if (made) await acceptTermsAs(ctxAt(tx, at), made.id);
    await resetPassword(ctxAt(tx, at), mailbox, { link, password: DEMONSTRATION_PASSWORD, device: DEVICE });
  });
}

/** Somebody without firm nor password, as a reservation's link makes them. */
export async function playPerson(
  world: World,
  at: number,
  { id, name, at: home }: PersonTale,
): Promise<void> {
  const email = `${id}@example.org`;
  const known = await personOf(world, email);
  if (!known) {
    const input = { name, email, phone: undefined, communeCode: PLACES[home].code };
    await together(world, (tx) =>
      findOrCreateGuest(ctxAt(tx, at), new Mailbox(tx), { input, device: DEVICE }),
    );
  }
  await takePart(world, id, email, null);
}

async function personOf({ db }: World, email: string): Promise<ActingPerson | null> {
  const [row] = await db.execute<ActingPerson & Record<string, unknown>>(sql`
    select id, public_id as "publicId", name, email, locale, platform_admin as "platformAdmin"
      from person where email = ${email} and email_verified_at is not null`);
  return row ?? null;
}

/** From now on this name of the story acts as that person, for that organisation (null: their own). */
async function takePart(world: World, id: string, email: string, publicId: string | null): Promise<void> {
  const person = await personOf(world, email);
  const [organisation] = await world.db.execute<ActingOrganisation & Record<string, unknown>>(sql`
    select o.id, o.public_id as "publicId", o.slug, o.name, o.kind, m.role,
           case when o.territory_code is not null then json_build_object('level', o.territory_level, 'code', o.territory_code) end as territory
      from membership m join organisation o on o.id = m.organisation_id
     where m.person_id = ${person?.id ?? null}
       and case when ${publicId}::uuid is null then o.kind = 'private_person' else o.public_id = ${publicId}::uuid end`);
  if (!person || !organisation) throw new Error(`${id} has no part to play`);
  world.actors.set(id, { person, organisation, via: 'session' });
}
