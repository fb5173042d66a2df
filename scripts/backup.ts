import { join } from 'node:path';
import { writeBackup } from '#app/platform/backup/write-backup.server.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { startDatabase } from '#app/platform/database/start.server.ts';
import { env } from '#app/platform/env.server.ts';
import { secretMark } from './secret-mark.ts';
import { failed, say } from './with-database.ts';

/**
 * npm run backup -- [folder]: the whole database at one instant and the stored files, beside a running app or alone, in a new
 * folder named by that instant under `folder` (DATA_DIR/backups).
 */
try {
  const under = process.argv[2] ?? join(env.DATA_DIR, 'backups');
  if (process.argv.length > 3) throw new Error('Usage: npm run backup -- [folder]');
  const database = await startDatabase({ mayJoin: true });
  try {
    if (!database.ownerUrl) throw new Error('set DATABASE_OWNER_URL: only the owner reads every table');
    const { sql, close } = openDatabase(database.ownerUrl, {
      max: 1,
      statementTimeout: '0',
      applicationName: 'gisement-backup',
    });
    try {
      const began = performance.now();
      const folder = join(under, new Date().toISOString().replaceAll(':', '-').slice(0, 19));
      const files = env.STORAGE_URL ? null : join(env.DATA_DIR, 'files');
      const made = await writeBackup({ sql, files, secret: secretMark() }, folder);
      const rows = made.tables.reduce((sum, table) => sum + table.rows, 0);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      say(`${rows} rows, ${made.files?.length ?? 0} files in ${seconds} s: ${folder}`);
      if (!made.files) say('Stored files stay in their bucket: keep its versions, or a copy of it.');
      say('The secret is not in it. Keep it apart: SECRET_KEY, or the file secret-key of DATA_DIR.');
    } finally {
      await close();
    }
  } finally {
    await database.stop();
  }
} catch (error) {
  failed(error);
}
