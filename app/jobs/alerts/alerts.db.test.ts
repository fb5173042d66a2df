import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { bulkChanges } from '#app/domain/lots/bulk-schema.ts';
import { editLots } from '#app/domain/lots/commands/edit-lots.server.ts';
import { moveLots } from '#app/domain/lots/commands/move-lots.server.ts';
import { splitLot } from '#app/domain/lots/commands/split-lot.server.ts';
import { undoBatch } from '#app/domain/lots/commands/undo-batch.server.ts';
import { updateLot } from '#app/domain/lots/commands/update-lot.server.ts';
import { withdrawLots } from '#app/domain/lots/commands/withdraw-lots.server.ts';
import { lotInput } from '#app/domain/lots/schema.ts';
import { createSite } from '#app/domain/sites/commands/create-site.server.ts';
import { siteInput } from '#app/domain/sites/schema.ts';
import { matchOpenings } from '#app/jobs/alerts/match-openings.server.ts';
import { sendAlerts } from '#app/jobs/alerts/send.server.ts';
import { anyType } from '#tests/ledger/world.ts';
import { clockAt, jobsRun } from '#tests/scenarios/trade.ts';
import {
  alertMails,
  alertsRun,
  draftsOf,
  keepAlert,
  offering,
  publishAll,
  settle,
} from '#tests/support/alerts.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';

let world: TestDatabase;
let words = 0;
/** A word of one case only: its alert finds its lots, and no other. */
const word = () => {
  words += 1;
  return `zorbax${'abcdefghijklmnopqrstuvwxyz'[words % 26]}${'abcdefghijklmnopqrstuvwxyz'[Math.floor(words / 26)]}`;
};

const of = ({ ctx }: Acting) => `holder=${ctx.actor.organisation?.slug}`;

beforeAll(async () => {
  world = await freshDatabase();
});

const versions = async (lots: string[]) =>
  (await world.owner`select public_id, version from lot where public_id = any(${lots}::uuid[])`).map(
    (row) => ({
      publicId: String(row.public_id),
      version: Number(row.version),
    }),
  );
const reprice = async ({ ctx, drafts }: { ctx: Acting['ctx']; drafts: string[] }, price: string) =>
  editLots(ctx, {
    key: randomUUID(),
    lots: await versions(drafts),
    changes: bulkChanges.parse(
      price === '0'
        ? { groups: 'price', pricing: 'gift' }
        : { groups: 'price', pricing: 'priced', price, priceBasis: 'unit' },
    ),
  });

/** A lot that somebody waits for, published, its second thoughts over. */
async function expected() {
  const [taker, holder] = [await acting(world), await offering(world, word())];
  await keepAlert(taker.ctx, of(holder));
  await publishAll(holder);
  await settle(world);
  return { taker, holder };
}

describe('lots published', () => {
  it('are told once second thoughts are over, once, in one mail for the whole batch', async () => {
    const [taker, what] = [await acting(world), word()];
    const holder = await offering(world, what, { count: 3 });
    await keepAlert(taker.ctx, of(holder), { name: 'Mes portes', communeCode: '35238', radiusKm: 20 });
    await publishAll(holder);
    await alertsRun(world);
    expect(await alertMails(world, taker)).toEqual([]);
    await settle(world);
    await alertsRun(world);
    const [mail, ...none] = await alertMails(world, taker);
    expect(none).toEqual([]);
    expect(mail?.subject).toBe('3 lots pour «\u202fMes portes\u202f»');
    for (const lot of holder.drafts) expect(mail?.text).toContain(`/lots/${lot}`);
    expect(mail?.text).toContain('10\u00a0unités · 10\u00a0€');
    expect(mail?.text).toContain('Rennes');
    await alertsRun(world);
    expect(await alertMails(world, taker)).toHaveLength(1);
  });

  it('are not told to whoever looks for something else, elsewhere, or offers them', async () => {
    const what = word();
    const [cheap, far, paused] = [await acting(world), await acting(world), await acting(world)];
    const holder = await offering(world, what);
    await keepAlert(cheap.ctx, `${of(holder)}&price_max=500`);
    await keepAlert(far.ctx, of(holder), { communeCode: '35360', radiusKm: 5 });
    await keepAlert(holder.ctx, of(holder));
    await publishAll(holder);
    await settle(world);
    await alertsRun(world);
    for (const who of [cheap, far, paused, holder]) expect(await alertMails(world, who)).toEqual([]);
  });

  it('that are taken back meanwhile are not told; published again, they are', async () => {
    const [taker, what] = [await acting(world), word()];
    const holder = await offering(world, what, { count: 2 });
    await keepAlert(taker.ctx, of(holder));
    const batch = await publishAll(holder);
    await undoBatch(holder.ctx, batch, { key: randomUUID() });
    await settle(world);
    await alertsRun(world);
    expect(await alertMails(world, taker)).toEqual([]);
    await publishAll(holder);
    await settle(world);
    await alertsRun(world);
    expect(await alertMails(world, taker)).toHaveLength(1);
  });

  it('that are gone when the mail leaves are not in it; a mail without lots never leaves', async () => {
    const [taker, what] = [await acting(world), word()];
    const holder = await offering(world, what, { count: 2 });
    await keepAlert(taker.ctx, of(holder), { rhythm: 'daily' });
    await publishAll(holder);
    await settle(world);
    await jobsRun(world);
    await withdrawLots(holder.ctx, { key: randomUUID(), lots: holder.drafts.slice(0, 1), fate: 'kept' });
    await world.owner`update ledger.setting set clock_offset = clock_offset + interval '1 day'`;
    await sendAlerts(world.db);
    const [mail] = await alertMails(world, taker);
    expect(mail?.subject).toContain('1 lot pour');
    expect(mail?.text).not.toContain(holder.drafts[0]);

    await draftsOf(world, holder.ctx, holder.site, what).then((drafts) =>
      publishAll({ ...holder, drafts }).then(async () => {
        await settle(world);
        await jobsRun(world);
        await withdrawLots(holder.ctx, { key: randomUUID(), lots: drafts, fate: 'kept' });
      }),
    );
    await world.owner`update ledger.setting set clock_offset = clock_offset + interval '1 day'`;
    await sendAlerts(world.db);
    expect(await alertMails(world, taker)).toHaveLength(1);
  });
});

describe('a lot already told', () => {
  it('is told again only when it costs less than it was told to, and says so', async () => {
    const { taker, holder } = await expected();
    await alertsRun(world);
    await reprice(holder, '12');
    await settle(world);
    await alertsRun(world);
    expect(await alertMails(world, taker)).toHaveLength(1);
    await reprice(holder, '11');
    await settle(world);
    await alertsRun(world);
    // cheaper than yesterday, not than what was told
    expect(await alertMails(world, taker)).toHaveLength(1);
    await reprice(holder, '0');
    await settle(world);
    await alertsRun(world);
    const mails = await alertMails(world, taker);
    expect(mails).toHaveLength(2);
    expect(mails[1]?.text).toMatch(/au lieu de 10\u00a0€/);
  });

  it('whose lower price is taken back is not told', async () => {
    const { taker, holder } = await expected();
    await alertsRun(world);
    const { batch } = await reprice(holder, '5');
    await undoBatch(holder.ctx, batch ?? '', { key: randomUUID() });
    await settle(world);
    await alertsRun(world);
    expect(await alertMails(world, taker)).toHaveLength(1);
  });
});

it('a price lowered in the lot’s own form is told, and one lowered then raised again is not', async () => {
  const taker = await acting(world);
  const holder = await offering(world, word());
  await keepAlert(taker.ctx, of(holder));
  await publishAll(holder);
  await settle(world);
  await alertsRun(world);
  const { code } = await anyType(world.owner);
  const say = async (price: string) => {
    const typed = {
      typeCode: code,
      title: 'Portes',
      unit: 'u',
      quantity: '10',
      massBasis: 'declared',
      unitMassKg: '20',
    };
    const input = lotInput.parse({ ...typed, pricing: 'priced', price });
    const [lot] = await versions(holder.drafts);
    await updateLot(holder.ctx, lot?.publicId ?? '', {
      key: randomUUID(),
      input,
      version: lot?.version ?? 0,
    });
  };
  await say('8');
  await say('10');
  await settle(world);
  await alertsRun(world);
  expect(await alertMails(world, taker)).toHaveLength(1);
  await say('8');
  await settle(world);
  await alertsRun(world);
  expect((await alertMails(world, taker)).at(-1)?.text).toMatch(/8\u00a0€.* au lieu de 10\u00a0€/);
});

it('a lot divided or moved to a depot is as well known as it was; near the depot it is news', async () => {
  const [near, taker] = [await acting(world), await acting(world)];
  const holder = await offering(world, word());
  await keepAlert(taker.ctx, of(holder));
  await keepAlert(near.ctx, of(holder), { communeCode: '35360', radiusKm: 10 });
  await publishAll(holder);
  await settle(world);
  await alertsRun(world);
  const input = siteInput.parse({ kind: 'depot', name: 'Dépôt de Vitré', communeCode: '35360' });
  const { publicId: depot } = await createSite(holder.ctx, { key: randomUUID(), input, secret: 'secret' });
  await splitLot(holder.ctx, holder.drafts[0] ?? '', { key: randomUUID(), quantityMilli: 3000 });
  await moveLots(holder.ctx, { key: randomUUID(), lots: holder.drafts, site: depot });
  await settle(world);
  await alertsRun(world);
  expect(await alertMails(world, taker)).toHaveLength(1);
  expect(await alertMails(world, near)).toHaveLength(1);
});

it('a lot that opens later is told when it opens, not when it is published', async () => {
  const [taker, what] = [await acting(world), word()];
  const holder = await offering(world, what);
  await keepAlert(taker.ctx, of(holder));
  const opensOn = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  const changes = bulkChanges.parse({ groups: 'audience', opensOn });
  await editLots(holder.ctx, { key: randomUUID(), lots: await versions(holder.drafts), changes });
  await publishAll(holder);
  await settle(world);
  await alertsRun(world);
  await matchOpenings(world.db);
  await sendAlerts(world.db);
  expect(await alertMails(world, taker)).toEqual([]);
  await world.owner`update ledger.setting set clock_offset = clock_offset + interval '21 days'`;
  await matchOpenings(world.db);
  await sendAlerts(world.db);
  expect(await alertMails(world, taker)).toHaveLength(1);
  await matchOpenings(world.db);
  await sendAlerts(world.db);
  expect(await alertMails(world, taker)).toHaveLength(1);
});

describe('rhythms', () => {
  it('daily at seven in the reader’s zone, weekly on Monday at seven; what is due together is one mail', async () => {
    const own = await freshDatabase();
    // Wednesday 12 May 2027, noon in Paris
    await clockAt(own, '2027-05-12T10:00:00Z');
    const [taker, islander, what] = [await acting(own), await acting(own, { locale: 'en' }), word()];
    await own.owner`insert into region (code, name, zone) values ('04', 'La Réunion', 'overseas') on conflict do nothing`;
    await own.owner`insert into departement (code, name, region_code, zone, timezone) values ('974', 'La Réunion', '04', 'overseas', 'Indian/Reunion')
      on conflict (code) do nothing`;
    await own.owner`insert into commune (code, name, departement_code, region_code) values ('97411', 'Saint-Denis', '974', '04') on conflict do nothing`;
    await own.owner`update person set commune_code = '97411' where id = ${islander.party.person}`;
    const holder = await offering(own, what);
    for (const who of [taker, islander]) {
      await keepAlert(who.ctx, of(holder), { name: 'Chaque jour', rhythm: 'daily' });
      await keepAlert(who.ctx, `${of(holder)}&price_max=90000`, { name: 'Chaque semaine', rhythm: 'weekly' });
    }
    await publishAll(holder);
    await settle(own);
    await alertsRun(own);
    const sentAt = async (instant: string) => {
      await clockAt(own, instant);
      await sendAlerts(own.db);
      return [(await alertMails(own, taker)).length, (await alertMails(own, islander)).length];
    };
    expect(await sentAt('2027-05-13T02:59:00Z')).toEqual([0, 0]);
    expect(await sentAt('2027-05-13T03:00:30Z')).toEqual([0, 1]);
    expect(await sentAt('2027-05-13T04:59:00Z')).toEqual([0, 1]);
    expect(await sentAt('2027-05-13T05:00:30Z')).toEqual([1, 1]);
    expect(await sentAt('2027-05-16T22:00:00Z')).toEqual([1, 1]);
    expect(await sentAt('2027-05-17T03:00:30Z')).toEqual([1, 2]);
    expect(await sentAt('2027-05-17T05:00:30Z')).toEqual([2, 2]);
    const [daily] = await alertMails(own, islander);
    expect(daily?.subject).toBe('1 lot for “Chaque jour”');

    // on a Monday both are due: one mail, each lot in it once
    await clockAt(own, '2027-05-16T12:00:00Z');
    await publishAll({ ...holder, drafts: await draftsOf(own, holder.ctx, holder.site, what, { count: 2 }) });
    await settle(own);
    await alertsRun(own);
    expect(await sentAt('2027-05-17T05:00:30Z')).toEqual([3, 3]);
    const together = (await alertMails(own, taker)).at(-1);
    expect(together?.subject).toContain('2 lots');
    expect(together?.text.match(/^\* /gm)).toHaveLength(2);
  });
});

describe('a crash', () => {
  it('between what is marked and the mail loses both; the next job sends once', async () => {
    const { taker } = await expected();
    await jobsRun(world);
    await world.owner.unsafe(
      `create function pg_temp_fail() returns trigger language plpgsql as 'begin raise exception ''the machine went down''; end'`,
    );
    await world.owner.unsafe(
      `create trigger fail before insert on mail for each row when (new.kind = 'alerts.found') execute function pg_temp_fail()`,
    );
    await expect(sendAlerts(world.db)).rejects.toThrow();
    await world.owner.unsafe('drop trigger fail on mail');
    const [kept] =
      await world.owner`select count(*)::int as n from alert_lot w join alert a on a.id = w.alert_id
      where a.person_id = ${taker.party.person} and w.waiting`;
    expect(kept?.n).toBe(1);
    await sendAlerts(world.db);
    await sendAlerts(world.db);
    expect(await alertMails(world, taker)).toHaveLength(1);
  });

  it('two jobs at once send once', async () => {
    const { taker } = await expected();
    await jobsRun(world);
    await Promise.all([sendAlerts(world.db), sendAlerts(world.db), sendAlerts(world.db)]);
    expect(await alertMails(world, taker)).toHaveLength(1);
  });
});
