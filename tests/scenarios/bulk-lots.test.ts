import { expect, it } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { bulkLots, NotForBulk } from '#db/seed/bulk/bulk-lots.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { verifyLedger } from '../../scripts/ledger-verification.ts';

it('synthetic lots have complete histories, the derived columns of real ones, and a map that adds up', async () => {
  const { ownerUrl } = await freshDatabase();
  const { sql, close } = openDatabase(ownerUrl, { max: 1, statementTimeout: '0' });
  try {
    await bulkLots(sql, 300, 'test', () => {});
    const checked = await verifyLedger(sql);
    expect(checked.breaks).toEqual([]);
    expect(checked.movements).toBe(300);
    const [seen] = await sql`
      select (select count(*) from visible_lots(null)) as visible, (select sum(lots) from map_cell where level = 13) as counted,
             (select count(*) from lot where search @@ websearch_to_tsquery('public.fr', 'rendez-vous')) as said,
             (select count(*) from pg_trigger where tgrelid = 'lot'::regclass and tgenabled = 'D') as still_off`;
    expect(Number(seen?.visible)).toBe(300);
    expect(Number(seen?.counted)).toBe(300);
    expect(Number(seen?.said)).toBeGreaterThan(0);
    expect(Number(seen?.still_off)).toBe(0);

    // what triggers derive is what was written without them
    const derived = () => sql`
      select md5(string_agg(concat_ws('|', public_point, cell, commune_code, search, offer_ends_at), ' ' order by id)) as all from lot`;
    const [written] = await derived();
    await sql`update lot set site_id = site_id, title = title, available_until = available_until`;
    expect((await derived())[0]).toEqual(written);

    await expect(bulkLots(sql, 10, 'test', () => {})).rejects.toThrow(NotForBulk);
  } finally {
    await close();
  }
});
