import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { cancelDay } from '#app/domain/moves/commands/cancel-day.server.ts';
import { closeSite } from '#app/domain/moves/commands/close-site.server.ts';
import { postponeSite } from '#app/domain/moves/commands/postpone-site.server.ts';
import { reopenSite } from '#app/domain/moves/commands/reopen-site.server.ts';
import { daysAhead, doneOn, whatCloses, whatMoves } from '#app/domain/moves/queries.server.ts';
import { hours } from '#tests/ledger/moves-world.ts';
import { call, expectOk } from '#tests/ledger/world.ts';
import { jobsRun, mailsTo } from '#tests/scenarios/trade.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';

let world: TestDatabase;
let holder: Acting;
let takers: Acting[];
let site: Made;
let lots: Made[];
let reservations: Made[];

/** Three lots; the first taker holds two of them, the second, who reads English, the third. */
beforeEach(async () => {
  world = await freshDatabase();
  holder = await acting(world);
  takers = [await acting(world), await acting(world, { locale: 'en' })];
  site = await makeSite(world.owner, holder.party);
  await world.owner`update site set name = 'École des Ormes' where id = ${site.id}`;
  lots = [];
  for (let n = 0; n < 3; n += 1) lots.push(await makeLot(world.owner, holder.party, { site }));
  reservations = [];
  for (const [n, lot] of lots.entries()) {
    const taker = (n < 2 ? takers[0] : takers[1]) as Acting;
    reservations.push(await makeReservation(world.owner, lot, taker.party, { acceptedBy: holder.party }));
  }
  await jobsRun(world);
  await world.owner`delete from mail`;
});

const told = async (n: number) => {
  const mails = await mailsTo(world, (takers[n] as Acting).email);
  return mails.map((mail) => ({ ...mail, text: mail.text.replaceAll(/\s+/g, ' ') }));
};
const siteId = () => site.id;
const move = async (ctx = holder.ctx, days = 4, key: string = randomUUID()) =>
  postponeSite(ctx, site.publicId, {
    key,
    days,
    seen: (await whatMoves(ctx, { siteId: siteId(), days })).seen,
  });

describe('works that move', () => {
  it('are told in one mail a taker, with all its lines, in its language, once', async () => {
    const what = await whatMoves(holder.ctx, { siteId: siteId(), days: 4 });
    expect(what).toMatchObject({ windows: 0, takers: 2, begun: 0, slots: { count: 0 } });
    expect(what.reservations.total).toBe(3);
    const key = randomUUID();
    expect(await move(holder.ctx, 4, key)).toMatchObject({ reservations: 3, takers: 2 });
    expect(await doneOn(holder.ctx, siteId(), 'site.postpone', key)).toMatchObject({ days: 4, takers: 2 });
    expect(await doneOn((takers[0] as Acting).ctx, siteId(), 'site.postpone', key)).toBeNull();
    await jobsRun(world);
    await world.owner`update event set handled_at = null where kind = 'site.moved'`;
    await jobsRun(world);
    const [first, ...more] = await told(0);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ kind: 'site.moved', subject: 'Nouvelles dates\u202f: École des Ormes' });
    expect(first?.text).toContain('décale de 4 jours les travaux');
    expect(first?.text.match(/\/reservations\/[0-9a-f-]{36}/g)).toHaveLength(2);
    expect(first?.text).toContain('À enlever avant le');
    const [second] = await told(1);
    expect(second?.text).toContain('is putting off the works of “École des Ormes” by 4 days');
    expect(second?.text).toContain('If you do not answer, the reservation stays yours, at the new dates.');
  });

  it('show before what they do after: every deadline of the screen is the one that is written', async () => {
    await world.owner`update lot set available_until = current_date + 20 where site_id = ${site.id}`;
    const what = await whatMoves(holder.ctx, { siteId: siteId(), days: 4 });
    await move();
    const after = await whatMoves(holder.ctx, { siteId: siteId(), days: 1 });
    expect(after.lots.rows.map(({ until }) => until)).toEqual(
      what.lots.rows.map(({ untilAfter }) => untilAfter),
    );
    const instants = (rows: string[]) => rows.map((one) => new Date(one).getTime()).sort();
    expect(instants(after.reservations.rows.map(({ expiresAt }) => expiresAt))).toEqual(
      instants(what.reservations.rows.map(({ expiresAfter }) => expiresAfter)),
    );
  });

  it('are for the managers of the site: a member is refused, a stranger is told that nothing is there', async () => {
    const refused = (ctx: Acting['ctx']) =>
      refusalOf(postponeSite(ctx, site.publicId, { key: randomUUID(), days: 4, seen: '' })).then(
        ({ code }) => code,
      );
    expect(await refused(inRole(holder, 'member'))).toBe('forbidden');
    expect(await refused((takers[0] as Acting).ctx)).toBe('not-found');
    expect(await refused(holder.ctx)).toBe('changed-meanwhile');
    await jobsRun(world);
    expect(await told(0)).toEqual([]);
  });
});

it('a day called off is told with its cause to those who were to come, and to nobody else', async () => {
  const [slot] = await hours(world.owner, site, [6]);
  const mine = reservations.slice(0, 2).map(({ id }) => id);
  expectOk(await call(world.sql, 'book_slot', (takers[0] as Acting).party, `{${mine}}`, Number(slot)));
  await jobsRun(world);
  await world.owner`delete from mail`;
  const [day] = await daysAhead(holder.ctx, siteId());
  expect(day).toMatchObject({ slots: 1, reservations: 2, takers: [takers[0]?.ctx.actor.organisation?.name] });
  await cancelDay(holder.ctx, site.publicId, { key: randomUUID(), day: String(day?.day), cause: 'strike' });
  await jobsRun(world);
  const [mail, ...more] = await told(0);
  expect(more).toEqual([]);
  expect(mail).toMatchObject({ kind: 'site.day-cancelled' });
  expect(mail?.text).toContain('à cause d’une grève. Ne vous déplacez pas.');
  expect(await told(1)).toEqual([]);
  expect(await daysAhead(holder.ctx, siteId())).toEqual([]);
});

it('a site that closes ends everything with one mail a taker; sent twice it is done once; reopened, it publishes again', async () => {
  const draft = await makeLot(world.owner, holder.party, { site, publish: false });
  const waits = (takers[1] as Acting).party;
  expectOk(await call(world.sql, 'join', waits, lots[0]?.id as number, 19_000, false, 'own_home'));
  const what = await whatCloses(holder.ctx, { siteId: siteId() });
  expect(what).toMatchObject({ takers: 2, waiting: 1, drafts: 1, begun: [], slots: 0 });
  expect([what.lots.total, what.reservations.total]).toEqual([3, 3]);
  const others = { [String(lots[0]?.publicId)]: 'kept' as const };
  const ending = {
    key: randomUUID(),
    fate: 'recycled' as const,
    others,
    drafts: 'keep' as const,
    seen: what.seen,
  };
  const member = closeSite(inRole(holder, 'member'), site.publicId, ending);
  expect((await refusalOf(member)).code).toBe('forbidden');
  expect(await closeSite(holder.ctx, site.publicId, ending)).toMatchObject({
    lots: 3,
    reservations: 3,
    takers: 2,
  });
  expect(await closeSite(holder.ctx, site.publicId, ending)).toMatchObject({
    replayed: true,
    reservations: 3,
  });
  await jobsRun(world);
  for (const n of [0, 1]) expect((await told(n)).map(({ kind }) => kind)).toEqual(['site.closed']);
  expect((await told(0))[0]?.text).toContain('Vos 2 réservations prennent fin');
  expect((await told(1))[0]?.text).toMatch(/Your reservation ends: .* Your place on a waitlist ends/);
  const kept = await world.sql`select kept from ledger.stock where lot_id = ${lots[0]?.id as number}`;
  expect(kept).toEqual([{ kept: 20_000 }]);
  const again = whatMoves(holder.ctx, { siteId: siteId(), days: 4 }).then(({ seen }) =>
    postponeSite(holder.ctx, site.publicId, { key: randomUUID(), days: 4, seen }),
  );
  expect((await refusalOf(again)).code).toBe('site-closed');
  await reopenSite(holder.ctx, site.publicId, { key: randomUUID() });
  expectOk(await call(world.sql, 'publish', holder.party, draft.id));
});
