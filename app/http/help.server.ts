import type { Ctx } from '#app/domain/context.ts';
import { legalSettings } from '#app/domain/legal/queries.server.ts';
import { delaysInForce } from '#app/domain/reservations/delays.server.ts';
import type { Profile } from '#app/help/profiles.ts';
import { helpText } from '#app/help/texts.server.ts';
import { proseOf } from '#app/http/prose/prose.server.ts';
import type { Block } from '#app/http/prose/tree.ts';
import { formatDuration } from '#app/i18n/dates.ts';

/** A text of the help as it is drawn, with the delays in force and what the operator says of itself. */
export async function helpProse(ctx: Ctx, name: Profile | 'questions'): Promise<Block[]> {
  const [settings, { delays }] = await Promise.all([legalSettings(ctx), delaysInForce(ctx)]);
  const values = {
    delay_request: formatDuration(ctx.locale, delays.request),
    delay_pick_up: formatDuration(ctx.locale, delays.pick_up),
  };
  return proseOf(helpText(ctx.locale, name), { locale: ctx.locale, settings, values });
}
