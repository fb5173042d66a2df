import { randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, lot, party } from '#tests/ledger/world.ts';
import { anyEmail } from '#tests/support/accounts.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makePerson } from '#tests/support/factories.ts';
import { clean } from './clean.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

/** The whole database lives that much later. */
const later = (days: number) =>
  world.owner`update ledger.setting set clock_offset = ${`${days} days`}::interval`;
const count = async (table: string) =>
  Number((await world.owner.unsafe(`select count(*) as n from ${table}`))[0]?.n);

const mailRow = (status: string) => world.owner`
  insert into mail (dedup_key, kind, locale, to_address, subject, body_text, body_html, message_id, status)
  values (${randomUUID()}, 'invitation', 'fr', ${anyEmail()}, 's', 't', 'h', 'm', ${status})`;
const commandRow = (name: string) => world.owner`
  insert into command (organisation_id, key, name, content_hash) values (0, ${randomUUID()}, ${name}, '\\x00')`;

describe('the daily cleaning', () => {
  it('removes what is over, each after its own time, as the serving role', async () => {
    const { id } = await makePerson(world.owner);
    const [holder, taker] = [await party(world.owner), await party(world.owner)];
    const lotId = await lot(world.owner, holder);
    const asked = await call(world.sql, 'reserve', taker, lotId, 2000, 'own_works', 'yes', '35278');
    expect(asked.outcome).toBe('ok');
    const doors = await count(`command where strpos(name, '.') > 0`);
    expect(doors).toBeGreaterThan(1);
    await world.owner`insert into session (id, person_id, expires_at) values ('s', ${id}, ledger.clock() + interval '10 days')`;
    await world.owner`insert into token (kind, hash, person_id, expires_at)
      values ('reset-password', ${randomBytes(32)}, ${id}, ledger.clock() + interval '1 day')`;
    await world.owner`insert into reservation_draft
        (token_hash, lot_id, quantity_milli, name, email, commune_code, purpose, locale, expires_at)
      values (${randomBytes(32)}, ${lotId}, 1000, 'Anna', ${anyEmail()}, '35278', 'own_works', 'fr', ledger.clock() + interval '1 day')`;
    await world.owner`insert into rate_limit values ('old', 1, clock_timestamp() - interval '2 hours'),
      ('now', 1, clock_timestamp() + interval '1 minute'), ('for-ever', 1, null)`;
    await commandRow('update-site');
    for (const status of ['sent', 'kept', 'failed', 'waiting']) await mailRow(status);

    const at = async (days: number) => {
      await later(days);
      await clean(world.db);
      const tables = ['session', 'token', 'reservation_draft', 'mail', `command where strpos(name, '.') = 0`];
      return Promise.all(tables.map(count));
    };
    expect(await at(0)).toEqual([1, 1, 1, 4, 1]);
    expect((await world.owner`select key from rate_limit order by key`).map(({ key }) => key)).toEqual([
      'for-ever',
      'now',
    ]);
    expect(await at(7)).toEqual([1, 1, 1, 4, 1]);
    expect(await at(9)).toEqual([1, 0, 0, 4, 1]);
    expect(await at(12)).toEqual([0, 0, 0, 4, 1]);
    expect(await at(89)).toEqual([0, 0, 0, 4, 1]);
    expect(await at(91)).toEqual([0, 0, 0, 4, 0]);
    expect(await at(364)).toEqual([0, 0, 0, 4, 0]);
    // a mail that still waits to leave is never lost
    expect(await at(366)).toEqual([0, 0, 0, 1, 0]);
    expect(await count(`command where strpos(name, '.') > 0`)).toBe(doors);
    expect(await count('ledger.reservation')).toBe(1);
    await later(0);
  });

  it('goes by bounded batches; what is beyond waits for the next day', async () => {
    const { id } = await makePerson(world.owner);
    await world.owner`insert into session (id, person_id, expires_at)
      select 'old-' || n, ${id}, ledger.clock() - interval '3 days' from generate_series(1, 25) n`;
    expect(await clean(world.db, { rows: 10, times: 2 })).toMatchObject({ sessions: 20 });
    expect(await clean(world.db, { rows: 10, times: 2 })).toMatchObject({ sessions: 5 });
  });

  it('is the only way for the serving role to delete a command or a mail', async () => {
    for (const table of ['command', 'mail']) {
      await expect(world.sql.unsafe(`delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
