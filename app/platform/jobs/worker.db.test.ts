import { beforeAll, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { startWorker, type Tasks } from './worker.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

const add = (name: string) => world.sql`select graphile_worker.add_job(${name}, '{}'::json)`;
const waiting = async (name: string) =>
  (
    await world.owner`select attempts, locked_at from graphile_worker.jobs where task_identifier = ${name}`
  )[0];

/** A worker, and the moment at which its task has begun. */
async function begun(name: string, task: Tasks[string], patienceMs: number) {
  let started: () => void = () => undefined;
  const start = new Promise<void>((done) => {
    started = done;
  });
  const tasks: Tasks = {
    [name]: (payload, facts) => {
      started();
      return task(payload, facts);
    },
  };
  const worker = await startWorker({ connectionString: world.url, tasks, patienceMs });
  await add(name);
  await start;
  return worker;
}

it('a stop waits for the job under way', async () => {
  let finish: () => void = () => undefined;
  const worker = await begun('brief', () => new Promise<void>((done) => (finish = done)), 20_000);
  const stopped = worker.stop();
  finish();
  await stopped;
  expect(await waiting('brief')).toBeUndefined();
});

it('a job that does not end does not keep the process: it is given back, to be tried again', async () => {
  const worker = await begun('endless', () => new Promise<void>(() => undefined), 200);
  await worker.stop();
  expect(await waiting('endless')).toEqual({ attempts: 1, locked_at: null });
});
