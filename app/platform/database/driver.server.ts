import postgres from 'postgres';

/**
 * postgres.js 3.4.9 as published may commit what was rolled back when the server closes a session inside a
 * transaction; `patches/` cures it and leaves this mark. Without the mark nothing may be opened.
 */
export function patchedDriver(driver: object = postgres): void {
  if ('transactionsEndWithTheirSession' in driver) return;
  throw new Error(
    'The PostgreSQL driver lacks the patch of patches/postgres+3.4.9.patch: run "npx patch-package", or "npm install" without --ignore-scripts.',
  );
}
