import { z } from 'zod';
import { bulkChanges, chosenLots } from '#app/domain/lots/bulk-schema.ts';
import { FATES } from '#app/domain/lots/vocabulary.ts';
import { choice, v } from '#app/domain/validation.ts';

const lots = z.object({ lot: chosenLots });
const asked = <I extends string, S extends z.ZodType>(intent: I, schema: S) => ({ intent, schema });
const withdrawing = z.object({ lot: chosenLots, fate: choice(FATES) });
const changing = lots.and(bulkChanges);

/** What the table can be asked: first to show, then, from what was shown, to do. */
const ASKED = [
  asked('see-publish', lots),
  asked('publish', lots),
  asked('see-withdraw', withdrawing),
  asked('withdraw', withdrawing),
  asked('see-delete', lots),
  asked('delete', lots),
  asked('see-edit', changing),
  asked('edit', changing),
  asked('move', z.object({ lot: chosenLots, site: z.uuid(v('required')) })),
  asked('merge', lots),
  asked('undo', z.object({ batch: z.uuid() })),
] as const;

type Each<A> = A extends { intent: infer I; schema: infer S extends z.ZodType }
  ? { intent: I } & z.output<S>
  : never;
export type BulkAsked = Each<(typeof ASKED)[number]>;

/** By its intent, so that what is wrong is said of the fields of that intent alone. */
export const bulkIntents = z.looseObject({ intent: z.string() }).transform((given, ctx): BulkAsked => {
  const known = ASKED.find(({ intent }) => intent === given.intent);
  const parsed = known?.schema.safeParse(given);
  if (known && parsed?.success) return { ...parsed.data, intent: known.intent } as BulkAsked;
  const issues = parsed?.error?.issues ?? [{ path: ['intent'], message: v('invalid-choice') }];
  for (const { path, message } of issues) ctx.addIssue({ code: 'custom', path: [...path], message });
  return z.NEVER;
});
