import { openDatabase } from '#app/platform/database/client.server.ts';
import { type EmbeddedServer, startEmbedded } from '#app/platform/database/embedded.server.ts';
import { ensureDatabase, loginOf } from '#app/platform/database/roles.server.ts';
import { type Env, env } from '#app/platform/env.server.ts';

export interface RunningDatabase {
  appUrl: string;
  /** null when DATABASE_URL is set without DATABASE_OWNER_URL: this process cannot migrate. */
  ownerUrl: string | null;
  embedded: EmbeddedServer | null;
  stop(): Promise<void>;
}

export const OWNER_ROLE = 'gisement_owner';
export const APP_ROLE = 'gisement_app';
const DATABASE = 'gisement';

type DatabaseSettings = Pick<Env, 'DATABASE_URL' | 'DATABASE_OWNER_URL' | 'DATA_DIR'>;

/** The database the settings name: another server's, or the embedded one, started here and stopped by stop(). */
export async function startDatabase(
  options: { mayJoin?: boolean } = {},
  settings: DatabaseSettings = env,
): Promise<RunningDatabase> {
  if (settings.DATABASE_URL) {
    const ownerUrl = settings.DATABASE_OWNER_URL ?? null;
    return { appUrl: settings.DATABASE_URL, ownerUrl, embedded: null, stop: async () => {} };
  }
  const embedded = await startEmbedded(settings.DATA_DIR, options);
  try {
    return { ...(await prepareEmbedded(embedded)), embedded, stop: embedded.stop };
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

async function prepareEmbedded(server: EmbeddedServer): Promise<{ appUrl: string; ownerUrl: string }> {
  const appUrl = server.urlFor(APP_ROLE, DATABASE);
  const ownerUrl = server.urlFor(OWNER_ROLE, DATABASE);
  const { sql, close } = openDatabase(server.urlFor('postgres', 'postgres'), { max: 1 });
  try {
    await ensureDatabase(sql, DATABASE, loginOf(ownerUrl), loginOf(appUrl));
  } finally {
    await close();
  }
  return { appUrl, ownerUrl };
}
