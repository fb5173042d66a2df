import type { Ctx } from '#app/domain/context.ts';
import { createApiToken } from '#app/domain/organisations/commands/create-api-token.server.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { call, expectOk, handedOver, type Party } from '../ledger/world.ts';
import { ctxOf } from '../support/accounts.ts';
import { acting } from '../support/context.ts';
import type { TestDatabase } from '../support/database.ts';
import { type Made, makeLot } from '../support/factories.ts';

export interface ReservingTaker {
  party: Party;
  ctx: Ctx;
  /** of the API */
  token: string;
  /** of the browser, signed in */
  cookie: string;
}

export interface ReservingWorld {
  holder: Party;
  lots: Made[];
  takers: ReservingTaker[];
}

/**
 * Published lots of one holder and takers who have already collected something once: no limit of open requests applies to them, as to
 * most who reserve. `units` of each lot.
 */
export async function reservingWorld(
  world: TestDatabase,
  lots: number,
  { takers = 50, units = 1_000_000 } = {},
): Promise<ReservingWorld> {
  const { party: holder } = await acting(world);
  const proof = await makeLot(world.owner, holder, { units: takers });
  const known: ReservingTaker[] = [];
  for (let n = 0; n < takers; n++) known.push(await provenTaker(world, holder, proof));
  const made: Made[] = [];
  for (let n = 0; n < lots; n++) made.push(await makeLot(world.owner, holder, { units }));
  return { holder, lots: made, takers: known };
}

async function provenTaker(world: TestDatabase, holder: Party, proof: Made): Promise<ReservingTaker> {
  const { sql, db } = world;
  const { party, ctx } = await acting(world);
  const { reservation } = expectOk(
    await call(sql, 'reserve', party, proof.id, 1000, 'own_home', null, '35278'),
  );
  expectOk(await call(sql, 'accept', holder, Number(reservation)));
  await handedOver(sql, holder, party, Number(reservation), 1000, 20_000);
  const slug = ctx.actor.organisation?.slug ?? '';
  const { token } = await createApiToken(ctxOf(db), { organisation: slug, scopes: ['reservations:write'] });
  const { cookie } = await openSession(db, party.person, {
    organisationId: party.organisation,
    userAgent: null,
  });
  return { party, ctx, token, cookie: cookie.split(';')[0] ?? '' };
}
