import { sql } from 'drizzle-orm';
import { confirmHandover } from '#app/domain/ledger/commands/confirm-handover.server.ts';
import { handoverInput } from '#app/domain/ledger/handover-schema.ts';
import { isRefusal } from '#app/domain/refusal.ts';
import {
  acceptReservation,
  cancelReservation,
  refuseReservation,
} from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { reserveLot } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import { reserveInput } from '#app/domain/reservations/schema.ts';
import type { Deed, ReserveStep } from '../story/steps.ts';
import { lotId } from './offers.ts';
import { actorOf, ctxAt, keyOf, type World } from './world.ts';

/** What a public owner writes of its gifts; nothing asks for it elsewhere. */
const JUSTIFIED = {
  giftBasis: 'justified',
  giftJustification:
    'Aucune offre d’achat après publication ; le matériau serait perdu à la fin des travaux.',
} as const;

type Answer = Extract<Deed, { do: 'accept' | 'refuse' | 'cancel' | 'confirm' }>;

export async function playRequest(world: World, at: number, step: ReserveStep): Promise<void> {
  const { taker, lot, reservation, quantity, purpose, substitution, note } = step;
  const conditions = await conditionsOf(world, lotId(world, lot));
  const reserved = await reserveLot(ctxAt(world, at, actorOf(world, taker)), lotId(world, lot), {
    key: keyOf(world, 'reserve', reservation),
    input: reserveInput.parse({ quantity: String(quantity), purpose, substitution, note, conditions }),
  }).catch((error: unknown) => {
    // a private person does not take down by themselves: the request never was
    if (isRefusal(error) && error.code === 'removal-closed-to-private') return null;
    throw error;
  });
  if (reserved) world.reservations.set(reservation, reserved.publicId);
}

/** Everybody in the story reads and ticks what the holder asks. */
export async function conditionsOf({ db }: World, lot: string): Promise<string | undefined> {
  const [row] = await db.execute<{ digest: string | null }>(
    sql`select removal_digest(l) as digest from lot l where public_id = ${lot}::uuid`,
  );
  return row?.digest ?? undefined;
}

/** An answer to a request that never was (a visitor took the lot meanwhile) is no answer. */
export async function playAnswer(world: World, at: number, step: Answer): Promise<void> {
  const publicId = world.reservations.get(step.reservation);
  if (!publicId) return;
  const ctx = ctxAt(world, at, actorOf(world, 'holder' in step ? step.holder : step.by));
  const key = keyOf(world, step.do, step.reservation, 'turn' in step ? step.turn : 1);
  switch (step.do) {
    case 'accept':
      await acceptReservation(ctx, publicId, { key, gift: JUSTIFIED });
      break;
    case 'refuse':
      await refuseReservation(ctx, publicId, { key, reason: step.reason });
      break;
    case 'cancel':
      await cancelReservation(ctx, publicId, { key, reason: step.reason });
      break;
    case 'confirm':
      await confirmHandover(ctx, publicId, { key, input: handoverInput.parse(step.input) });
  }
}

/** What the sweeper did that day. */
export async function playSweep({ db }: World): Promise<void> {
  await db.execute(sql`select ledger.expire_due(200)`);
}
