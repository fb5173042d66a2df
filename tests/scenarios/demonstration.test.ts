import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { hashPassword, verifyPassword } from '#app/platform/passwords.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD } from '#db/seed/accounts.ts';
import { demonstrate, NoDemonstration } from '#db/seed/demonstration.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'gisement-demonstration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function playOn({ url }: TestDatabase, again = false, stopAt = Number.POSITIVE_INFINITY) {
  const { sql, db, close } = openDatabase(url, { max: 1 });
  let puts = 0;
  const storage = folderStorage(folder);
  const breaking = {
    ...storage,
    head: async (key: string) => (++puts > stopAt ? Promise.reject(new Error('killed')) : storage.head(key)),
  };
  try {
    return await demonstrate({
      sql,
      db,
      storage: breaking,
      secret: 'a secret of the test',
      hashPassword,
      seed: 'test',
      share: 0.1,
      again,
    });
  } finally {
    await close();
  }
}

const counted = ({ sql }: TestDatabase) => sql`
  select (select count(*) from organisation) organisations, (select count(*) from person) people, (select count(*) from site) sites,
         (select count(*) from lot) lots, (select count(*) from lot_photo) photos, (select count(*) from ledger.movement) movements,
         (select count(*) from ledger.reservation) reservations, (select count(*) from event) events, (select count(*) from command) commands,
         (select count(*) from mail) mails, (select md5(string_agg(encode(head_hash, 'hex'), '' order by lot_id)) from ledger.stock) heads`;

it('the demonstration is killed, goes on, ends, and playing it again changes nothing', {
  timeout: 60_000,
}, async () => {
  const world = await freshDatabase();
  const { sql, owner } = world;
  await expect(playOn(world, false, 30)).rejects.toThrow('killed');
  const played = await playOn(world);
  expect(played?.refused).toEqual([]);
  const [whole] = await counted(world);
  expect(await playOn(world)).toBeNull();
  const again = await playOn(world, true);
  expect(again?.refused).toEqual([]);
  expect((await counted(world))[0]).toEqual(whole);
  expect(await owner`select * from ledger.audit`).toEqual([]);

  // the contract's fixed slugs, and the password said at start
  const accounts = await sql`
    select o.slug, p.email, p.password_hash as hash from organisation o join membership m on m.organisation_id = o.id
      join person p on p.id = m.person_id where o.slug like 'demo-%' and m.role = 'administrator' order by o.slug`;
  expect(accounts.map(({ slug, email }) => ({ slug, email }))).toEqual(
    DEMONSTRATION_ACCOUNTS.map(({ slug, email }) => ({ slug, email })).sort((a, b) =>
      a.slug < b.slug ? -1 : 1,
    ),
  );
  expect(await verifyPassword(accounts[0]?.hash, DEMONSTRATION_PASSWORD)).toBe(true);

  const [counter] = await sql`
    select count(*)::int as lots from lot l join organisation o on o.id = l.organisation_id
     where o.slug = 'demo-holder' and accept_mode_of(l) = 'at_once' and l.status = 'published'
       and ledger.left_of(l.id) between 20000 and 400000`;
  expect(counter?.lots).toBeGreaterThan(0);
  const [months] =
    await sql`select count(distinct month)::int as n from ledger.total where level = 'france' and mass_g > 0`;
  expect(months?.n).toBeGreaterThan(3);

  // history wrote no letter; what happened these last two days waits for its job
  const [waiting] = await sql`
    select count(*) filter (where at < clock_timestamp() - interval '50 hours')::int as old from event where handled_at is null`;
  expect(waiting?.old).toBe(0);
});

it('in production no session moves the clock, and no demonstration is played', async () => {
  const world = await freshDatabase();
  const away = async () => {
    const [row] = await world.sql.begin(async (tx) => {
      await tx`select set_config('gisement.history', '-40 days', true)`;
      return tx`select extract(epoch from clock_timestamp() - ledger.clock())::float8 as seconds`;
    });
    return row?.seconds;
  };
  expect(await away()).toBeCloseTo(40 * 86_400, -1);
  // no one may turn a test database into a production one: this world is of another birth
  await world.owner`alter table ledger.setting disable trigger environment_is_for_life`;
  await world.owner`update ledger.setting set environment = 'production', clock_offset = '0'`;
  expect(await away()).toBeCloseTo(0, 0);
  await expect(playOn(world)).rejects.toThrow(NoDemonstration);
});
