import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeTasks } from '#app/jobs/tasks.server.ts';
import { openEncoder } from '#app/platform/images/encoder.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { type Answer, call, expectOk, lot, type Party, party, weighed } from '#tests/ledger/world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';
import { RESERVATION_STATES, type ReservationState } from './vocabulary.ts';
import { happensIn, RESERVATION_VERBS, type ReservationVerb } from './workflow.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

const SIDES = ['holder', 'taker', 'stranger'] as const;
type Who = (typeof SIDES)[number];

/** One reservation that came through the waitlist, so that every verb has something to act upon. */
interface Scene {
  people: Record<Who, Party>;
  lotId: number;
  id: number;
  waiting: number;
  /** hours of the site */
  slots: number[];
}

async function member(): Promise<Party> {
  const who = await party(world.owner);
  await world.owner`insert into membership values (${who.organisation}, ${who.person}, 'administrator')`;
  return who;
}

async function offered(): Promise<Scene> {
  const [holder, taker, stranger] = [await member(), await member(), await member()];
  const lotId = await lot(world.owner, holder, { milli: 4000 });
  const first = expectOk(
    await call(world.owner, 'reserve', await party(world.owner), lotId, 4000, 'own_works'),
  );
  const { waiting } = expectOk(await call(world.owner, 'join', taker, lotId, 4000, false, 'own_works'));
  expectOk(await call(world.owner, 'refuse', holder, Number(first.reservation), null, null));
  const [row] = await world.owner`
    select r.id, l.site_id from ledger.reservation r join lot l on l.id = r.lot_id where r.lot_id = ${lotId} and r.state = 'offered'`;
  const hours = await world.owner`
    insert into site_slot (site_id, starts_at, ends_at, capacity)
    select ${row?.site_id}, ledger.clock() + day * interval '1 day', ledger.clock() + day * interval '1 day' + interval '1 hour', 3
      from generate_series(2, 3) as day returning id`;
  return {
    people: { holder, taker, stranger },
    lotId,
    id: Number(row?.id),
    waiting: Number(waiting),
    slots: hours.map(({ id }) => Number(id)),
  };
}

async function lapse({ id }: Scene): Promise<void> {
  await world.owner`update ledger.reservation set expires_at = ledger.clock() - interval '1 second' where id = ${id}`;
  await world.owner`select ledger.expire_due(1000)`;
}

const day = () => new Date(Date.now() + 100 * 86_400_000).toISOString();

/** Says the verb as the product does; `time` lets the deadline pass. */
async function say(scene: Scene, verb: ReservationVerb, who: Who): Promise<Answer> {
  const { id, waiting, slots } = scene;
  const by = scene.people[who];
  const book = async (name: string, ...more: number[]) => {
    const marks = more.map((_, index) => `, $${index + 5}`).join('');
    const [row] = await world.owner.unsafe(
      `select ledger.${name}($1, $2, $3, array[$4]::bigint[]${marks}) as answer`,
      [by.organisation, by.person, randomUUID(), id, ...more],
    );
    return row?.answer as Answer;
  };
  switch (verb) {
    case 'take':
      return call(world.owner, 'take', by, waiting, null, null);
    case 'extend':
      return call(world.owner, 'extend', by, id, day());
    case 'book': {
      const [now] = await world.owner`select slot_id from ledger.reservation where id = ${id}`;
      return book('book_slot', slots.find((slot) => slot !== Number(now?.slot_id)) ?? 0);
    }
    case 'unbook':
      return book('leave_slot');
    case 'confirm':
      return call(world.owner, 'confirm_handover', by, id, 4000, ...weighed(80_000));
    case 'accept':
      return call(world.owner, 'accept', by, id);
    case 'refuse':
    case 'cancel':
      return call(world.owner, verb, by, id, null, null);
    case 'expire':
      await lapse(scene);
      return { outcome: 'ok' };
  }
}

/** The shortest way to each state. */
const WAYS: Record<ReservationState, [ReservationVerb, Who][]> = {
  offered: [],
  requested: [['take', 'taker']],
  accepted: [
    ['take', 'taker'],
    ['accept', 'holder'],
  ],
  scheduled: [
    ['take', 'taker'],
    ['accept', 'holder'],
    ['book', 'taker'],
  ],
  handed_over: [
    ['take', 'taker'],
    ['accept', 'holder'],
    ['confirm', 'taker'],
    ['confirm', 'holder'],
  ],
  refused: [
    ['take', 'taker'],
    ['refuse', 'holder'],
  ],
  cancelled: [
    ['take', 'taker'],
    ['cancel', 'taker'],
  ],
  expired: [
    ['take', 'taker'],
    ['expire', 'taker'],
  ],
  not_collected: [
    ['take', 'taker'],
    ['accept', 'holder'],
    ['expire', 'taker'],
  ],
};

async function sceneIn(state: ReservationState): Promise<Scene> {
  const scene = await offered();
  for (const [verb, who] of WAYS[state]) expectOk(await say(scene, verb, who));
  expect(await now(scene)).toMatchObject({ state });
  return scene;
}

async function now({ id, lotId }: Scene) {
  const [row] = await world.owner`
    select r.state, r.held, r.expires_at, s.seq, (select count(*)::int from ledger.handover where reservation_id = r.id) as said
      from ledger.reservation r join ledger.stock s using (lot_id) where r.id = ${id} and s.lot_id = ${lotId}`;
  return row;
}

const REFUSALS = ['wrong-state', 'forbidden', 'not-found', 'reservation-expired', 'offer-over'];

describe.each(RESERVATION_STATES)('a reservation that is %s', (state) => {
  const may = happensIn(state);

  it.each(RESERVATION_VERBS.filter((verb) => verb !== 'expire'))(
    '%s: by whom the table says, by nobody else',
    async (verb) => {
      for (const who of SIDES) {
        const scene = await sceneIn(state);
        const before = await now(scene);
        const answer = await say(scene, verb, who);
        const row = may.find((one) => one.verb === verb);
        const allowed = who !== 'stranger' && row?.by.includes(who);
        if (!allowed) {
          expect(REFUSALS, `${who}: ${answer.outcome}`).toContain(answer.outcome);
          expect(await now(scene)).toEqual(before);
          continue;
        }
        expect(answer.outcome, who).toBe('ok');
        // a hand-over needs both: said by one, the reservation stays where it is
        if (verb === 'confirm') {
          expect(await now(scene)).toMatchObject({ state });
          expectOk(await say(scene, verb, who === 'holder' ? 'taker' : 'holder'));
        }
        expect(row?.to).toContain((await now(scene))?.state);
      }
    },
  );

  it('ends by itself as the table says', async () => {
    const scene = await sceneIn(state);
    const row = may.find(({ verb }) => verb === 'expire');
    if (row) await lapse(scene);
    else await world.owner`select ledger.expire_due(1000)`;
    expect((await now(scene))?.state).toBe(row ? row.to[0] : state);
  });

  it('tells by mail whom the table says', async () => {
    for (const { verb, by, tells } of may) {
      const scene = await sceneIn(state);
      await settle(scene);
      const who = by.includes('holder') ? 'holder' : 'taker';
      await (verb === 'expire' ? lapse(scene) : say(scene, verb, who));
      if (verb === 'confirm') await say(scene, verb, 'taker');
      const told = await settle(scene);
      const expected =
        tells === 'both'
          ? ['holder', 'taker']
          : tells === 'taker'
            ? ['taker']
            : [who === 'holder' ? 'taker' : 'holder'];
      expect(told, `${verb} by ${who}`).toEqual(expected);
    }
  });
});

/** Runs what waits for this lot; which sides have read a mail of it since the last time. */
async function settle({ lotId, id, people }: Scene): Promise<Who[]> {
  const from = 'Gisement <no-reply@example.org>';
  const tasks = makeTasks({
    db: world.db,
    storage: folderStorage('/nowhere'),
    photos: openEncoder(),
    transport: null,
    from,
  });
  await readAtOnce(world.owner);
  const [last] = await world.owner`select coalesce(max(id), 0) as id from mail`;
  const events = await world.owner`
    select id from event where handled_at is null and not_before is null and ((payload ->> 'lot')::bigint = ${lotId}
      or payload -> 'reservations' @> ${id}::text::jsonb) order by id`;
  for (const event of events) await tasks.react?.({ event: event.id }, { lastAttempt: false });
  const mails = await world.owner`select to_person_id from mail where id > ${Number(last?.id)}`;
  return SIDES.filter((who) => mails.some(({ to_person_id }) => Number(to_person_id) === people[who].person));
}
