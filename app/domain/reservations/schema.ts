import { z } from 'zod';
import { quantityText } from '#app/domain/lots/schema.ts';
import { choice, communeCode, email, optionalText, phone, text } from '#app/domain/validation.ts';
import { PURPOSES, SUBSTITUTIONS } from './vocabulary.ts';

const asked = {
  quantity: quantityText,
  purpose: choice(PURPOSES),
  substitution: z.union([z.literal('').transform(() => undefined), choice(SUBSTITUTIONS)]).optional(),
  note: optionalText(2000),
  /** digest of the removal conditions that were read and ticked */
  conditions: optionalText(64),
};

/** A request by somebody signed in. `communeCode`: where the material goes; the organisation's own commune by default. */
export const reserveInput = z.object({ ...asked, communeCode: communeCode.optional() });
export type ReserveInput = z.output<typeof reserveInput>;

/** A visitor's request: four facts about the person, then one mail link. */
export const guestReserveInput = z.object({ ...asked, name: text(120), email, phone, communeCode });
export type GuestReserveInput = z.output<typeof guestReserveInput>;

/** A place in the waitlist: as a request, without its note. `acceptLess`: a part of the quantity will do. */
export const joinInput = z.object({
  quantity: asked.quantity,
  purpose: asked.purpose,
  substitution: asked.substitution,
  conditions: asked.conditions,
  communeCode: communeCode.optional(),
  acceptLess: z
    .union([z.boolean(), z.string()])
    .optional()
    .transform((value) => value === true || value === 'on'),
});
export type JoinInput = z.output<typeof joinInput>;

/** An offer of the waitlist is taken like a request is made. */
export const takeInput = z.object({ note: asked.note, conditions: asked.conditions });
export type TakeInput = z.output<typeof takeInput>;
