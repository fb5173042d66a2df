import { parseArgs } from 'node:util';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { prepareDatabase } from '#app/platform/database/prepare.server.ts';
import { type RunningDatabase, startDatabase } from '#app/platform/database/start.server.ts';
import { env, isLoopback } from '#app/platform/env.server.ts';
import { hashPassword } from '#app/platform/passwords.server.ts';
import { openStorage } from '#app/platform/storage/open.server.ts';
import { loadReference } from '#db/reference/load.ts';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD } from '#db/seed/accounts.ts';
import { bulkLots, NotForBulk } from '#db/seed/bulk/bulk-lots.ts';
import { demonstrate, NoDemonstration } from '#db/seed/demonstration.ts';

/**
 * npm run db:seed [-- --seed S]: plays the demonstration, beside a running app or alone.
 * npm run db:seed -- --lots N: synthetic lots for measurements instead, into a database without lots.
 */
const say = (line: string) => process.stdout.write(`${line}\n`);

// played for an application: it ends with it, even killed
process.on('disconnect', () => process.exit(1));
process.channel?.unref();

function wanted() {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, lots: { type: 'string' }, movements: { type: 'string' } },
  });
  if (values.movements !== undefined)
    throw new NoDemonstration('--movements (synthetic history) is not available in this version.');
  const lots = values.lots === undefined ? null : Number(values.lots);
  if (lots !== null && !(Number.isInteger(lots) && lots > 0 && lots <= 5_000_000))
    throw new NoDemonstration('--lots takes a whole number from 1 to 5,000,000.');
  const seed = values.seed ?? '1';
  if (seed.length > 80) throw new NoDemonstration('--seed takes 80 characters at most.');
  if (!isLoopback(env.HOST)) {
    throw new NoDemonstration(
      `HOST is ${env.HOST}: demonstration accounts have a published password and exist on a loopback address only.`,
    );
  }
  return { seed, lots };
}

async function measureWith(database: RunningDatabase, lots: number, seed: string) {
  if (!database.ownerUrl)
    throw new NoDemonstration('Synthetic lots are written by the owner: set DATABASE_OWNER_URL.');
  await prepareDatabase(database, { after: [loadReference] });
  const { sql, close } = openDatabase(database.ownerUrl, { max: 1, applicationName: 'gisement-seed' });
  try {
    await bulkLots(sql, lots, seed, say);
  } finally {
    await close();
  }
}

try {
  const { seed, lots } = wanted();
  const started = Date.now();
  const database = await startDatabase({ mayJoin: true });
  if (lots !== null) {
    try {
      await measureWith(database, lots, seed);
      say(`${lots} synthetic lots in ${Math.round((Date.now() - started) / 1000)} s.`);
    } finally {
      await database.stop();
    }
    process.exit();
  }
  const { sql, db, close } = openDatabase(database.appUrl, { max: 1, applicationName: 'gisement-seed' });
  try {
    const storage = openStorage(env);
    const played = await demonstrate({ sql, db, storage, secret: env.SECRET_KEY, hashPassword, seed });
    if (!played) say('The demonstration had been played to its end already: nothing to do.');
    else {
      say(`Demonstration played: ${played.steps} steps in ${Math.round((Date.now() - started) / 1000)} s.`);
      for (const line of new Set(played.refused)) say(`  left out, somebody acted first: ${line}`);
      const mails = DEMONSTRATION_ACCOUNTS.map(({ email }) => email).join(', ');
      say(`Accounts: ${mails}; password: ${DEMONSTRATION_PASSWORD}`);
    }
  } finally {
    await close();
    await database.stop();
  }
} catch (error) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = error instanceof NoDemonstration || error instanceof NotForBulk ? 2 : 1;
}
