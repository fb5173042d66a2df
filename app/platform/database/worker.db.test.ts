import { Logger, makeWorkerUtils, runOnce } from 'graphile-worker';
import { expect, it } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';

const logger = new Logger(() => () => {});

it('the serving role adds a job in its own transaction and runs it; a rolled back one never runs', async () => {
  const { sql, url } = await testDatabase();
  const seen: unknown[] = [];
  const add = (tx: typeof sql | Parameters<Parameters<typeof sql.begin>[1]>[0], n: number) =>
    tx`select graphile_worker.add_job('probe', ${sql.json({ n })}::json, queue_name => 'line')`;
  await sql.begin((tx) => add(tx, 1));
  await sql
    .begin(async (tx) => {
      await add(tx, 2);
      throw new Error('undo');
    })
    .catch(() => {});
  const utils = await makeWorkerUtils({ connectionString: url, logger });
  await utils.addJob('probe', { n: 3 });
  await utils.release();
  await runOnce({
    connectionString: url,
    logger,
    noHandleSignals: true,
    taskList: { probe: async (payload) => void seen.push(payload) },
    crontab: '',
  });
  expect(seen).toEqual(expect.arrayContaining([{ n: 1 }, { n: 3 }]));
  expect(seen).toHaveLength(2);
  expect(await sql`select count(*) from graphile_worker.jobs where task_identifier = 'probe'`).toEqual([
    { count: 0 },
  ]);
});
