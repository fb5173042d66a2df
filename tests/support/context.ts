import type { Ctx, Locale, Role } from '#app/domain/context.ts';
import type { OrganisationKind } from '#app/domain/organisations/vocabulary.ts';
import type { Party } from '#tests/ledger/world.ts';
import type { TestDatabase } from './database.ts';
import { makeMember, makeOrganisation, makePerson } from './factories.ts';

/** Somebody acting for an organisation of their own, ready to call commands. */
export interface Acting {
  ctx: Ctx;
  /** as the ledger's functions and the factories name them */
  party: Party;
  email: string;
}

interface As {
  kind?: OrganisationKind;
  role?: Role;
  locale?: Locale;
}

export async function acting(
  { db, owner }: TestDatabase,
  { kind = 'firm', role = 'administrator', locale = 'fr' }: As = {},
): Promise<Acting> {
  const organisation = await makeOrganisation(owner, kind);
  const person = await makeMember(owner, organisation, role);
  await owner`update person set locale = ${locale} where id = ${person.id}`;
  const { id, publicId, slug } = organisation;
  return {
    email: person.email,
    party: { organisation: id, person: person.id },
    ctx: {
      db,
      now: new Date(),
      locale,
      actor: {
        via: 'session',
        person: { ...person, locale, platformAdmin: false },
        organisation: { id, publicId, slug, name: slug, kind, role, territory: null },
      },
    },
  };
}

/** The same organisation in another role. */
export const inRole = ({ ctx }: Acting, role: Role): Ctx => ({
  ...ctx,
  actor: { ...ctx.actor, organisation: ctx.actor.organisation && { ...ctx.actor.organisation, role } },
});

/** Signed in, acting for no organisation. */
export async function alone(
  { db, owner }: TestDatabase,
  options: { platformAdmin?: boolean } = {},
): Promise<Ctx> {
  const person = await makePerson(owner, options);
  return {
    db,
    now: new Date(),
    locale: 'fr',
    actor: {
      via: 'session',
      person: { ...person, locale: 'fr', platformAdmin: options.platformAdmin ?? false },
      organisation: null,
    },
  };
}

export const visitor = ({ db }: TestDatabase, locale: Locale = 'fr'): Ctx => ({
  db,
  now: new Date(),
  locale,
  actor: { person: null, organisation: null, via: 'none' },
});

/** The code of the refusal a promise ends in, with its details; fails when it does not refuse. */
export async function refusalOf(
  work: Promise<unknown>,
): Promise<{ code: string; [detail: string]: unknown }> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error) || error.name !== 'Refusal') throw error ?? new Error('nothing was refused');
  const { code, details } = error as Error & { code: string; details: Record<string, unknown> };
  return { code, ...details };
}
