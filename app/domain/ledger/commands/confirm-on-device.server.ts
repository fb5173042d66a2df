import { timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { BESIDE, claimOf, refusedOf } from '../claim.server.ts';
import type { OnDeviceInput } from '../on-device-schema.ts';
import { codeOfReservation, type MakeCode } from '../taker-code.server.ts';
import type { HandoverAnswer } from './confirm-handover.server.ts';

interface Call {
  key: string;
  input: OnDeviceInput;
  makeCode: MakeCode;
  /** Counts one try of the code of that reservation; refuses when they are spent. */
  countTry: (reservation: string) => Promise<void>;
}

/**
 * The holder says what was taken and the taker, who has neither phone nor account at hand, agrees on the holder's device: by the
 * code printed for the taker, or by a signature. One act: both sides are confirmed, or nothing is.
 */
export async function confirmOnDevice(
  ctx: Ctx,
  reservationPublicId: string,
  { key, input, makeCode, countTry }: Call,
): Promise<HandoverAnswer> {
  const { id, side } = await reservationToAct(ctx, reservationPublicId, 'handover');
  if (side !== 'holder') return refuse('forbidden');
  if (input.by === 'code') {
    await countTry(reservationPublicId);
    const code = await codeOfReservation(ctx, reservationPublicId, makeCode);
    if (!code || !same(code, input.code)) return refuse('code-wrong', { field: 'code' });
  }
  const { graded, unit } = await claimOf(ctx, id, input);
  const signed = input.by === 'signature' ? input : { name: null, drawn: null };
  return throughTheDoor<HandoverAnswer>(
    ctx,
    sql`ledger.confirm_on_device(${acting(ctx, key)}, ${id}::bigint, ${input.quantity}::bigint, ${graded},
        ${input.pickedUpOn ?? null}::date, ${input.identicalUse}::boolean, ${refusedOf(input)}, ${input.by}::text,
        ${signed.name}::text, ${signed.drawn}::text)`,
    { beside: BESIDE, facts: { unit } },
  );
}

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
