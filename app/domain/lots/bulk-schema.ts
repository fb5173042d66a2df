import { z } from 'zod';
import { choice, optionalDay, v } from '#app/domain/validation.ts';
import { parsePrice } from './quantity.ts';
import { announcedAs, vatRate } from './schema.ts';
import { LOT_ACCEPT_MODES, PRICE_BASES, PRICE_CHOICES, PRICE_TAXES } from './vocabulary.ts';

/** The groups a person may tick to change them on many lots; what is not ticked stays as each lot has it. */
export const BULK_GROUPS = ['price', 'window', 'audience', 'accept'] as const;
export type BulkGroup = (typeof BULK_GROUPS)[number];

/** Lots are chosen as `<public id>:<version>`, so that what somebody else changed meanwhile is seen. */
const chosenLot = z
  .string()
  .regex(/^[0-9a-f-]{36}:\d{1,9}$/, v('invalid-choice'))
  .transform((typed) => ({ publicId: typed.slice(0, 36), version: Number(typed.slice(37)) }));

const many = <S extends z.ZodType>(schema: S) =>
  z.preprocess(
    (given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]),
    z.array(schema),
  );

export const chosenLots = many(chosenLot);
export type ChosenLot = z.output<typeof chosenLot>;

/** What is changed on every chosen lot. Output: columns by group, null = emptied. */
export const bulkChanges = z
  .object({
    groups: many(choice(BULK_GROUPS)),
    pricing: choice(PRICE_CHOICES).optional(),
    price: z.string().optional(),
    priceBasis: choice(PRICE_BASES).default('unit'),
    priceTax: choice(PRICE_TAXES).default('included'),
    vatPermille: vatRate,
    negotiable: z
      .string()
      .optional()
      .transform((value) => value === 'on'),
    availableFrom: optionalDay,
    availableUntil: optionalDay,
    opensOn: optionalDay,
    acceptMode: choice(LOT_ACCEPT_MODES).default('site'),
  })
  .transform((typed, ctx) => {
    const has = (group: BulkGroup) => typed.groups.includes(group);
    const wrong = (path: string, message: string) => ctx.addIssue({ code: 'custom', message, path: [path] });
    if (typed.groups.length === 0) wrong('groups', v('required'));
    const cents = parsePrice((typed.price ?? '').trim() || '-');
    if (has('price') && typed.pricing === undefined) wrong('pricing', v('required'));
    if (has('price') && typed.pricing === 'priced' && !cents)
      wrong('price', typed.price?.trim() ? v('invalid-price') : v('required'));
    const { availableFrom, availableUntil } = typed;
    if (has('window') && availableFrom && availableUntil && availableUntil < availableFrom)
      wrong('availableUntil', v('date-order'));
    return {
      groups: typed.groups,
      price: has('price')
        ? {
            ...announcedAs(typed.pricing, cents, typed),
            priceBasis: typed.priceBasis,
            negotiable: typed.pricing !== 'gift' && typed.negotiable,
          }
        : undefined,
      window: has('window')
        ? { availableFrom: availableFrom ?? null, availableUntil: availableUntil ?? null }
        : undefined,
      /** day from which everyone sees it, in the site's zone; null = as soon as it is published */
      opensOn: has('audience') ? (typed.opensOn ?? null) : undefined,
      acceptMode: has('accept') ? typed.acceptMode : undefined,
    };
  });
export type BulkChanges = z.output<typeof bulkChanges>;
