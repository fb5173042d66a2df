import { prepareDatabase } from '#app/platform/database/prepare.server.ts';
import { startDatabase } from '#app/platform/database/start.server.ts';
import { loadReference } from '#db/reference/load.ts';

/** npm run db:migrate: brings the configured database (embedded, or DATABASE_OWNER_URL) to this version. */
const database = await startDatabase({ mayJoin: true });
try {
  const { applied } = await prepareDatabase(database, {
    after: [(sql) => loadReference(sql)],
    log: (line) => process.stdout.write(`${line}\n`),
  });
  if (applied.length === 0) process.stdout.write('database: already up to date\n');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await database.stop();
}
