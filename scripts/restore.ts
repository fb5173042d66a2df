import { parseArgs } from 'node:util';
import { BackupUnusable, type Manifest } from '#app/platform/backup/manifest.ts';
import { checkBackup, readManifest } from '#app/platform/backup/read-backup.server.ts';
import { restoreFiles, restoreRows } from '#app/platform/backup/restore.server.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { prepareDatabase } from '#app/platform/database/prepare.server.ts';
import { type RunningDatabase, startDatabase } from '#app/platform/database/start.server.ts';
import { env } from '#app/platform/env.server.ts';
import { openStorage } from '#app/platform/storage/open.server.ts';
import { loadReference } from '#db/reference/load.ts';
import { verifyLedger } from './ledger-verification.ts';
import { secretMark } from './secret-mark.ts';
import { failed, say } from './with-database.ts';

/**
 * npm run restore -- <backup> [--check] [--new-secret]: fills the configured database, which must be new, and the stored files with a
 * backup, brings it up to date and verifies the whole ledger. `--check` only reads the backup and compares every hash.
 */
function wanted() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: 'boolean' }, 'new-secret': { type: 'boolean' } },
  });
  const [folder, ...others] = positionals;
  if (!folder || others.length > 0)
    throw new Error('Usage: npm run restore -- <backup> [--check] [--new-secret]');
  return { folder, check: values.check === true, newSecret: values['new-secret'] === true };
}

function refuseOtherSecret({ secret }: Manifest, newSecret: boolean) {
  if (secret === null || newSecret || secretMark() === secret) return;
  throw new BackupUnusable(
    'the secret of the installation is missing or another: set SECRET_KEY, or put its file secret-key into DATA_DIR. ' +
      'With --new-secret it goes on without: links in letters already sent, codes on slips, calendar feeds and second factors end, ' +
      'and checkpoints are signed with another key',
  );
}

async function restore(database: RunningDatabase, folder: string, manifest: Manifest): Promise<void> {
  const { ownerUrl, appUrl } = database;
  if (!ownerUrl) throw new Error('set DATABASE_OWNER_URL: only the owner writes every table');
  await restoreRows(folder, manifest, { ownerUrl, appUrl, log: say });
  const { applied } = await prepareDatabase(database, { after: [(sql) => loadReference(sql)] });
  const later = applied.filter((name) => /^\d{4}_/.test(name));
  if (later.length > 0) say(`brought up to date: ${later.join(', ')}`);
  if (manifest.files) say(`${await restoreFiles(folder, manifest, openStorage(env))} files`);
  const { sql, close } = openDatabase(ownerUrl, { max: 1, statementTimeout: '0' });
  try {
    const { lots, movements, breaks } = await verifyLedger(sql);
    for (const what of breaks) say(`ledger: BROKEN ${what}`);
    if (breaks.length > 0) throw new Error('the ledger of this backup does not hold');
    say(`ledger: ${movements} movements of ${lots} lots verified`);
  } finally {
    await close();
  }
}

try {
  const began = performance.now();
  const { folder, check, newSecret } = wanted();
  const manifest = await readManifest(folder);
  // before the database is touched: of a damaged backup nothing is restored
  await checkBackup(folder, manifest);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  say(
    `backup of ${manifest.madeAt}: ${rows} rows, ${manifest.files?.length ?? 0} files, every hash is the one written`,
  );
  if (!check) {
    refuseOtherSecret(manifest, newSecret);
    const database = await startDatabase();
    try {
      await restore(database, folder, manifest);
    } finally {
      await database.stop();
    }
    say(`restored in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  }
} catch (error) {
  failed(error);
}
