import { sql } from 'drizzle-orm';
import type { Actor, Ctx } from '#app/domain/context.ts';
import type { Outside } from '#app/domain/organisations/outside.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import type { Database } from '#db/client.ts';
import { idOf } from '../chance.ts';

/** What playing needs. `db` is one session of the serving role: its clock is moved, nobody else's. */
export interface World {
  db: Database;
  storage: Storage;
  /** Draws the public points of sites. */
  secret: string;
  seed: string;
  hashPassword: Outside['hashPassword'];
  /** The database's today, less this machine's, in milliseconds. */
  skewMs: number;
  /** The story's own names -> who acts under them. */
  actors: Map<string, Actor>;
  /** The story's own names -> public ids of reservations. */
  reservations: Map<string, string>;
}

export const NOBODY: Actor = { person: null, organisation: null, via: 'none' };

/** The world at that instant, for somebody who acts. */
export const ctxAt = (world: World, at: number, actor: Actor = NOBODY): Ctx => ({
  db: world.db,
  actor,
  now: new Date(at),
  locale: 'fr',
});

export function actorOf(world: World, id: string): Actor {
  const actor = world.actors.get(id);
  if (!actor) throw new Error(`the story has nobody called ${id} yet`);
  return actor;
}

/** The key of a command, the same at each playing. */
export const keyOf = (world: World, ...name: (string | number)[]) => idOf(world.seed, 'key', ...name);

/** Moves this session's clock; null brings it back to today. */
export async function live(world: Pick<World, 'db' | 'skewMs'>, at: number | null): Promise<void> {
  const away = at === null ? '' : `${Math.round(at - Date.now() - world.skewMs)} milliseconds`;
  await world.db.execute(sql`select set_config('gisement.history', ${away}, false)`);
}

/** One deed, whole or not at all, whatever the number of its commands. */
export const together = <T>(world: World, work: (world: World) => Promise<T>): Promise<T> =>
  world.db.transaction((db) => work({ ...world, db }));
