import { sql } from 'drizzle-orm';
import { notify } from '#app/jobs/notify.server.ts';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import { managersOf } from '#app/jobs/readers.server.ts';
import type { MandateFacts, MandateLetters } from '#app/platform/mail/letters/mandate.ts';

type Row = MandateFacts & { giverId: number; mandataryId: number };

/** Both organisations hear of a mandate: those who manage sites on either side. */
function tell(kind: keyof MandateLetters): Reaction {
  return async (ctx, event) => {
    const id = idIn(event, 'mandate');
    const [row] = await ctx.db.execute<Row & Record<string, unknown>>(sql`
      select m.organisation_id as "giverId", m.mandatary_id as "mandataryId", s.public_id as "sitePublicId", s.name as site,
             a.name as giver, b.name as mandatary, m.scopes, m.starts_on::text as "startsOn", m.ends_on::text as "endsOn"
        from mandate m join site s on s.id = m.site_id join organisation a on a.id = m.organisation_id
        join organisation b on b.id = m.mandatary_id where m.id = ${id}`);
    if (!row) return;
    const { giverId, mandataryId, ...facts } = row;
    for (const [side, organisation] of [
      ['giver', giverId],
      ['mandatary', mandataryId],
    ] as const) {
      for (const reader of await managersOf(ctx, organisation)) {
        await notify(ctx, {
          ...{ kind, reader, side: 'holder' },
          dedupKey: `event:${event.id}:${side}:${reader.id}`,
          thread: `mandate:${id}`,
          params: { name: reader.name, side, facts },
        });
      }
    }
  };
}

export const mandateMails: Record<string, Reaction> = {
  'mandate.given': tell('mandate.given'),
  'mandate.ended': tell('mandate.ended'),
};
