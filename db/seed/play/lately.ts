import { sql } from 'drizzle-orm';
import { proposeCorrection } from '#app/domain/ledger/commands/propose-correction.server.ts';
import { correctionInput } from '#app/domain/ledger/correction-schema.ts';
import { reserveVisit } from '#app/domain/reservations/commands/reserve-visit.server.ts';
import { joinWaitlist } from '#app/domain/reservations/commands/wait-in-line.server.ts';
import { joinInput } from '#app/domain/reservations/schema.ts';
import { visitInput } from '#app/domain/reservations/visit-schema.ts';
import { bookSlot } from '#app/domain/slots/commands/book-slot.server.ts';
import { openSlots } from '#app/domain/slots/commands/open-slots.server.ts';
import { openSlotsInput } from '#app/domain/slots/schema.ts';
import type { Deed, VisitStep } from '../story/steps.ts';
import { lotId, siteId } from './offers.ts';
import { conditionsOf } from './requests.ts';
import { actorOf, ctxAt, keyOf, type World } from './world.ts';

type Told<Kind extends Deed['do']> = Extract<Deed, { do: Kind }>;

export async function playHours(world: World, at: number, step: Told<'hours'>): Promise<void> {
  const { holder, site, on, until } = step;
  await openSlots(ctxAt(world, at, actorOf(world, holder)), siteId(world, site), {
    key: keyOf(world, 'hours', site),
    input: openSlotsInput.parse({
      ...{ how: 'weekly', on, until, from: '09:00', to: '12:00', capacity: '3' },
      weekdays: ['1', '3', '5'],
    }),
  });
}

export async function playVisit(world: World, at: number, step: VisitStep): Promise<void> {
  const quantity: Record<string, string> = {};
  const conditions: Record<string, string> = {};
  for (const { lot, quantity: units } of step.lots) {
    const id = lotId(world, lot);
    quantity[id] = String(units);
    const ticked = await conditionsOf(world, id);
    if (ticked) conditions[id] = ticked;
  }
  const made = await reserveVisit(ctxAt(world, at, actorOf(world, step.taker)), siteId(world, step.site), {
    key: keyOf(world, 'visit', step.visit),
    input: visitInput.parse({
      quantity,
      conditions,
      purpose: step.purpose,
      note: 'Avec un fourgon, à deux.',
    }),
  });
  for (const [index, { publicId }] of made.lines.entries())
    world.reservations.set(`${step.visit}/${index}`, publicId);
}

/** The first hour that is open after today. */
export async function playBooking(world: World, at: number, step: Told<'book'>): Promise<void> {
  const reservations = [0, 1].flatMap((index) => world.reservations.get(`${step.visit}/${index}`) ?? []);
  const [slot] = await world.db.execute<{ publicId: string }>(sql`
    select h.public_id as "publicId" from site_slot h join site s on s.id = h.site_id
     where s.public_id = ${siteId(world, step.site)}::uuid and h.cancelled_at is null and h.starts_at > ledger.clock() + interval '1 day'
     order by h.starts_at limit 1`);
  if (!slot || reservations.length === 0) return;
  const key = keyOf(world, 'book', step.visit);
  await bookSlot(ctxAt(world, at, actorOf(world, step.taker)), { key, slot: slot.publicId, reservations });
}

export async function playWaiting(world: World, at: number, step: Told<'wait'>): Promise<void> {
  const { taker, lot, quantity, purpose } = step;
  const conditions = await conditionsOf(world, lotId(world, lot));
  await joinWaitlist(ctxAt(world, at, actorOf(world, taker)), lotId(world, lot), {
    key: keyOf(world, 'wait', lot),
    input: joinInput.parse({ quantity: String(quantity), purpose, acceptLess: true, conditions }),
  });
}

/** One fewer than was written on both sides: the other has to agree. */
export async function playDoubt(world: World, at: number, step: Told<'doubt'>): Promise<void> {
  const [line] = await world.db.execute<{ seq: number; qty: number }>(sql`
    select m.seq, m.qty from ledger.movement m join ledger.reservation r on r.id = m.reservation_id
     where r.public_id = ${world.reservations.get(step.reservation) ?? null}::uuid and m.kind = 'collect' and m.evidence <> 'A'`);
  if (!line) return;
  await proposeCorrection(
    ctxAt(world, at, actorOf(world, step.by)),
    { lot: lotId(world, step.lot), seq: line.seq },
    {
      key: keyOf(world, 'doubt', step.reservation),
      input: correctionInput.parse({ quantity: String(line.qty / 1000 - 1), reason: 'miscount', sure: true }),
    },
  );
}
