import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import type { TestDatabase } from '#tests/support/database.ts';
import { makeLot, makeSite } from '#tests/support/factories.ts';
import { seenOf } from './moves-world.ts';
import { accepted, auditOf, call, callWith, expectOk, handedOver, type Party, party } from './world.ts';

type Sql = postgres.Sql<{ bigint: number }>;

/** One act of somebody, among many at the same instant. `pick` chooses among what there is at that moment. */
export type Act =
  | { do: 'reserve' | 'join'; who: number; lot: number; units: number; less: boolean }
  | { do: 'accept' | 'refuse' | 'cancel' | 'extend' | 'book' | 'leave-slot'; pick: number; slot: number }
  | { do: 'take' | 'decline' | 'leave'; pick: number }
  | { do: 'confirm'; pick: number; units: number }
  | { do: 'count'; lot: number; units: number }
  | { do: 'correct'; lot: number; units: number }
  | { do: 'answer'; pick: number; yes: boolean }
  | { do: 'postpone'; days: number }
  | { do: 'sweep' }
  /** the same request twice under one key */
  | { do: 'twice'; who: number; lot: number; units: number };

/** Acts at one instant, then time goes on by that many hours. */
export interface Round {
  acts: Act[];
  hours: number;
}

/** A site with two small lots, two hours of one and two takers, four takers. */
export interface Stage {
  sql: Sql;
  owner: Sql;
  holder: Party;
  takers: Party[];
  site: { id: number; publicId: string };
  lots: number[];
  slots: number[];
  /** to each act so far */
  answers: string[];
}

async function hour(
  owner: Sql,
  site: { id: number },
  at: { days: number; capacity: number },
): Promise<number> {
  const [row] = await owner`
    insert into site_slot (site_id, starts_at, ends_at, capacity)
    values (${site.id}, ledger.clock() + make_interval(days => ${at.days}), ledger.clock() + make_interval(days => ${at.days}, hours => 2), ${at.capacity})
    returning id`;
  return Number(row?.id);
}

export async function openStage({ sql, owner }: TestDatabase): Promise<Stage> {
  await owner`update ledger.setting set clock_offset = '0'`;
  await owner`update ledger.delay set open_unproven = 1000`;
  const holder = await party(sql);
  const takers = await Promise.all(Array.from({ length: 4 }, () => party(sql)));
  const site = await makeSite(owner, holder);
  const lots: number[] = [];
  for (const units of [4, 9]) lots.push((await makeLot(owner, holder, { site, units })).id);
  const slots = [
    await hour(owner, site, { days: 3, capacity: 1 }),
    await hour(owner, site, { days: 60, capacity: 2 }),
  ];
  return { sql, owner, holder, takers, site, lots, slots, answers: [] };
}

/** All of a round at once, over as many sessions; what was thrown (a refusal is no throw). */
export async function playRound(stage: Stage, round: Round): Promise<string[]> {
  const facts = await stageNow(stage);
  const done = await Promise.allSettled(round.acts.map((act) => play(stage, facts, act)));
  await stage.owner`update ledger.setting set clock_offset = clock_offset + make_interval(hours => ${round.hours})`;
  stage.answers.push(
    ...done.map(
      (one, n) => `${round.acts[n]?.do} ${JSON.stringify(one.status === 'fulfilled' ? one.value : 'thrown')}`,
    ),
  );
  return done.flatMap((one, n) =>
    one.status === 'rejected' ? [`${round.acts[n]?.do}: ${(one.reason as Error).message}`] : [],
  );
}

interface Facts {
  open: { id: number; taker: number }[];
  places: { id: number; taker: number }[];
  asks: { id: number; taker: number }[];
  onSite: Map<number, number>;
  collected: { lot: number; seq: number }[];
  seen: string;
}

async function stageNow({ sql, lots, site }: Stage): Promise<Facts> {
  const [open, places, asks, stock, collected] = await Promise.all([
    sql`select id, taker_organisation_id as taker from ledger.reservation where lot_id = any(${lots}::bigint[]) and held > 0 order by id`,
    sql`select id, taker_organisation_id as taker from ledger.waiting where lot_id = any(${lots}::bigint[]) and state in ('waiting', 'offered') order by id`,
    sql`select a.id, r.taker_organisation_id as taker from ledger.ask a join ledger.reservation r on r.id = a.reservation_id
         where r.lot_id = any(${lots}::bigint[]) and a.answer is null order by a.id`,
    sql`select lot_id, available + held as there from ledger.stock where lot_id = any(${lots}::bigint[])`,
    sql`select lot_id as lot, seq from ledger.movement where lot_id = any(${lots}::bigint[]) and kind = 'collect' order by lot_id, seq`,
  ]);
  return {
    ...{ open, places, asks, collected },
    onSite: new Map(stock.map((row) => [Number(row.lot_id), Number(row.there)])),
    seen: await seenOf(sql, site),
  } as unknown as Facts;
}

const among = <T>(list: T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)];

async function play(stage: Stage, facts: Facts, act: Act): Promise<unknown> {
  const { sql, holder, takers, lots, slots } = stage;
  const party = (organisation: number | undefined) =>
    takers.find((one) => one.organisation === Number(organisation)) ?? (takers[0] as Party);
  const taker = 'who' in act ? (takers[act.who % takers.length] as Party) : holder;
  const lot = 'lot' in act ? (lots[act.lot % lots.length] as number) : 0;
  const milli = 'units' in act ? act.units * 1000 : 0;
  switch (act.do) {
    case 'reserve':
      return call(sql, 'reserve', taker, lot, milli, 'own_works');
    case 'join':
      return call(sql, 'join', taker, lot, milli, act.less, 'own_works');
    case 'twice': {
      const key = randomUUID();
      const both = await Promise.all(
        [1, 2].map(() => callWith(sql, key, 'reserve', taker, lot, milli, 'own_works')),
      );
      // a refusal is kept under no key: the other may be luckier a moment later
      const made = both.flatMap(({ reservation }) => reservation ?? []);
      if (new Set(made).size > 1) throw new Error('one key, two reservations');
      return both;
    }
    case 'sweep':
      await sql`select ledger.lapse_asks()`;
      return sql`select ledger.expire_due()`;
    case 'count': {
      const there = facts.onSite.get(lot) ?? 0;
      return call(sql, 'correct_count', holder, lot, there, Math.max(0, there - milli), 'miscount');
    }
    case 'correct': {
      const line = among(facts.collected, act.lot);
      if (!line) return null;
      return call(
        sql,
        'propose_correction',
        holder,
        Number(line.lot),
        Number(line.seq),
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        'mistake',
      );
    }
    case 'postpone':
      return call(sql, 'postpone_site', holder, stage.site.id, act.days, facts.seen);
    case 'answer': {
      const ask = among(facts.asks, act.pick);
      return ask && call(sql, 'answer_ask', party(ask.taker), Number(ask.id), act.yes);
    }
    case 'take':
    case 'decline':
    case 'leave': {
      const place = among(facts.places, act.pick);
      return place && call(sql, act.do, party(place.taker), Number(place.id));
    }
    default: {
      const one = among(facts.open, act.pick);
      return one && answer(stage, act, Number(one.id), party(one.taker), slots);
    }
  }
}

type Answering = Extract<Act, { slot: number }> | Extract<Act, { do: 'confirm' }>;

async function answer({ sql, holder }: Stage, act: Answering, id: number, taker: Party, slots: number[]) {
  switch (act.do) {
    case 'confirm':
      for (const side of [taker, holder]) {
        const grams = act.units * 20_000;
        await call(
          sql,
          'confirm_handover',
          side,
          id,
          act.units * 1000,
          grams,
          Math.round(grams * 0.98),
          Math.round(grams * 1.02),
          'A',
        );
      }
      return;
    case 'book':
      return call(sql, 'book_slot', taker, `{${id}}`, slots[act.slot % slots.length] as number);
    case 'leave-slot':
      return call(sql, 'leave_slot', taker, `{${id}}`);
    case 'extend': {
      const [row] = await sql`select (ledger.clock() + interval '20 days')::text as until`;
      return call(sql, 'extend', holder, id, String(row?.until));
    }
    case 'cancel':
      return call(sql, 'cancel', taker, id);
    default:
      return call(sql, act.do, holder, id);
  }
}

/** What must hold between any two instants, whatever raced. Empty when it does. */
export async function broken({ owner, lots }: Stage): Promise<string[]> {
  const rows = await owner`
    with r as (select * from ledger.reservation where lot_id = any(${lots}::bigint[])),
      w as (select * from ledger.waiting where lot_id = any(${lots}::bigint[]))
    select 'more held than reserved, or less' as what, s.lot_id::text as ref from ledger.stock s
     where s.lot_id = any(${lots}::bigint[])
       and (s.held <> (select coalesce(sum(held), 0) from r where r.lot_id = s.lot_id) or s.available < 0
            or s.total <> s.available + s.held + s.collected + s.recycled + s.landfilled + s.kept + s.lost)
    union all select 'a hold ended before its deadline', id::text from r where state in ('expired', 'not_collected') and closed_at < expires_at
    union all select 'a hold given back without an end', id::text from r where held = 0 and taken = 0 and closed_at is null
    union all select 'a place with two offers', waiting_id::text from r where state = 'offered' group by waiting_id having count(*) > 1
    union all select 'an offer without its place', w.id::text from w
     where (w.state = 'offered') <> exists (select from r where r.waiting_id = w.id and r.state = 'offered')
    union all select 'somebody waits for what is there', s.lot_id::text from ledger.stock s join public.lot l on l.id = s.lot_id
     where s.lot_id = any(${lots}::bigint[]) and l.status = 'published' and ledger.next_in_line(s.lot_id, s.available) is not null
    union all select 'offered past somebody', b.id::text from w a join w b on b.lot_id = a.lot_id and b.id > a.id
     where a.state = 'waiting' and b.state = 'offered' and a.passed = 0
       and exists (select from r where r.waiting_id = b.id and r.state = 'offered' and r.requested_at > a.joined_at)
    union all select 'scheduled without an hour, or an hour without schedule', id::text from r
     where (state = 'scheduled') <> (held > 0 and slot_id is not null)
    union all select 'ends before its hour and what follows', r.id::text from r join site_slot p on p.id = r.slot_id
     where r.state = 'scheduled' and r.expires_at < p.ends_at + (select after_slot from ledger.delay)
    union all select 'more takers than an hour takes', p.id::text from site_slot p join r on r.slot_id = p.id and r.held > 0
     group by p.id, p.capacity having count(distinct r.taker_organisation_id) > p.capacity
    union all select 'asked the same twice at once', reservation_id::text from ledger.ask
     where reservation_id in (select id from r) and answer is null group by reservation_id, kind having count(*) > 1`;
  const audit = await auditOf(owner);
  return [...rows.map(({ what, ref }) => `${what}: ${ref}`), ...audit];
}

/** Somebody took something once: lines to correct. */
export async function withHistory(stage: Stage): Promise<void> {
  const { sql, holder, takers, lots } = stage;
  const taker = takers[0] as Party;
  const reservation = await accepted(sql, holder, taker, lots[1] as number, 1000);
  expectOk(await handedOver(sql, holder, taker, reservation, 1000, 20_000));
}
