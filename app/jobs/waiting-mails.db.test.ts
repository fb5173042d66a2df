import { beforeAll, describe, expect, it } from 'vitest';
import { react } from '#app/jobs/react.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { call, expectOk, lot, type Party, party } from '#tests/ledger/world.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';

let world: TestDatabase;
let holder: Party;
let english: Party;
let french: Party;

beforeAll(async () => {
  world = await freshDatabase();
  holder = await party(world.sql);
  english = await party(world.sql);
  french = await party(world.sql);
  for (const { organisation, person } of [english, french])
    await world.owner`insert into membership (organisation_id, person_id, role) values (${organisation}, ${person}, 'member')`;
  await world.owner`update person set locale = 'en' where id = ${english.person}`;
});

/** Every event of the lot is reacted to, twice: nothing is told again. */
async function settle(lotId: number) {
  const events =
    await world.sql`select id from event where (payload ->> 'lot')::bigint = ${lotId} order by id`;
  for (const { id } of [...events, ...events]) {
    await react(world.db, { storage: folderStorage('/nowhere') }, Number(id));
  }
}

const mailsTo = async ({ person }: Party) =>
  [
    ...(await world.sql`select m.kind, m.subject, m.body_text as text from mail m where m.to_person_id = ${person} order by m.id`),
  ].map((mail) => ({
    kind: String(mail.kind),
    subject: String(mail.subject),
    text: String(mail.text).replaceAll(/\s+/g, ' '),
  }));

const at = (instant: string) =>
  world.owner`update ledger.setting set clock_offset = ${instant}::timestamptz - clock_timestamp()`;

describe('who waits for a lot is written to, once a step', () => {
  it('when it is offered something, when the offer lapsed, when the list is closed', async () => {
    await at('2027-04-05 10:00+02');
    const keeper = await party(world.sql);
    const lotId = await lot(world.sql, holder, { milli: 3000 });
    const { reservation } = expectOk(await call(world.sql, 'reserve', keeper, lotId, 3000, 'own_works'));
    expectOk(await call(world.sql, 'join', english, lotId, 2000, true, 'own_works'));
    expectOk(await call(world.sql, 'join', french, lotId, 5000, false, 'own_works'));
    expectOk(await call(world.sql, 'cancel', keeper, Number(reservation)));
    await settle(lotId);
    const [offered, ...none] = await mailsTo(english);
    expect(none).toEqual([]);
    expect(offered).toMatchObject({ kind: 'waiting.offered', subject: 'Waitlist: Doors' });
    expect(offered?.text).toMatch(
      /2 .* of the lot “Doors” are set aside for you until 7 April 2027 at 10:00/,
    );
    expect(offered?.text).toContain('you leave the waitlist');
    expect(offered?.text).toMatch(/\/waitlist\/[0-9a-f-]{36}/);
    const [part] = await mailsTo(french);
    expect(part?.text).toContain('il en est revenu moins');
    expect(part?.text).toContain('vous gardez votre place');

    await at('2027-04-08 10:00+02');
    await world.sql`select ledger.expire_due(100)`;
    expectOk(await call(world.sql, 'withdraw', holder, lotId, null, 'recycled'));
    await settle(lotId);
    expect((await mailsTo(english)).map(({ kind }) => kind)).toEqual(['waiting.offered', 'waiting.lapsed']);
    expect((await mailsTo(english))[1]?.text).toContain('You are no longer on the waitlist');
    expect((await mailsTo(french)).map(({ kind }) => kind)).toEqual([
      'waiting.offered',
      'waiting.lapsed',
      'waiting.offered',
    ]);
    const told = (await mailsTo({ ...holder }))
      .map(({ kind }) => kind)
      .filter((kind) => kind.startsWith('waiting'));
    expect(told).toEqual([]);
  });

  it('when all is gone', async () => {
    const keeper = await party(world.sql);
    const lotId = await lot(world.sql, holder, { milli: 1000 });
    expectOk(await call(world.sql, 'reserve', keeper, lotId, 1000, 'own_works'));
    expectOk(await call(world.sql, 'join', english, lotId, 1000, false, 'own_works'));
    expectOk(await call(world.sql, 'withdraw', holder, lotId, null, 'recycled'));
    await settle(lotId);
    const last = (await mailsTo(english)).at(-1);
    expect(last).toMatchObject({ kind: 'waiting.closed' });
    expect(last?.text).toContain('there is nothing left to wait for');
  });
});
