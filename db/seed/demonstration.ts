import type postgres from 'postgres';
import type { Outside } from '#app/domain/organisations/outside.ts';
import {
  advanceDemonstration,
  beginDemonstration,
  finishDemonstration,
} from '#app/platform/database/demonstration.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import type { Database } from '#db/client.ts';
import { type Played, play } from './play/play.ts';
import { live } from './play/world.ts';
import { tellStory } from './story/tell.ts';
import { PLACES } from './world/places.ts';

type Sql = postgres.Sql<{ bigint: number }>;

export interface Demonstration {
  /** One session of the serving role, for this alone. */
  sql: Sql;
  db: Database;
  storage: Storage;
  secret: string;
  hashPassword: Outside['hashPassword'];
  seed: string;
  share?: number;
  /** Plays a story that was finished once more: it must change nothing. */
  again?: boolean;
}

export class NoDemonstration extends Error {
  override name = 'NoDemonstration';
}

const EVERY = 25;

/** Plays the demonstration to its end, from wherever it was left. Null when it had been finished. */
export async function demonstrate(given: Demonstration): Promise<Played | null> {
  const { sql, db, storage, secret, share } = given;
  await refuseProduction(sql);
  const [turn] =
    await sql`select pg_try_advisory_lock(hashtextextended('gisement.demonstration', 0)) as mine`;
  if (!turn?.mine) throw new NoDemonstration('The demonstration is being played by another process.');
  const { seed, anchor, finished } = await beginDemonstration(db, given.seed);
  if (finished && !given.again) return null;
  // a crash may lose the last deeds played, never half of one: the next start plays them again
  await sql`set synchronous_commit = off`;
  const rows = await sql<{ code: string }[]>`
    select code from commune where code in ${sql(Object.values(PLACES).map(({ code }) => code))}`;
  const known = new Set(rows.map(({ code }) => code));
  const steps = tellStory({ seed, anchor, share, knows: (code) => known.has(code) });
  const world = {
    db,
    storage,
    secret,
    seed,
    hashPassword: once(given.hashPassword),
    skewMs: await skewOf(sql),
    actors: new Map(),
    reservations: new Map(),
  };
  await advanceDemonstration(db, 0, steps.length);
  const played = await play(world, steps, async (done) => {
    if (done % EVERY !== 0) return;
    await live(world, null);
    await advanceDemonstration(db, done, steps.length);
  });
  await finishDemonstration(db);
  await sql`reset synchronous_commit`;
  return played;
}

/** The same password is hashed once: forty hashes are what would take longest here. */
function once(hash: Outside['hashPassword']): Outside['hashPassword'] {
  const made = new Map<string, Promise<string>>();
  return (password) => {
    const known = made.get(password) ?? hash(password);
    made.set(password, known);
    return known;
  };
}

async function refuseProduction(sql: Sql): Promise<void> {
  const [row] = await sql`select environment from ledger.setting`;
  if (row?.environment !== 'production') return;
  throw new NoDemonstration(
    'This database is for production: a demonstration is played only into a database made with DEMO=1.',
  );
}

async function skewOf(sql: Sql): Promise<number> {
  await sql`select set_config('gisement.history', '', false)`;
  const [row] = await sql<{ at: Date }[]>`select ledger.clock() as at`;
  return (row?.at.getTime() ?? Date.now()) - Date.now();
}
