import { z } from 'zod';
import { choice, optionalText, type ValidationKey } from '#app/domain/validation.ts';
import { handoverInput } from './handover-schema.ts';
import { refusedInput } from './refused-schema.ts';

/** What the pad draws: moves and lines in whole points of a box of 600 by 200. The ledger's table repeats it. */
const DRAWN = /^(M\d{1,3} \d{1,3}(L\d{1,3} \d{1,3})*)+$/;
const DRAWN_MOST = 20_000;

/** How the taker, standing there, says yes: eight figures of the slip, or a name and what was drawn under it. */
const agreed = z
  .object({
    by: choice(['code', 'signature']),
    code: optionalText(40),
    name: optionalText(120),
    drawn: optionalText(DRAWN_MOST),
  })
  .superRefine(({ by, code = '', name = '', drawn }, ctx) => {
    const no = (path: string, message: ValidationKey) =>
      ctx.addIssue({ code: 'custom', message, path: [path] });
    if (by === 'code' && !/\d/.test(code)) no('code', 'required');
    if (by === 'signature' && name.length < 2) no('name', 'required');
    if (drawn !== undefined && !DRAWN.test(drawn)) no('drawn', 'invalid-choice');
  })
  .transform(({ by, code = '', name = '', drawn = null }) =>
    by === 'code' ? { by, code: code.replaceAll(/\D/g, '') } : { by, name, drawn },
  );

/** One act on the holder's device: what was taken, what was refused, and how the taker agreed. */
export const onDeviceInput = handoverInput.and(refusedInput).and(agreed);
export type OnDeviceInput = z.output<typeof onDeviceInput>;
