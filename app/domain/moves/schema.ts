import { z } from 'zod';
import { FATES } from '#app/domain/lots/vocabulary.ts';
import { CANCEL_REASONS } from '#app/domain/slots/vocabulary.ts';
import { choice, day, optionalInteger, v } from '#app/domain/validation.ts';
import { DIRECTIONS, DRAFT_ENDS } from './vocabulary.ts';

/** Digest of what the screen showed. */
const seen = z.string().regex(/^[0-9a-f]{64}$/, v('invalid-value'));
const MOST_DAYS = 365;

/** How many days, and which way; `signed` is what the ledger takes. */
const shift = z.object({
  days: optionalInteger(1, MOST_DAYS).pipe(z.number({ error: v('required') })),
  way: choice(DIRECTIONS),
});
export const signedDays = ({ days, way }: z.output<typeof shift>): number => (way === 'later' ? days : -days);

/** What the address of the page may say; anything else is as if nothing was asked. */
export const asksToMove = shift;
export const asksForDay = z.object({ day });

export const moveInput = shift.extend({ intent: z.literal('move'), seen });
export const cancelDayInput = z.object({
  intent: z.literal('cancel-day'),
  day,
  cause: choice(CANCEL_REASONS),
});

const fate = choice(FATES);
export type Fates = Record<string, z.output<typeof fate>>;

/** One fate for all that remains, and others lot by lot: fields `fate-<public id>`. */
const fates = z
  .looseObject({ fate, drafts: choice(DRAFT_ENDS) })
  .transform(({ fate: all, drafts, ...rest }) => ({
    fate: all,
    drafts,
    others: Object.fromEntries(
      Object.entries(rest).flatMap(([name, value]) => {
        const [, lot] = /^fate-([0-9a-f-]{36})$/.exec(name) ?? [];
        const read = fate.safeParse(value);
        return lot && read.success ? [[lot, read.data]] : [];
      }),
    ) as Fates,
  }));

export const closeInput = z.union([
  z.object({ intent: z.literal('reopen') }),
  z.looseObject({ intent: z.literal('see') }).and(fates),
  z.looseObject({ intent: z.literal('close'), seen }).and(fates),
]);
