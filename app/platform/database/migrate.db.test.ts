import { describe, expect, it } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';

describe('the migrated template', () => {
  it('gives the serving role its reads and keeps the ledger closed to it', async () => {
    const { sql, owner, db } = await testDatabase();
    expect(await sql`select environment from ledger.setting`).toEqual([{ environment: 'test' }]);
    await expect(sql`update ledger.setting set clock_offset = '1 day'`).rejects.toThrow(/permission denied/);
    await expect(sql`create table public.mine (id int)`).rejects.toThrow(/permission denied/);
    expect(await owner`select current_user as name`).toEqual([{ name: 'gisement_owner' }]);
    expect(await db.execute('select 1::bigint as one')).toEqual([{ one: 1 }]);
  });
});
