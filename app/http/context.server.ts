import { redirect } from '@remix-run/node';
import type { ActingOrganisation, ActingPerson, Actor, Ctx, Role } from '#app/domain/context.ts';
import type { MarketIndex } from '#app/domain/lots/market-index.ts';
import { isOperator } from '#app/domain/operator/policy.ts';
import { allowsRole } from '#app/domain/organisations/policy.ts';
import { refuse } from '#app/domain/refusal.ts';
import { forSite, type Place } from '#app/domain/sites/for-site.server.ts';
import { isDemonstration } from '#app/http/demonstration.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { needsTerms } from '#app/http/terms.ts';
import { isLocale, type Locale, localeCookie, localeOf, readCookie } from '#app/i18n/locale.ts';
import { now } from '#app/platform/database/clock.server.ts';
import { readSession, sessionSecretOf } from '#app/platform/session/session.server.ts';
import type { Database } from '#db/client.ts';

const nobody: Actor = { person: null, organisation: null, via: 'none' };
const sessions = new WeakMap<Ctx, OpenSession>();
const contexts = new WeakMap<object, Map<string, Promise<Ctx>>>();

interface OpenSession {
  id: string;
  standing: Standing;
}

/** What the session of a request has proved, besides who it is. */
export interface Standing {
  /** password or code given in the last quarter of an hour */
  proven: boolean;
  secondFactor: boolean;
  /** for an administrator of an organisation without second factor: since when, or from when, their acts need one */
  factorDueAt: Date | null;
  /** the terms in force were not accepted: acts are refused until they are */
  termsDue: boolean;
}

interface Args {
  request: Request;
  context: { db: Database; language?: Locale; now?: Date; market?: MarketIndex | null };
  /** What is acted on: whoever holds a mandate there acts for its giver. `actingAt` names it. */
  place?: Place;
}

export type SignedInCtx = Ctx & { actor: Actor & { person: ActingPerson } };
export type MemberCtx = Ctx & { actor: Actor & { person: ActingPerson; organisation: ActingOrganisation } };

/**
 * Who asks, for which organisation, in which language, now. One SQL statement when signed in, none otherwise. Remix
 * gives each loader its own copy of the request but one load context: the answer is kept there, once for the action
 * and once for the loaders that run after it.
 */
export function contextOf({ request, context, place }: Args): Promise<Ctx> {
  const known = contexts.get(context) ?? new Map<string, Promise<Ctx>>();
  contexts.set(context, known);
  const remembered = (name: string, make: () => Promise<Ctx>) => {
    const made = known.get(name) ?? make();
    known.set(name, made);
    return made;
  };
  const own = remembered(request.method, () => makeContext(request, context));
  if (!place) return own;
  return remembered(`${request.method} ${JSON.stringify(place)}`, async () => onPlace(await own, place));
}

async function onPlace(own: Ctx, place: Place): Promise<Ctx> {
  const ctx = await forSite(own, place);
  const session = sessions.get(own);
  if (session) sessions.set(ctx, session);
  return ctx;
}

/**
 * The arguments of a loader or an action about one site, lot, reservation or visit (`params.id`): a mandate on its site then
 * counts. A page that does not say so is closed to whoever acts for another.
 */
export function actingAt<A extends { params: Record<string, string | undefined> }>(
  args: A,
  kind: 'site' | 'lot' | 'reservation' | 'visit',
): A & { place: Place } {
  return { ...args, place: { [kind]: publicIdOf(args.params) } as Place };
}

async function makeContext(request: Request, context: Args['context']): Promise<Ctx> {
  const { db } = context;
  const { actor, session } = await actorOf(request, db);
  const ctx = {
    db,
    actor,
    now: now(),
    locale: localeFor(request, actor.person),
    market: context.market ?? null,
  };
  context.language = ctx.locale;
  context.now = ctx.now;
  if (session) sessions.set(ctx, session);
  if (session?.standing.termsDue && needsTerms(request)) refuse('terms-to-accept');
  return ctx;
}

async function actorOf(
  request: Request,
  db: Database,
): Promise<{ actor: Actor; session: OpenSession | null }> {
  const secret = sessionSecretOf(request);
  const read = secret ? await readSession(db, secret) : null;
  if (!read) return { actor: nobody, session: null };
  const standing = standingOf(read);
  return {
    session: { id: read.sessionId, standing },
    actor: { person: read.person, organisation: actingOrganisation(read, standing), via: 'session' },
  };
}

type Read = NonNullable<Awaited<ReturnType<typeof readSession>>>;

/** An account of the demonstration, which everybody may enter, counts as having all. */
function standingOf({ person, standing }: Read): Standing {
  if (isDemonstration(person.email))
    return { ...standing, proven: true, secondFactor: true, factorDueAt: null };
  return { ...standing, factorDueAt: standing.secondFactor ? null : standing.factorDueAt };
}

/** An administrator who should have a second factor by now, and has none, does what a site manager does until they set one up. */
function actingOrganisation(
  { organisation, role }: Read,
  { factorDueAt }: Standing,
): ActingOrganisation | null {
  if (!organisation || !role) return null;
  const { territoryLevel, territoryCode, ...rest } = organisation;
  const territory = territoryLevel && territoryCode ? { level: territoryLevel, code: territoryCode } : null;
  const held = role === 'administrator' && factorDueAt !== null && factorDueAt <= now();
  return { ...rest, role: held ? 'site_manager' : role, territory };
}

/** A choice made on this browser wins over the one kept with the person, so that the switch works at once. */
function localeFor(request: Request, person: ActingPerson | null) {
  const chosen = readCookie(request.headers.get('cookie'), localeCookie);
  if (isLocale(chosen)) return chosen;
  return person?.locale ?? localeOf(request);
}

/** Which row of the person's sessions this request uses, to mark it in a list or keep it when closing the others. */
export function sessionIdOf(ctx: Ctx): string | null {
  return sessions.get(ctx)?.id ?? null;
}

/** What the session of this request has proved; null for who has none. */
export function standingIn(ctx: Ctx): Standing | null {
  return sessions.get(ctx)?.standing ?? null;
}

/** Whether whoever is signed in has yet to accept the terms in force. */
export function termsDue(ctx: Ctx): boolean {
  return standingIn(ctx)?.termsDue ?? false;
}

/** Sends a visitor to sign in and back to this page. */
export function requirePerson(ctx: Ctx, request: Request): asserts ctx is SignedInCtx {
  if (ctx.actor.person) return;
  throw redirect(paths.login(pageOf(request)));
}

/** Where to come back to. A form cannot be replayed after signing in: its page is. */
function pageOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  const next = request.method === 'GET' ? pathname + search : pathname;
  return next.replace(/\.data(?=$|\?)/, '');
}

/** Before a dangerous act: who proved nothing for a quarter of an hour gives a code, or their password, and comes back. */
export function requireProof(ctx: Ctx, request: Request): asserts ctx is SignedInCtx {
  requirePerson(ctx, request);
  if (!standingIn(ctx)?.proven) throw redirect(paths.proveAgain(pageOf(request)));
}

/** Sends a visitor to sign in, somebody without organisation to make one; refuses `forbidden` below `role`. */
export function requireOrganisation(ctx: Ctx, request: Request, role?: Role): asserts ctx is MemberCtx {
  requirePerson(ctx, request);
  const { organisation } = ctx.actor;
  if (!organisation && ctx.actor.suspended) refuse('organisation-suspended');
  if (!organisation) throw redirect(paths.newOrganisation());
  if (role && !allowsRole(organisation.role, role)) refuse('forbidden');
}

/**
 * The operator's desk does not exist for anybody else. A visitor gets the same answer: no page says that there is one. An operator
 * has a second factor, and has proved within the quarter of an hour to be there before changing anything.
 */
export function requireOperator(ctx: Ctx, request: Request): asserts ctx is SignedInCtx {
  if (!isOperator(ctx.actor)) refuse('not-found');
  if (!standingIn(ctx)?.secondFactor) throw redirect(paths.secondFactor(pageOf(request)));
  if (request.method !== 'GET') requireProof(ctx, request);
}
