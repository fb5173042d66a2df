import { setTimeout as sleep } from 'node:timers/promises';
import { type Place, reserveInCrowd, type Storm, type Victim } from './storm.ts';

export interface Killed {
  app: number;
  postgres: number;
  session: number;
}

/**
 * Kills at random instants while people reserve, then lets what was killed come back: sessions all along, and `kills` times PostgreSQL
 * or a process of the product, one after the other. Nothing is killed before somebody was answered since the last time.
 */
export async function killWhile(
  place: Place,
  storm: Storm,
  { kills, clients }: { kills: number; clients: number },
): Promise<Killed> {
  const done: Killed = { app: 0, postgres: 0, session: 0 };
  let isOver = false;
  const kill = async (victim: Victim) => {
    await place.kill(victim);
    done[victim]++;
  };
  const sessions = async () => {
    while (!isOver) {
      await sleep(100 + Math.random() * 400);
      await kill('session');
    }
  };
  const processes = async () => {
    for (let n = 0; n < kills; n++) {
      const before = storm.attempts.length;
      while (storm.attempts.length < before + 5) await sleep(20);
      await sleep(Math.random() * 500);
      await kill(n % 2 === 0 ? 'postgres' : 'app');
    }
    await place.healed();
    isOver = true;
  };
  await Promise.all([
    sessions(),
    processes(),
    reserveInCrowd(place, storm, { clients, more: () => !isOver }),
  ]);
  return done;
}
