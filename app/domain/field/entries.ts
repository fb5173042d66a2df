import { z } from 'zod';
import { handoverInput } from '#app/domain/ledger/handover-schema.ts';
import { lotInput } from '#app/domain/lots/schema.ts';
import { LOT_STATUSES, UNITS } from '#app/domain/lots/vocabulary.ts';
import { RESERVATION_STATES } from '#app/domain/reservations/vocabulary.ts';
import type { FieldHandOver, FieldSaid } from './views.ts';
import { FIELD_FORMAT } from './vocabulary.ts';

const milli = z.number().int().nonnegative().max(1e12);
const typed = z.record(z.string().max(40), z.string().max(4000));

export const seenLot = z.object({ status: z.enum(LOT_STATUSES), unit: z.enum(UNITS), onSiteMilli: milli });
export type SeenLot = z.output<typeof seenLot>;

const words = z
  .object({
    quantityMilli: milli,
    massG: z.number().int().nullable(),
    weighed: z.boolean(),
    pickedUpOn: z.string().max(10),
    identicalUse: z.boolean().nullable(),
  })
  .nullable();

/** What the phone knew of a hand-over: the state, and what each side had said. */
export const seenHandOver = z.object({ state: z.enum(RESERVATION_STATES), mine: words, theirs: words });
export type SeenHandOver = z.output<typeof seenHandOver>;

const common = {
  format: z.literal(FIELD_FORMAT),
  /** idempotency key: made on the phone, once */
  id: z.uuid(),
  account: z.object({ person: z.uuid(), organisation: z.uuid() }),
};

/** One entry of the queue as it travels. What was typed travels as typed: the server reads it with the forms' own schemas. */
export const sentEntry = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('create-lot'), site: z.uuid(), lot: z.uuid(), fields: typed }),
  z.object({ ...common, kind: z.literal('add-photo'), lot: z.uuid(), photo: z.uuid() }),
  z.object({ ...common, kind: z.literal('count'), lot: z.uuid(), seen: seenLot, countedMilli: milli }),
  z.object({
    ...common,
    kind: z.literal('hand-over'),
    reservation: z.uuid(),
    seen: seenHandOver,
    said: typed,
    /** a photo of the weighing ticket leaves with it */
    ticket: z.boolean().optional(),
    /** when it was said, by the phone's clock: before the deadline it counts, even when it arrives later */
    at: z.iso.datetime().optional(),
  }),
]);
export type SentEntry = z.output<typeof sentEntry>;
export type EntryOf<Kind extends SentEntry['kind']> = Extract<SentEntry, { kind: Kind }>;

/** A lot noted on site is a draft whose price is decided later, in the office. */
export const readLot = (fields: Record<string, string>) =>
  lotInput.safeParse({ ...fields, pricing: 'on_request' });

export const readHandOver = (said: Record<string, string>) => handoverInput.safeParse(said);

/** Whether what the phone knew is still so: the other side or a colleague may have spoken, or the reservation ended. */
export function sameHandOver(
  seen: SeenHandOver,
  now: Pick<FieldHandOver, 'state' | 'mine' | 'theirs' | 'lapsed'>,
): boolean {
  if (now.lapsed || seen.state !== now.state) return false;
  return sameWords(seen.mine, now.mine) && sameWords(seen.theirs, now.theirs);
}

export function sameWords(one: FieldSaid | null, other: FieldSaid | null): boolean {
  if (one === null || other === null) return one === other;
  return (
    one.quantityMilli === other.quantityMilli &&
    one.massG === other.massG &&
    one.weighed === other.weighed &&
    one.pickedUpOn === other.pickedUpOn &&
    one.identicalUse === other.identicalUse
  );
}
