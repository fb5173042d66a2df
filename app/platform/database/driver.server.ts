import postgres from 'postgres';
import { DatabaseUnusable } from '#app/platform/database/unusable.ts';

/**
 * postgres.js 3.4.9 as published may commit what was rolled back when the server closes a session inside a
 * transaction; `patches/` cures it and leaves this mark. Without the mark nothing may be opened.
 */
export function patchedDriver(driver: object = postgres): void {
  if ('transactionsEndWithTheirSession' in driver) return;
  throw new DatabaseUnusable(
    'The PostgreSQL driver lacks the patch of patches/postgres+3.4.9.patch: run "npx patch-package", or "npm install" without --ignore-scripts.',
  );
}
