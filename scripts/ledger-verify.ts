import { openDatabase } from '#app/platform/database/client.server.ts';
import { startDatabase } from '#app/platform/database/start.server.ts';
import { verifyLedger } from './ledger-verification.ts';

/** For the operator's desk, where the database takes writes: a copy that only reads is verified all the same. */
async function keep(found: { lots: number; movements: number; breaks: string[]; seconds: number }) {
  const { lots, movements, breaks, seconds } = found;
  const said = breaks.map((what) => what.slice(0, 300));
  await sql`insert into books_check (kind, milliseconds, lots, movements, breaks)
            select 'full', ${Math.round(seconds * 1000)}, ${lots}, ${movements}, ${said} where not pg_is_in_recovery()`.catch(
    () => undefined,
  );
}

/** npm run ledger:verify: recomputes the whole ledger; names the first break and exits 1 when there is one. */
const database = await startDatabase({ mayJoin: true });
const { sql, close } = openDatabase(database.ownerUrl ?? database.appUrl, {
  max: 1,
  statementTimeout: '0',
  applicationName: 'gisement-verify',
});
try {
  const began = performance.now();
  const { lots, movements, checkpoints, breaks } = await verifyLedger(sql);
  const seconds = (performance.now() - began) / 1000;
  await keep({ lots, movements, breaks, seconds });
  if (breaks.length === 0) {
    process.stdout.write(
      `ledger: ${movements} movements of ${lots} lots verified: chains, balances, masses, figures; ${checkpoints} checkpoints\n` +
        `ledger: ${seconds.toFixed(1)} s, ${Math.round(movements / seconds)} lines a second\n`,
    );
  } else {
    process.stdout.write(`${breaks.map((what) => `ledger: BROKEN ${what}`).join('\n')}\n`);
    process.exitCode = 1;
  }
} catch (error) {
  process.stderr.write(`ledger: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await close();
  await database.stop();
}
