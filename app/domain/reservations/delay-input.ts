import { z } from 'zod';
import { reason } from '#app/domain/operator/schema.ts';
import { v } from '#app/domain/validation.ts';
import { COUNTS, DELAYS, type DelaySetting, delayValue, HOURS } from './delays.ts';

/** Every setting, in the order in which the operator reads them. */
export const DELAY_SETTINGS = [...Object.keys(DELAYS), ...HOURS, ...Object.keys(COUNTS)] as DelaySetting[];

/** "14 j" or "14d" as it is kept: "14d". */
const plain = (typed: string) => typed.replace(/\s/g, '').toLowerCase().replace(/j$/, 'd');

const setting = (name: DelaySetting) =>
  z.string({ error: v('required') }).transform((typed, ctx) => {
    const value = plain(typed);
    try {
      delayValue(name, value);
      return value;
    } catch {
      ctx.addIssue({ code: 'custom', message: v('invalid-value') });
      return z.NEVER;
    }
  });

/** All the settings as the form shows them, those that did not change too. */
export const delayInput = z.object({
  ...(Object.fromEntries(DELAY_SETTINGS.map((name) => [name, setting(name)])) as Record<
    DelaySetting,
    ReturnType<typeof setting>
  >),
  reason,
});
export type DelayInput = z.output<typeof delayInput>;
