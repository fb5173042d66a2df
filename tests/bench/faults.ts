import { loadavg } from 'node:os';
import { type Account, accountFor } from '../faults/account.ts';
import { killWhile } from '../faults/kills.ts';
import { newStorm, only, openPlace, type Place, reserveInCrowd, type Storm } from '../faults/storm.ts';
import { percentiles } from './load.ts';

const ATTEMPTS = Number(process.env.ATTEMPTS ?? 10_000);
const CLIENTS = Number(process.env.CLIENTS ?? 200);
const LOTS = Number(process.env.LOTS ?? 100);
const KILLS = Number(process.env.KILLS ?? 200);

/**
 * `npm run bench -- faults`: what tests/faults/storm.test.ts does short. Attempts by 200 people on 100 lots through two processes of the
 * product on one database; then PostgreSQL and those processes killed in turn at random instants under that load, sessions ended all
 * along. ATTEMPTS, CLIENTS, LOTS and KILLS change how much.
 */
export async function run(): Promise<void> {
  const place = await openPlace({ lots: LOTS, takers: CLIENTS });
  try {
    console.log(`load ${loadavg()[0]?.toFixed(1)}\n`);
    console.log(await attempts(place));
    console.log(await kills(place));
  } finally {
    await place.stop();
  }
}

async function attempts(place: Place): Promise<string> {
  const storm = newStorm(place.scarce);
  const began = performance.now();
  await reserveInCrowd(place, storm, { clients: CLIENTS, more: only(ATTEMPTS) });
  const seconds = (performance.now() - began) / 1000;
  const made = storm.attempts.filter(({ status }) => status === 201).length;
  const { p50, p95, p99 } = percentiles(storm.latencies);
  return [
    `${ATTEMPTS} attempts by ${CLIENTS} people on ${LOTS} lots, two processes: ${seconds.toFixed(0)} s, ${(ATTEMPTS / seconds).toFixed(0)}/s`,
    `${made} made, ${storm.attempts.length - made} told what was left, other answers ${storm.oddities.length}, answered 503 ${doubted(storm)}`,
    `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
    said(await accountFor(place, storm)),
    '',
  ].join('\n');
}

async function kills(place: Place): Promise<string> {
  const storm = newStorm(place.plenty);
  const began = performance.now();
  const killed = await killWhile(place, storm, { kills: KILLS, clients: Math.min(CLIENTS, 40) });
  const seconds = (performance.now() - began) / 1000;
  const made = storm.attempts.filter(({ status }) => status === 201).length;
  return [
    `killed: PostgreSQL ${killed.postgres}, the product ${killed.app}, sessions ${killed.session}, in ${seconds.toFixed(0)} s`,
    `${made} made, of which ${doubted(storm)} were in doubt and asked again; other answers ${storm.oddities.length}`,
    said(await accountFor(place, storm)),
    '',
  ].join('\n');
}

const doubted = ({ attempts: all }: Storm) => all.filter(({ doubts }) => doubts > 0).length;

const said = (account: Account) =>
  Object.entries(account)
    .map(([what, found]) => `${what} ${Array.isArray(found) ? found.length : found}`)
    .join(', ');
