import { expect, inject, it } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { pendingMigrations, prepareDatabase, refuseOwner } from '#app/platform/database/prepare.server.ts';
import { emptyDatabase, testDatabase, withDatabase } from '#tests/support/database.ts';

it('a serving role that could rewrite the ledger is refused, with the SQL to run', async () => {
  const { sql, owner, url, ownerUrl } = await testDatabase();
  await refuseOwner(sql, url);
  await expect(refuseOwner(owner, ownerUrl)).rejects.toThrow(
    /role "gisement_owner" owns the ledger.*\n.*create role/,
  );
  const superUrl = withDatabase(inject('cluster').superUrl, new URL(url).pathname.slice(1));
  const admin = openDatabase(superUrl, { max: 1 });
  await expect(refuseOwner(admin.sql, superUrl)).rejects.toThrow(/is a superuser/);
  await admin.close();
});

it('a process without the owner’s address serves a migrated database and names what another lacks', async () => {
  const { sql, url } = await testDatabase();
  expect(await pendingMigrations(sql)).toEqual([]);
  expect(await prepareDatabase({ appUrl: url, ownerUrl: null })).toEqual({ applied: [] });
  const empty = await emptyDatabase();
  await expect(prepareDatabase({ appUrl: empty.url, ownerUrl: null })).rejects.toThrow(
    /lacks 0001_base\.sql/,
  );
});
