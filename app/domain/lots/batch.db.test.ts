import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createLot } from '#app/domain/lots/commands/create-lot.server.ts';
import { reserveLot } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import { createSite } from '#app/domain/sites/commands/create-site.server.ts';
import { siteInput } from '#app/domain/sites/schema.ts';
import { anyType } from '#tests/ledger/world.ts';
import { jobsRun, mailsTo } from '#tests/scenarios/trade.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeMember } from '#tests/support/factories.ts';
import { rehearse } from './batch.server.ts';
import { bulkChanges } from './bulk-schema.ts';
import { editLots } from './commands/edit-lots.server.ts';
import { publishLots, publishTogether } from './commands/publish-lots.server.ts';
import { undoBatch } from './commands/undo-batch.server.ts';
import { updateLot } from './commands/update-lot.server.ts';
import { withdrawLots } from './commands/withdraw-lots.server.ts';
import { lotPage } from './lot-page.server.ts';
import { ownLots } from './own-lots.server.ts';
import { lotInput } from './schema.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

interface Home extends Acting {
  site: string;
  drafts: string[];
}

async function home(
  database: TestDatabase,
  drafts: number,
  more: Record<string, unknown> = {},
): Promise<Home> {
  const holder = await acting(database, { role: 'site_manager' });
  const input = siteInput.parse({ kind: 'works', name: 'Résidence des Tilleuls', communeCode: '35238' });
  const { publicId: site } = await createSite(holder.ctx, { key: randomUUID(), input, secret: 'secret' });
  const { code } = await anyType(database.owner);
  const lots = [];
  for (let n = 0; n < drafts; n++) {
    const typed = {
      typeCode: code,
      title: `Portes ${n + 1}`,
      unit: 'u',
      quantity: '10',
      pricing: 'gift',
      massBasis: 'declared',
    };
    const lot = lotInput.parse({ ...typed, unitMassKg: '20', ...more });
    lots.push((await createLot(holder.ctx, site, { key: randomUUID(), input: lot })).publicId);
  }
  return { ...holder, site, drafts: lots };
}

const publish = ({ ctx, drafts }: Home, key = randomUUID()) => publishLots(ctx, { key, lots: drafts });
const statusOf = async ({ ctx }: Home, lot: string) => (await lotPage(ctx, lot))?.status;
const undo = ({ ctx }: Acting, batch: string | null) => undoBatch(ctx, batch ?? '', { key: randomUUID() });
const price = (typed: Record<string, unknown>) => bulkChanges.parse({ groups: 'price', ...typed });
const at = (lots: string[], version = 1) => lots.map((publicId) => ({ publicId, version }));
const ask = async (database: TestDatabase, lot: string) =>
  reserveLot((await acting(database)).ctx, lot, {
    key: randomUUID(),
    input: { quantity: 1000, purpose: 'own_home' },
  });

describe('lots published together', () => {
  it('are visible at once; what cannot be is left out with its reason', async () => {
    const holder = await home(world, 3);
    await world.owner`update lot set asbestos = 'yes' where public_id = ${holder.drafts[1] ?? ''}`;
    const done = await publish(holder);
    expect(done.done).toHaveLength(2);
    expect(done.refused).toMatchObject([{ publicId: holder.drafts[1], title: 'Portes 2' }]);
    expect(await statusOf(holder, holder.drafts[0] ?? '')).toBe('published');
    expect(await statusOf(holder, holder.drafts[1] ?? '')).toBe('draft');
  });

  it('are shown beforehand exactly as they will go, and nothing is left of the rehearsal', async () => {
    const holder = await home(world, 2);
    await world.owner`update lot set quantity_milli = null where public_id = ${holder.drafts[0] ?? ''}`;
    const before = await world.owner`select count(*)::int as n from event`;
    const seen = await rehearse(holder.ctx, async (tx) =>
      publishTogether(tx, { key: randomUUID(), lots: await ownLots(tx, holder.drafts) }),
    );
    expect(seen).toMatchObject({ done: [holder.drafts[1]], refused: [{ code: 'lot-incomplete' }] });
    expect(await statusOf(holder, holder.drafts[1] ?? '')).toBe('draft');
    expect(await world.owner`select count(*)::int as n from event`).toEqual(before);
  });

  it('sent twice, even at once, are published once; a stranger and a member are told no', async () => {
    const holder = await home(world, 2);
    const key = randomUUID();
    const [one, two] = await Promise.all([publish(holder, key), publish(holder, key)]);
    expect(two).toEqual(one);
    const stranger = await acting(world);
    const asks = (ctx: typeof holder.ctx) => publishLots(ctx, { key: randomUUID(), lots: holder.drafts });
    expect(await refusalOf(asks(stranger.ctx))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(asks(inRole(holder, 'member')))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(publishLots(holder.ctx, { key: randomUUID(), lots: [] }))).toMatchObject({
      code: 'nothing-chosen',
    });
  });
});

describe('second thoughts about a publication', () => {
  it('make drafts again, all but the one reserved meanwhile, which is named', async () => {
    const holder = await home(world, 3);
    const { batch } = await publish(holder);
    await ask(world, holder.drafts[2] ?? '');
    const undone = await undo(holder, batch);
    expect(undone).toMatchObject({
      kind: 'publish',
      kept: [{ title: 'Portes 3', code: 'lot-has-reservations' }],
    });
    expect(await statusOf(holder, holder.drafts[0] ?? '')).toBe('draft');
    expect(await statusOf(holder, holder.drafts[2] ?? '')).toBe('published');
    expect(await refusalOf(undo(holder, batch))).toMatchObject({ code: 'already-done' });
    expect(await publish({ ...holder, drafts: holder.drafts.slice(0, 2) })).toMatchObject({ refused: [] });
  });

  it('are refused when everything was reserved, to a stranger, to a member, and once the ten minutes are over', async () => {
    const holder = await home(world, 1);
    const { batch } = await publish(holder);
    expect(await refusalOf(undo(await acting(world), batch))).toMatchObject({ code: 'not-found' });
    const member = { ...holder, ctx: inRole(holder, 'member') };
    expect(await refusalOf(undo(member, batch))).toMatchObject({ code: 'forbidden' });
    await ask(world, holder.drafts[0] ?? '');
    expect(await refusalOf(undo(holder, batch))).toMatchObject({ code: 'nothing-to-undo' });
    const late = await freshDatabase();
    const there = await home(late, 1);
    const old = await publish(there);
    await late.owner`update ledger.setting set clock_offset = clock_offset + interval '601 seconds'`;
    expect(await refusalOf(undo(there, old.batch))).toMatchObject({ code: 'undo-over' });
    expect(await statusOf(there, there.drafts[0] ?? '')).toBe('published');
  });

  it('pressed twice at once undo once', async () => {
    const holder = await home(world, 2);
    const { batch } = await publish(holder);
    const answers = await Promise.allSettled([undo(holder, batch), undo(holder, batch)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('what leaves', () => {
  it('is one mail to each other manager for forty lots, after ten minutes, and none when undone', async () => {
    const late = await freshDatabase();
    const holder = await home(late, 40);
    const organisation = { id: holder.party.organisation };
    const colleague = await makeMember(late.owner, organisation, 'site_manager');
    const member = await makeMember(late.owner, organisation, 'member');
    const first = await publish(holder);
    await jobsRun(late);
    expect(await mailsTo(late, colleague.email)).toEqual([]);
    await undo(holder, first.batch);
    await late.owner`update ledger.setting set clock_offset = clock_offset + interval '11 minutes'`;
    await jobsRun(late);
    expect(await mailsTo(late, colleague.email)).toEqual([]);

    await publish(holder);
    await late.owner`update ledger.setting set clock_offset = clock_offset + interval '9 minutes'`;
    await jobsRun(late);
    expect(await mailsTo(late, colleague.email)).toEqual([]);
    await late.owner`update ledger.setting set clock_offset = clock_offset + interval '2 minutes'`;
    await jobsRun(late);
    await jobsRun(late);
    const mails = await mailsTo(late, colleague.email);
    expect(mails.map(({ kind }) => kind)).toEqual(['lots.published']);
    expect(mails[0]?.subject).toContain('40');
    expect(mails[0]?.text).toContain('Portes 10');
    expect(mails[0]?.text).toContain('30');
    expect(await mailsTo(late, member.email)).toEqual([]);
    expect(await mailsTo(late, holder.email)).toEqual([]);
  });

  it('waits in the queue itself until then', async () => {
    const holder = await home(world, 1);
    await publish(holder);
    const [job] = await world.owner`
      select extract(epoch from j.run_at - now())::int as seconds from graphile_worker._private_jobs j
       where j.key = (select 'event:' || id from event where kind = 'lots.published' order by id desc limit 1)`;
    expect(job?.seconds).toBeGreaterThan(590);
    expect(job?.seconds).toBeLessThan(610);
  });
});

describe('lots changed together', () => {
  it('take the new price, window and opening; a row somebody else changed is left out', async () => {
    const holder = await home(world, 3);
    const [one = '', two = '', three = ''] = holder.drafts;
    const typed = {
      typeCode: (await anyType(world.owner)).code,
      title: 'Autre',
      unit: 'u',
      quantity: '3',
      pricing: 'gift',
    };
    await updateLot(holder.ctx, three, { key: randomUUID(), version: 1, input: lotInput.parse(typed) });
    const changes = bulkChanges.parse({
      ...{ groups: ['price', 'window', 'audience'], pricing: 'priced', price: '12,50', priceBasis: 'whole' },
      ...{ availableFrom: '2090-01-01', availableUntil: '2090-02-01', opensOn: '2089-12-24' },
    });
    const done = await editLots(holder.ctx, { key: randomUUID(), lots: at(holder.drafts), changes });
    expect(done.done).toEqual([one, two]);
    expect(done.refused).toMatchObject([{ publicId: three, code: 'changed-meanwhile' }]);
    expect(await lotPage(holder.ctx, one)).toMatchObject({
      ...{ priceCents: 1250, priceBasis: 'whole', availableFrom: '2090-01-01', version: 2 },
    });
    await publishLots(holder.ctx, { key: randomUUID(), lots: [two] });
    expect(await lotPage((await acting(world)).ctx, two)).toBeNull();
    const undone = await undo(holder, done.batch);
    expect(undone.kept).toEqual([]);
    expect(await lotPage(holder.ctx, one)).toMatchObject({
      priceCents: 0,
      priceBasis: 'unit',
      availableFrom: null,
      version: 3,
    });
  });

  it('come back to what they said, but those reserved or changed since', async () => {
    const holder = await home(world, 3);
    const [one = '', two = '', three = ''] = holder.drafts;
    await publish(holder);
    const lots = at(holder.drafts);
    const done = await editLots(holder.ctx, {
      key: randomUUID(),
      lots,
      changes: price({ pricing: 'priced', price: '5' }),
    });
    expect(done.refused).toEqual([]);
    await ask(world, two);
    await editLots(holder.ctx, {
      key: randomUUID(),
      lots: at([three], 2),
      changes: price({ pricing: 'on_request' }),
    });
    const undone = await undo(holder, done.batch);
    expect(undone).toMatchObject({
      undone: [one],
      kept: [{ code: 'lot-has-reservations' }, { code: 'changed-meanwhile' }],
    });
    expect((await lotPage(holder.ctx, one))?.priceCents).toBe(0);
    expect((await lotPage(holder.ctx, two))?.priceCents).toBe(500);
    expect((await lotPage(holder.ctx, three))?.priceCents).toBeNull();
  });

  it('two at once on the same row: one goes, the other is told', async () => {
    const holder = await home(world, 1);
    const change = (typed: string) =>
      editLots(holder.ctx, {
        key: randomUUID(),
        lots: at(holder.drafts),
        changes: price({ pricing: 'priced', price: typed }),
      });
    const answers = await Promise.all([change('5'), change('6')]);
    expect(answers.map(({ done }) => done.length).sort()).toEqual([0, 1]);
  });

  it('a stranger changes nothing', async () => {
    const holder = await home(world, 1);
    const { ctx } = await acting(world);
    const lots = at(holder.drafts);
    expect(
      await refusalOf(editLots(ctx, { key: randomUUID(), lots, changes: price({ pricing: 'gift' }) })),
    ).toMatchObject({ code: 'not-found' });
  });
});

it('lots withdrawn together, drafts too, say what becomes of them', async () => {
  const holder = await home(world, 3);
  const [one = '', two = '', three = ''] = holder.drafts;
  await publishLots(holder.ctx, { key: randomUUID(), lots: [one, two] });
  await withdrawLots(holder.ctx, { key: randomUUID(), lots: [one], fate: 'kept' });
  const done = await withdrawLots(holder.ctx, { key: randomUUID(), lots: holder.drafts, fate: 'recycled' });
  expect(done).toMatchObject({ done: [two, three], refused: [{ publicId: one, code: 'lot-closed' }] });
  const { ctx } = await acting(world);
  const lots = holder.drafts;
  expect(await refusalOf(withdrawLots(ctx, { key: randomUUID(), lots, fate: 'kept' }))).toMatchObject({
    code: 'not-found',
  });
});
