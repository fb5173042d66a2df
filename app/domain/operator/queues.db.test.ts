import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { checkBooks } from '#app/jobs/check-books.server.ts';
import { databaseVitals } from '#app/platform/vitals/database.server.ts';
import { accepted, handedOver, lot, party } from '#tests/ledger/world.ts';
import { jobsRun, mailsTo } from '#tests/scenarios/trade.ts';
import { acting, alone, refusalOf } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeMail } from '#tests/support/factories.ts';
import { handleJobs } from './commands/handle-jobs.server.ts';
import { handleMails } from './commands/handle-mails.server.ts';
import { sendTestMail } from './commands/send-test-mail.server.ts';
import { ledgerVitals, mailVitals, queueVitals } from './health.server.ts';
import { loggedActs } from './queries.server.ts';
import { jobsInTrouble, mailsInTrouble } from './queues.server.ts';

let world: TestDatabase;
let operator: Ctx;
beforeAll(async () => {
  world = await freshDatabase();
  operator = await alone(world, { platformAdmin: true });
});

const reason = 'Le serveur d’envoi répond de nouveau';
const asked = () => ({ reason, key: randomUUID() });
const failed = async (task: string, { givenUp = false } = {}) => {
  const [job] =
    await world.owner`select id::text from graphile_worker.add_job(${task}, '{}'::json, max_attempts => 3)`;
  await world.owner`
    update graphile_worker._private_jobs set attempts = ${givenUp ? 3 : 1}, last_error = 'the server said no',
      run_at = now() + interval '1 hour' where id = ${job?.id}`;
  return String(job?.id);
};
const failedMail = async (status: string) => {
  const publicId = await makeMail(world.owner);
  await world.owner`update mail set status = ${status}, last_error = '451 later' where public_id = ${publicId}`;
  return publicId;
};
const statusOf = async (publicId: string) =>
  (await world.sql`select status from mail where public_id = ${publicId}`)[0]?.status;

describe('what the platform says of its health', () => {
  it('names the database, its size and its room', async () => {
    const vitals = await databaseVitals(world.db);
    expect(vitals.version).toMatch(/^1[5-9]\./);
    expect(vitals.bytes).toBeGreaterThan(1e6);
    expect(vitals.connections).toBeGreaterThan(0);
    expect(vitals.connectionsMost).toBeGreaterThan(vitals.connections);
    expect(vitals).toMatchObject({ replicas: 0, replicaLate: null });
  });

  it('counts jobs that wait, fail and are given up', async () => {
    const before = await queueVitals(operator);
    await failed('probe');
    await failed('probe', { givenUp: true });
    await world.owner`select from graphile_worker.add_job('probe', '{}'::json, run_at => now() - interval '10 minutes')`;
    const after = await queueVitals(operator);
    expect(after).toMatchObject({
      waiting: before.waiting + 1,
      failing: before.failing + 1,
      givenUp: before.givenUp + 1,
    });
    expect(after.oldestWait).toBeGreaterThanOrEqual(600);
    await world.owner`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where task_identifier = 'probe'))`;
  });

  it('counts mails by what became of them', async () => {
    const before = await mailVitals(operator);
    await failedMail('failed');
    await failedMail('refused');
    const after = await mailVitals(operator);
    expect(after).toMatchObject({ failed: before.failed + 1, refused: before.refused + 1 });
  });

  it('keeps each check of the books, and names what does not balance', async () => {
    const holder = await party(world.sql);
    const taker = await party(world.sql);
    const reservation = await accepted(world.sql, holder, taker, await lot(world.sql, holder), 1000);
    await handedOver(world.sql, holder, taker, reservation, 1000, 40_000);
    expect(await checkBooks(world.db)).toEqual([]);
    const { checks } = await ledgerVitals(operator);
    expect(checks).toMatchObject([{ kind: 'balances', breaks: [] }]);
    expect(checks[0]?.movements).toBeGreaterThan(0);
    await world.owner`alter table ledger.total disable trigger user`;
    await world.owner`update ledger.total set mass_g = mass_g + 1`;
    expect((await checkBooks(world.db))[0]).toMatch(/^total is not its movements/);
    await expect(world.owner`delete from books_check`).rejects.toThrow(/append-only/);
  });
});

describe('jobs in trouble', () => {
  it('are shown, those given up first, and tried again at once', async () => {
    const later = await failed('probe');
    const over = await failed('probe', { givenUp: true });
    const shown = (await jobsInTrouble(operator)).filter(({ task }) => task === 'probe');
    expect(shown.map(({ id }) => id)).toEqual([over, later]);
    expect(shown[0]).toMatchObject({ again: null, attempts: 3, maxAttempts: 3, error: 'the server said no' });
    expect(await handleJobs(operator, 'retry', { ...asked(), jobs: [over] })).toBe(1);
    const [job] =
      await world.sql`select attempts, run_at <= now() as due from graphile_worker.jobs where id = ${over}`;
    expect(job).toEqual({ attempts: 0, due: true });
    const [line] = (await loggedActs(operator, { act: 'retry-jobs' }, null)).acts;
    expect(line).toMatchObject({ reason, details: { jobs: { [over]: 'probe' } } });
  });

  it('are given up, but not one under way nor one that has not failed', async () => {
    const gone = await failed('probe');
    const running = await failed('probe');
    await world.owner`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'somebody' where id = ${running}`;
    const [fresh] = await world.owner`select id::text from graphile_worker.add_job('probe', '{}'::json)`;
    const jobs = [gone, running, String(fresh?.id)];
    expect(await handleJobs(operator, 'discard', { ...asked(), jobs })).toBe(1);
    const left =
      await world.sql`select id::text from graphile_worker.jobs where id = any (${jobs}::bigint[]) order by id`;
    expect(left.map(({ id }) => id)).toEqual([running, String(fresh?.id)]);
    expect(await refusalOf(handleJobs(operator, 'discard', { ...asked(), jobs }))).toEqual({
      code: 'nothing-changed',
    });
  });

  it('are nobody else’s', async () => {
    const { ctx } = await acting(world);
    const job = await failed('probe');
    expect(await refusalOf(jobsInTrouble(ctx))).toEqual({ code: 'not-found' });
    expect(await refusalOf(handleJobs(ctx, 'discard', { ...asked(), jobs: [job] }))).toEqual({
      code: 'not-found',
    });
    expect(await world.sql`select from graphile_worker.jobs where id = ${job}`).toHaveLength(1);
  });
});

describe('mails in trouble', () => {
  it('are sent again, with one job each', async () => {
    const [first, second] = [await failedMail('failed'), await failedMail('refused')];
    expect((await mailsInTrouble(operator)).map(({ publicId }) => publicId)).toEqual(
      expect.arrayContaining([first, second]),
    );
    expect(await handleMails(operator, 'retry', { ...asked(), mails: [first, second] })).toBe(2);
    expect([await statusOf(first), await statusOf(second)]).toEqual(['waiting', 'waiting']);
    const jobs = await world.sql`
      select from graphile_worker.jobs j join mail m on j.key = 'mail:' || m.id where m.public_id in (${first}, ${second})`;
    expect(jobs).toHaveLength(2);
  });

  it('are given up: no job is left, and they are not shown any more', async () => {
    const mail = await failedMail('failed');
    expect(await handleMails(operator, 'discard', { ...asked(), mails: [mail] })).toBe(1);
    expect(await statusOf(mail)).toBe('dropped');
    expect((await mailsInTrouble(operator)).map(({ publicId }) => publicId)).not.toContain(mail);
    const again = handleMails(operator, 'retry', { ...asked(), mails: [mail] });
    expect(await refusalOf(again)).toEqual({ code: 'nothing-changed' });
  });

  it('are nobody else’s', async () => {
    const { ctx } = await acting(world);
    expect(await refusalOf(mailsInTrouble(ctx))).toEqual({ code: 'not-found' });
    const mails = [await failedMail('failed')];
    expect(await refusalOf(handleMails(ctx, 'retry', { ...asked(), mails }))).toEqual({ code: 'not-found' });
  });
});

it('a test mail goes to the operator who asks, and to nobody else', async () => {
  await sendTestMail(operator, asked());
  await jobsRun(world);
  const [letter, ...more] = await mailsTo(world, operator.actor.person?.email ?? '');
  expect(more).toEqual([]);
  expect(letter).toMatchObject({ kind: 'operator.test', subject: 'Courriel d’essai de Gisement' });
});
