import { openDatabase } from '#app/platform/database/client.server.ts';
import { startDatabase } from '#app/platform/database/start.server.ts';

/**
 * npm run ledger:rebuild -- [reason]: remakes the figures from the movements, in one transaction, and keeps a line of it.
 * Writing of movements waits meanwhile. Needed after a new vintage of communes.
 */
const database = await startDatabase({ mayJoin: true });
if (!database.ownerUrl) {
  process.stderr.write('ledger: set DATABASE_OWNER_URL, the figures belong to the owner\n');
  process.exit(1);
}
const { sql, close } = openDatabase(database.ownerUrl, {
  max: 1,
  statementTimeout: '0',
  applicationName: 'gisement-rebuild',
});
try {
  const reason = process.argv.slice(2).join(' ').slice(0, 200) || 'by hand';
  await sql`insert into ledger.rebuild (reason) values (${reason})`;
  const [sum] =
    await sql`select count(*) as rows, coalesce(sum(mass_g) filter (where level = 'france' and view = 'origin'), 0)::bigint as grams from ledger.total`;
  process.stdout.write(`ledger: ${sum?.rows} totals remade, ${Number(sum?.grams) / 1000} kg in all\n`);
} catch (error) {
  process.stderr.write(`ledger: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await close();
  await database.stop();
}
