import { z } from 'zod';
import { choice, day, fail, optionalDay, optionalInteger, v } from '#app/domain/validation.ts';
import { CANCEL_REASONS, SLOT_LIMITS } from './vocabulary.ts';

const several = (typed: unknown) => (typed === undefined || Array.isArray(typed) ? (typed ?? []) : [typed]);

/** HH:MM on the site's clock. */
const time = z.string({ error: v('required') }).regex(/^([01]\d|2[0-3]):[0-5]\d$/, v('invalid-time'));

export const capacity = optionalInteger(1, SLOT_LIMITS.capacity).transform(
  (typed, ctx) => typed ?? fail(ctx, 'required'),
);

/** Hours as a holder opens them: once, or every week on some days until one. */
export const openSlotsInput = z
  .object({
    how: choice(['once', 'weekly']),
    on: day,
    from: time,
    to: time,
    capacity,
    weekdays: z.preprocess(several, z.array(z.coerce.number().int().min(1).max(7))),
    until: optionalDay,
    skip: z
      .preprocess(several, z.array(optionalDay))
      .transform((days) => days.filter((one) => one !== undefined)),
    onHolidays: z.preprocess((typed) => typed === 'on' || typed === true, z.boolean()),
  })
  .superRefine(({ how, on, from, to, weekdays, until }, ctx) => {
    const say = (path: string, message: Parameters<typeof v>[0]) =>
      ctx.addIssue({ code: 'custom', message: v(message), path: [path] });
    if (to <= from) say('to', 'time-order');
    if (how === 'once') return;
    if (weekdays.length === 0) say('weekdays', 'required');
    if (!until) say('until', 'required');
    else if (until < on) say('until', 'date-order');
  });
export type OpenSlotsInput = z.output<typeof openSlotsInput>;

export const cancelInput = z.object({ reason: choice(CANCEL_REASONS) });

/** An hour, and the reservations that come with it. */
export const bookInput = z.object({
  slot: z.uuid({ error: v('required') }),
  lines: z.preprocess(several, z.array(z.uuid()).max(100)),
});
