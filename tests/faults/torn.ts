import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';

export interface TornReport {
  transactions: number;
  killed: number;
  /** Transactions of which one row of two is there. */
  torn: number;
  /** Rolled back by the program, yet there. */
  risen: number;
  /** Acknowledged, yet absent. */
  lost: number;
  neverSettled: number;
}

/**
 * Are transactions whole when the server closes sessions? Pairs of rows are inserted by BEGIN; INSERT; wait; INSERT;
 * COMMIT, half of them rolled back on purpose, while sessions are ended at random.
 * `driver` is postgres.js; `killer` may end the sessions of `url`'s role and make a table.
 */
export async function tearTransactions(
  driver: typeof postgres,
  url: string,
  killer: postgres.Sql<{ bigint: number }>,
  seconds: number,
): Promise<TornReport> {
  const name = `torn_${process.pid}_${Date.now()}`;
  const victims = driver(url, { max: 5, onnotice: () => {}, connection: { application_name: name } });
  await killer.unsafe(
    `create table public.${name} (id int, half int); grant all on public.${name} to public`,
  );
  const end = Date.now() + seconds * 1000;
  const undone = new Set<number>();
  const committed = new Set<number>();
  let transactions = 0;
  let neverSettled = 0;
  let killed = 0;

  const pair = (id: number, undo: boolean) =>
    victims.begin(async (tx) => {
      await tx.unsafe(`insert into public.${name} values ($1, 1)`, [id]);
      await sleep(Math.random() * 120);
      await tx.unsafe(`insert into public.${name} values ($1, 2)`, [id]);
      if (undo) throw new Error('undo');
    });
  const work = async () => {
    while (Date.now() < end) {
      const id = ++transactions;
      const undo = Math.random() < 0.5;
      const outcome = pair(id, undo).then(
        () => committed.add(id),
        () => undo && undone.add(id),
      );
      if ((await Promise.race([outcome, sleep(4_000, 'hung')])) === 'hung') neverSettled++;
      await victims`select 1`.catch(() => {});
    }
  };
  const kill = async () => {
    while (Date.now() < end - 500) {
      await sleep(150 + Math.random() * 250);
      const rows = await killer`select pg_terminate_backend(pid)
        from (select pid from pg_stat_activity where application_name = ${name} order by random() limit 1) one`;
      killed += rows.length;
    }
  };
  await Promise.race([
    Promise.all([kill(), ...Array.from({ length: 12 }, work)]),
    sleep(seconds * 1000 + 9_000),
  ]);
  await victims.end({ timeout: 1 });

  const rows = await killer.unsafe(`select id, count(*)::int as halves from public.${name} group by id`);
  await killer.unsafe(`drop table public.${name}`);
  const there = new Set(rows.map((row) => row.id));
  return {
    transactions,
    killed,
    torn: rows.filter((row) => row.halves !== 2).length,
    risen: [...undone].filter((id) => there.has(id)).length,
    lost: [...committed].filter((id) => !there.has(id)).length,
    neverSettled,
  };
}
