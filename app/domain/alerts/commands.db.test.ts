import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { keepAlert } from '#tests/support/alerts.ts';
import { type Acting, acting, alone, refusalOf, visitor } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeAlertMail } from '#tests/support/factories.ts';
import { changeAlert } from './commands/change-alert.server.ts';
import { pauseAlert } from './commands/pause-alert.server.ts';
import { removeAlert, restoreAlert } from './commands/remove-alert.server.ts';
import { saveAlert } from './commands/save-alert.server.ts';
import { resumeByMail, stopByMail } from './commands/stop-by-mail.server.ts';
import { alertsOfMail, countsNow, myAlert, myAlerts, removedAlert } from './queries.server.ts';
import { alertInput } from './schema.ts';
import { MOST_ALERTS } from './vocabulary.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

const input = (more: Record<string, unknown> = {}) =>
  alertInput.parse({ name: 'Du bois', criteria: 'family=BOI&sort=newest', rhythm: 'daily', ...more });
const key = () => randomUUID();
const names = async ({ ctx }: Acting) => (await myAlerts(ctx)).map(({ name }) => name);

describe('save', () => {
  it('keeps the search, its place and for whom; the same page sent twice is one alert', async () => {
    const taker = await acting(world);
    const again = { key: key(), input: input({ communeCode: '35238', radiusKm: '50' }) };
    const { publicId } = await saveAlert(taker.ctx, again);
    expect(await saveAlert(taker.ctx, again)).toEqual({ publicId });
    expect(await myAlerts(taker.ctx)).toMatchObject([
      {
        publicId,
        query: 'around=35238&family=BOI&radius_km=50',
        rhythm: 'daily',
        paused: false,
        lastSentAt: null,
      },
    ]);
    const [row] =
      await world.owner`select organisation_id, wants, area is not null as placed from alert where public_id = ${publicId}`;
    expect(row).toEqual({ organisation_id: taker.party.organisation, wants: ['BOI'], placed: true });
  });

  it('refuses what would tell of everything, what cannot be read and a place that is not; nothing is left', async () => {
    const taker = await acting(world);
    const save = (more: Record<string, unknown>) =>
      refusalOf(saveAlert(taker.ctx, { key: key(), input: input(more) }));
    expect(await save({ criteria: '' })).toMatchObject({ code: 'alert-too-wide', field: 'communeCode' });
    expect(await save({ criteria: 'cursor=abc&sort=newest' })).toMatchObject({ code: 'alert-too-wide' });
    expect(await save({ criteria: 'family=NOPE' })).toMatchObject({ code: 'invalid-input' });
    expect(await save({ communeCode: '99999' })).toMatchObject({
      code: 'commune-unknown',
      field: 'communeCode',
    });
    expect(await names(taker)).toEqual([]);
  });

  it('asks a visitor to sign in; somebody without organisation keeps alerts for themselves', async () => {
    expect(await refusalOf(saveAlert(visitor(world), { key: key(), input: input() }))).toEqual({
      code: 'sign-in-needed',
    });
    const ctx = await alone(world);
    await saveAlert(ctx, { key: key(), input: input() });
    expect(await myAlerts(ctx)).toMatchObject([{ organisation: null }]);
  });

  it('stops at fifty, two at once included; one deleted makes room, and is not had back above', async () => {
    const taker = await acting(world);
    await world.owner`insert into alert (person_id, name, query, rhythm)
      select ${taker.party.person}, 'n' || n, 'free=1', 'daily' from generate_series(1, ${MOST_ALERTS - 1}) n`;
    const both = await Promise.allSettled(
      [1, 2].map(() => saveAlert(taker.ctx, { key: key(), input: input() })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [last] = await myAlerts(taker.ctx);
    await removeAlert(taker.ctx, last?.publicId ?? '', { key: key() });
    await saveAlert(taker.ctx, { key: key(), input: input() });
    expect(await refusalOf(restoreAlert(taker.ctx, last?.publicId ?? '', { key: key() }))).toMatchObject({
      code: 'too-many-alerts',
    });
  });
});

describe('change, pause, remove', () => {
  it('do what they say, once, and can be taken back', async () => {
    const taker = await acting(world);
    const id = await keepAlert(taker.ctx, 'free=1');
    await changeAlert(taker.ctx, id, { key: key(), input: input({ name: 'Autre', rhythm: 'weekly' }) });
    expect(await myAlert(taker.ctx, id)).toMatchObject({
      name: 'Autre',
      query: 'family=BOI',
      rhythm: 'weekly',
    });
    await pauseAlert(taker.ctx, id, { key: key(), paused: true });
    expect(await refusalOf(pauseAlert(taker.ctx, id, { key: key(), paused: true }))).toEqual({
      code: 'already-done',
    });
    expect((await myAlert(taker.ctx, id)).paused).toBe(true);
    await pauseAlert(taker.ctx, id, { key: key(), paused: false });
    await removeAlert(taker.ctx, id, { key: key() });
    expect(await names(taker)).toEqual([]);
    expect(await removedAlert(taker.ctx, id)).toMatchObject({ name: 'Autre' });
    expect(await refusalOf(pauseAlert(taker.ctx, id, { key: key(), paused: true }))).toEqual({
      code: 'not-found',
    });
    await restoreAlert(taker.ctx, id, { key: key() });
    expect(await names(taker)).toEqual(['Autre']);
    expect(await refusalOf(restoreAlert(taker.ctx, id, { key: key() }))).toEqual({ code: 'already-done' });
  });

  it('refuse and leave the alert as it was', async () => {
    const taker = await acting(world);
    const id = await keepAlert(taker.ctx, 'free=1');
    const wide = changeAlert(taker.ctx, id, { key: key(), input: input({ criteria: '' }) });
    expect(await refusalOf(wide)).toMatchObject({ code: 'alert-too-wide' });
    expect(await myAlert(taker.ctx, id)).toMatchObject({ query: 'free=1' });
  });

  it('tell a stranger, a colleague and a visitor nothing', async () => {
    const taker = await acting(world);
    const id = await keepAlert(taker.ctx, 'free=1');
    const colleague = { ...(await acting(world)).ctx.actor, organisation: taker.ctx.actor.organisation };
    for (const ctx of [(await acting(world)).ctx, { ...taker.ctx, actor: colleague }, visitor(world)]) {
      for (const work of [
        () => changeAlert(ctx, id, { key: key(), input: input() }),
        () => pauseAlert(ctx, id, { key: key(), paused: true }),
        () => removeAlert(ctx, id, { key: key() }),
        () => restoreAlert(ctx, id, { key: key() }),
        () => myAlert(ctx, id),
      ])
        expect(await refusalOf(work())).toEqual({ code: 'not-found' });
      expect(await removedAlert(ctx, id)).toBeNull();
    }
    expect(await names(taker)).toHaveLength(1);
  });

  it('two at once: one does it, the other is told it is done', async () => {
    const taker = await acting(world);
    const id = await keepAlert(taker.ctx, 'free=1');
    const both = await Promise.allSettled([1, 2].map(() => removeAlert(taker.ctx, id, { key: key() })));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('the link of a mail', () => {
  const rowOf = async (publicId: string) => {
    const [row] = await world.owner`select id from alert where public_id = ${publicId}`;
    return { id: Number(row?.id) };
  };

  it('stops the alerts of that mail, or one of them, and takes back what it stopped and nothing else', async () => {
    const taker = await acting(world);
    const [one, two, three] = [
      await keepAlert(taker.ctx, 'free=1'),
      await keepAlert(taker.ctx, 'free=1'),
      await keepAlert(taker.ctx, 'free=1'),
    ];
    const mail = await makeAlertMail(world.owner, { id: taker.party.person }, [
      await rowOf(one),
      await rowOf(two),
    ]);
    await pauseAlert(taker.ctx, two, { key: key(), paused: true });
    const nobody = visitor(world);
    expect(await stopByMail(nobody, mail, { alert: one })).toEqual({ stopped: 1 });
    expect(await stopByMail(nobody, mail)).toEqual({ stopped: 0 });
    expect((await alertsOfMail(nobody, mail))?.map(({ stopped }) => stopped)).toEqual([true, true]);
    expect((await myAlert(taker.ctx, three)).paused).toBe(false);
    expect(await resumeByMail(nobody, mail)).toEqual({ resumed: 1 });
    expect((await myAlert(taker.ctx, one)).paused).toBe(false);
    // paused by hand, before: not this mail's to start again
    expect((await myAlert(taker.ctx, two)).paused).toBe(true);
  });

  it('reaches no alert of another, be it named; an unknown mail is not there', async () => {
    const [taker, other] = [await acting(world), await acting(world)];
    const [mine, theirs] = [await keepAlert(taker.ctx, 'free=1'), await keepAlert(other.ctx, 'free=1')];
    const mail = await makeAlertMail(world.owner, { id: taker.party.person }, [
      await rowOf(mine),
      await rowOf(theirs),
    ]);
    expect(await stopByMail(visitor(world), mail, { alert: theirs })).toEqual({ stopped: 0 });
    expect(await stopByMail(visitor(world), mail)).toEqual({ stopped: 1 });
    expect((await myAlert(other.ctx, theirs)).paused).toBe(false);
    expect(await alertsOfMail(visitor(world), mail)).toHaveLength(1);
    expect(await refusalOf(stopByMail(visitor(world), randomUUID()))).toEqual({ code: 'not-found' });
  });

  it('two at once stop each alert once', async () => {
    const taker = await acting(world);
    const alert = await keepAlert(taker.ctx, 'free=1');
    const mail = await makeAlertMail(world.owner, { id: taker.party.person }, [await rowOf(alert)]);
    const both = await Promise.all([stopByMail(visitor(world), mail), stopByMail(visitor(world), mail)]);
    expect(both.map(({ stopped }) => stopped).sort()).toEqual([0, 1]);
  });
});

it('counts what answers each search now, each by itself', async () => {
  const taker = await acting(world);
  const counts = await countsNow(taker.ctx, ['holder=nobody-at-all', 'free=1&holder=nobody-at-all']);
  expect(counts).toEqual([
    { count: 0, more: false },
    { count: 0, more: false },
  ]);
  expect(await countsNow(taker.ctx, [])).toEqual([]);
});
