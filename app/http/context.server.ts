import { redirect } from '@remix-run/node';
import type { ActingOrganisation, ActingPerson, Actor, Ctx, Role } from '#app/domain/context.ts';
import type { MarketIndex } from '#app/domain/lots/market-index.ts';
import { isOperator } from '#app/domain/operator/policy.ts';
import { allowsRole } from '#app/domain/organisations/policy.ts';
import { refuse } from '#app/domain/refusal.ts';
import { forSite, type Place } from '#app/domain/sites/for-site.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { isLocale, type Locale, localeCookie, localeOf, readCookie } from '#app/i18n/locale.ts';
import { now } from '#app/platform/database/clock.server.ts';
import { readSession, sessionSecretOf } from '#app/platform/session/session.server.ts';
import type { Database } from '#db/client.ts';

const nobody: Actor = { person: null, organisation: null, via: 'none' };
const sessionIds = new WeakMap<Ctx, string>();
const contexts = new WeakMap<object, Map<string, Promise<Ctx>>>();

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
  const sessionId = sessionIds.get(own);
  if (sessionId) sessionIds.set(ctx, sessionId);
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
  const { actor, sessionId } = await actorOf(request, db);
  const ctx = {
    db,
    actor,
    now: now(),
    locale: localeFor(request, actor.person),
    market: context.market ?? null,
  };
  context.language = ctx.locale;
  context.now = ctx.now;
  if (sessionId) sessionIds.set(ctx, sessionId);
  return ctx;
}

async function actorOf(request: Request, db: Database): Promise<{ actor: Actor; sessionId: string | null }> {
  const secret = sessionSecretOf(request);
  const read = secret ? await readSession(db, secret) : null;
  if (!read) return { actor: nobody, sessionId: null };
  return {
    sessionId: read.sessionId,
    actor: {
      person: read.person,
      organisation: actingOrganisation(read),
      via: 'session',
      ...(read.organisation?.suspended ? { suspended: true } : {}),
    },
  };
}

type Read = NonNullable<Awaited<ReturnType<typeof readSession>>>;

function actingOrganisation({ organisation, role }: Read): ActingOrganisation | null {
  if (!organisation || !role) return null;
  const { territoryLevel, territoryCode, suspended, ...rest } = organisation;
  if (suspended) return null;
  const territory = territoryLevel && territoryCode ? { level: territoryLevel, code: territoryCode } : null;
  return { ...rest, role, territory };
}

/** A choice made on this browser wins over the one kept with the person, so that the switch works at once. */
function localeFor(request: Request, person: ActingPerson | null) {
  const chosen = readCookie(request.headers.get('cookie'), localeCookie);
  if (isLocale(chosen)) return chosen;
  return person?.locale ?? localeOf(request);
}

/** Which row of the person's sessions this request uses, to mark it in a list or keep it when closing the others. */
export function sessionIdOf(ctx: Ctx): string | null {
  return sessionIds.get(ctx) ?? null;
}

/** Sends a visitor to sign in and back to this page. */
export function requirePerson(ctx: Ctx, request: Request): asserts ctx is SignedInCtx {
  if (ctx.actor.person) return;
  const { pathname, search } = new URL(request.url);
  // a form cannot be replayed after signing in: its page is where to come back
  const next = request.method === 'GET' ? pathname + search : pathname;
  throw redirect(paths.login(next.replace(/\.data$/, '')));
}

/** Sends a visitor to sign in, somebody without organisation to make one; refuses `forbidden` below `role`. */
export function requireOrganisation(ctx: Ctx, request: Request, role?: Role): asserts ctx is MemberCtx {
  requirePerson(ctx, request);
  const { organisation } = ctx.actor;
  if (!organisation) throw redirect(ctx.actor.suspended ? paths.suspended() : paths.newOrganisation());
  if (role && !allowsRole(organisation.role, role)) refuse('forbidden');
}

/** The operator's desk does not exist for anybody else. A visitor gets the same answer: no page says that there is one. */
export function requireOperator(ctx: Ctx, _request: Request): asserts ctx is SignedInCtx {
  if (!isOperator(ctx.actor)) refuse('not-found');
}
