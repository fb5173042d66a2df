import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { type OutcomeParts, whole } from '../outcome.ts';
import type { OutcomeInput } from '../outcome-schema.ts';
import { outcomeByLink, outcomeOf } from '../outcomes.server.ts';

/** `again`: the same had been said already. */
export interface Said {
  again: boolean;
}
interface Told {
  key: string;
  input: OutcomeInput;
}

const inParts = (input: OutcomeInput, takenMilli: number): OutcomeParts =>
  'all' in input ? whole(input.all, takenMilli) : input;

const quantities = ({ installed, stored, resold, thrown, thrownTo }: OutcomeParts): SQL =>
  sql`${installed}::bigint, ${stored}::bigint, ${resold}::bigint, ${thrown}::bigint, ${thrownTo}::text`;

/** The taker says what became of what it took. */
export async function sayOutcome(ctx: Ctx, publicId: string, { key, input }: Told): Promise<Said> {
  const { id, side } = await reservationToAct(ctx, publicId);
  if (side !== 'taker') return refuse('forbidden');
  const taken = (await outcomeOf(ctx, id)) ?? refuse('wrong-state');
  const { again } = await throughTheDoor<{ again: boolean }>(
    ctx,
    sql`ledger.say_outcome(${acting(ctx, key)}, ${id}::bigint, ${quantities(inParts(input, taken.takenMilli))})`,
  );
  return { again };
}

/** The same from the link of the letter, signed out: the caller has checked it. */
export async function sayOutcomeByLink(ctx: Ctx, publicId: string, { key, input }: Told): Promise<Said> {
  const asked = (await outcomeByLink(ctx, publicId)) ?? refuse('not-found');
  const { again } = await throughTheDoor<{ again: boolean }>(
    ctx,
    sql`ledger.say_outcome_by_link(${key}::uuid, ${publicId}::uuid, ${quantities(inParts(input, asked.takenMilli))})`,
  );
  return { again };
}
