import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { inCommand } from '#app/domain/command.server.ts';
import { TOKEN_PREFIX, tokenHash } from '#app/domain/organisations/commands/create-api-token.server.ts';
import { outside } from '#app/http/outside.server.ts';
import { actorOfToken } from '#app/platform/api-token.server.ts';
import { openSession, readSession } from '#app/platform/session/session.server.ts';
import { call } from '#tests/ledger/world.ts';
import { type Acting, acting, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeCrewLink, makeLot, makeMember, makeReservation } from '#tests/support/factories.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

const suspend = (org: number | null, person: number | null = null) =>
  world.sql`select suspend(${org}, ${person}, 'Reported many times, see the case.') as id`;
const lift = (org: number | null, person: number | null = null) =>
  world.sql`select lift_suspension(${org}, ${person}) as id`;
const seenByAll = async (lot: number) =>
  (await world.sql`select 1 from visible_lots(null) where id = ${lot}`).length === 1;
const does = ({ ctx }: Acting) =>
  inCommand(ctx, { name: 'try', key: randomUUID(), input: {} }, async () => 'done');

describe('an organisation suspended', () => {
  it('shows nothing, and all of it again once lifted; what it holds for others stays held', async () => {
    const [holder, taker] = [await acting(world), await acting(world)];
    const lot = await makeLot(world.sql, holder.party, { units: 20 });
    const reservation = await makeReservation(world.sql, lot, taker.party, { units: 5 });
    const [before] =
      await world.sql`select held, expires_at from ledger.reservation where id = ${reservation.id}`;
    await suspend(holder.party.organisation);
    expect(await seenByAll(lot.id)).toBe(false);
    // its own people still find it, should they ever sign in elsewhere
    expect(
      await world.sql`select 1 from visible_lots(${holder.party.organisation}) where id = ${lot.id}`,
    ).toHaveLength(1);
    expect(await call(world.sql, 'reserve', taker.party, lot.id, 1000, 'own_works')).toMatchObject({
      outcome: 'not-found',
    });
    const [held] =
      await world.sql`select held, expires_at from ledger.reservation where id = ${reservation.id}`;
    expect(held).toEqual(before);
    expect(await call(world.sql, 'cancel', taker.party, reservation.id, 'changed_plans', null)).toMatchObject(
      {
        outcome: 'ok',
      },
    );
    await lift(holder.party.organisation);
    expect(await seenByAll(lot.id)).toBe(true);
  });

  it('acts by no door: commands, the ledger’s functions, tokens, crews', async () => {
    const holder = await acting(world);
    const lot = await makeLot(world.sql, holder.party, { units: 20 });
    const crew = await makeCrewLink(world.sql, holder.party);
    const holds = async () =>
      (await world.sql`select crew_link_holds(k) as holds from crew_link k where id = ${crew.id}`)[0]?.holds;
    expect([await does(holder), await holds()]).toEqual(['done', true]);
    await suspend(holder.party.organisation);
    expect(await refusalOf(does(holder))).toMatchObject({ code: 'organisation-suspended' });
    await expect(
      call(world.sql, 'change_stock', holder.party, lot.id, 'add', 1000, 'found'),
    ).rejects.toMatchObject({ code: 'GS003' });
    expect(await holds()).toBe(false);
    await lift(holder.party.organisation);
    expect([await does(holder), await holds()]).toEqual(['done', true]);
  });

  it('has a token that says so, and sessions that act for nobody', async () => {
    const holder = await acting(world);
    const token = TOKEN_PREFIX + randomBytes(32).toString('base64url');
    await world.sql`insert into api_token (organisation_id, name, hash, scopes)
      values (${holder.party.organisation}, 'test', ${tokenHash(token)}, '{lots:read}')`;
    const readToken = () =>
      actorOfToken({
        request: new Request('http://localhost', { headers: { authorization: `Bearer ${token}` } }),
        context: { db: world.db },
      });
    expect(await readToken()).toMatchObject({ suspended: false });
    await suspend(holder.party.organisation);
    const session = await openSession(world.db, holder.party.person, {
      organisationId: holder.party.organisation,
      userAgent: null,
    });
    const raw = /=([A-Za-z0-9_-]{43})/.exec(session.cookie)?.[1] ?? '';
    expect((await readSession(world.db, raw))?.organisation).toMatchObject({ suspended: true });
    expect(await readToken()).toMatchObject({ suspended: true });
    await lift(holder.party.organisation);
    expect((await readSession(world.db, raw))?.organisation).toMatchObject({ suspended: false });
  });

  it('is suspended once, by two operators at the same moment', async () => {
    const holder = await acting(world);
    const both = await Promise.all([suspend(holder.party.organisation), suspend(holder.party.organisation)]);
    expect(both.filter(([row]) => row?.id !== null)).toHaveLength(1);
  });

  it('what it publishes at that very moment is hidden too, or not published', async () => {
    for (let turn = 0; turn < 12; turn++) {
      const holder = await acting(world);
      const lot = await makeLot(world.sql, holder.party, { units: 4, publish: false });
      await Promise.allSettled([
        call(world.sql, 'publish', holder.party, lot.id),
        suspend(holder.party.organisation),
      ]);
      expect(await seenByAll(lot.id)).toBe(false);
    }
  });

  it('a lot barred comes back neither by publishing it again nor with its holder', async () => {
    const holder = await acting(world);
    const lot = await makeLot(world.sql, holder.party, { units: 4 });
    await world.sql`select bar_lot(${lot.id}, true)`;
    expect(await seenByAll(lot.id)).toBe(false);
    expect(await call(world.sql, 'unpublish', holder.party, lot.id)).toMatchObject({ outcome: 'ok' });
    expect(await call(world.sql, 'publish', holder.party, lot.id)).toMatchObject({ outcome: 'ok' });
    expect(await seenByAll(lot.id)).toBe(false);
    await suspend(holder.party.organisation);
    await lift(holder.party.organisation);
    expect(await seenByAll(lot.id)).toBe(false);
    await world.sql`select bar_lot(${lot.id}, false)`;
    expect(await seenByAll(lot.id)).toBe(true);
  });

  it('the serving role cannot hide, show or bar by itself', async () => {
    for (const write of [
      'update lot_audience set hidden_since = null',
      'update lot set barred_at = null',
      'delete from suspension',
      "insert into suspension (organisation_id, reason) values (1, 'because I say so')",
    ])
      await expect(world.sql.unsafe(write)).rejects.toThrow(/permission denied/);
  });
});

describe('a person suspended', () => {
  it('is signed in nowhere, and opens no session until it is lifted', async () => {
    const { party, ctx } = await acting(world);
    await makeMember(world.owner, { id: party.organisation }, 'administrator');
    const device = { organisationId: party.organisation, userAgent: null };
    await openSession(world.db, party.person, device);
    await suspend(null, party.person);
    const [left] = await world.sql`select count(*)::int as n from session where person_id = ${party.person}`;
    expect(left?.n).toBe(0);
    await expect(openSession(world.db, party.person, device)).rejects.toMatchObject({
      cause: { code: 'GS004' },
    });
    // every way in says it: sign-in, reset, invitation, mailed links
    expect(await refusalOf(outside.openSession(world.db, party.person, device))).toMatchObject({
      code: 'person-suspended',
    });
    const tried = inCommand(ctx, { name: 'try', key: randomUUID(), input: {} }, async () => 'done');
    expect(await refusalOf(tried)).toMatchObject({ code: 'person-suspended' });
    await lift(null, party.person);
    await openSession(world.db, party.person, device);
    // its firm went on all the while
    const [firm] = await world.db.execute(
      sql`select suspended_at from organisation where id = ${party.organisation}`,
    );
    expect(firm?.suspended_at).toBeNull();
  });
});
