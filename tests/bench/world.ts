import { openDatabase } from '#app/platform/database/client.server.ts';
import { type EmbeddedServer, startEmbedded } from '#app/platform/database/embedded.server.ts';
import { migrate } from '#app/platform/database/migrate.server.ts';
import { ensureRole, quoteIdentifier } from '#app/platform/database/roles.server.ts';
import { APP_ROLE, OWNER_ROLE } from '#app/platform/database/start.server.ts';
import { loadReference } from '#db/reference/load.ts';
import { temporaryDataDir } from '../support/data-dir.ts';
import type { TestDatabase } from '../support/database.ts';

/** A migrated database of its own in a cluster of its own, with a reduced set of territories. */
export async function benchWorld(): Promise<{ database: TestDatabase; stop: () => Promise<void> }> {
  const { folder, remove } = temporaryDataDir('gisement-bench-');
  const server = await startEmbedded(folder);
  const { database, close } = await worldOn(server);
  return {
    database,
    async stop() {
      await close();
      await server.stop();
      remove();
    },
  };
}

/** The same in a cluster that somebody else holds. */
export async function worldOn(
  server: Pick<EmbeddedServer, 'urlFor'>,
): Promise<{ database: TestDatabase; close: () => Promise<void> }> {
  const [url, ownerUrl] = [server.urlFor(APP_ROLE, 'bench'), server.urlFor(OWNER_ROLE, 'bench')];
  const root = openDatabase(server.urlFor('postgres', 'postgres'), { max: 1, statementTimeout: '0' });
  for (const one of [url, ownerUrl]) {
    await ensureRole(root.sql, { role: new URL(one).username, password: new URL(one).password });
  }
  await root.sql.unsafe(`create database bench owner ${quoteIdentifier(OWNER_ROLE)}`);
  await root.close();
  await migrate({
    ownerUrl,
    appUrl: url,
    environment: 'test',
    after: [(owner) => loadReference(owner, { reduced: true })],
  });
  const app = openDatabase(url, { max: 8 });
  const owner = openDatabase(ownerUrl, { max: 2, statementTimeout: '0' });
  return {
    database: { db: app.db, sql: app.sql, owner: owner.sql, url, ownerUrl },
    async close() {
      await app.close();
      await owner.close();
    },
  };
}
