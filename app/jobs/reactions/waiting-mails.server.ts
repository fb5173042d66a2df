import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { notify } from '#app/jobs/notify.server.ts';
import { idIn, type Reaction, type RecordedEvent } from '#app/jobs/reaction.ts';
import { takersOf } from '#app/jobs/readers.server.ts';
import type { WaitingFacts, WaitingLetters } from '#app/platform/mail/letters/waiting.ts';

interface Row extends Omit<WaitingFacts, 'deadline'>, Record<string, unknown> {
  deadline: string | null;
  takerOrganisationId: number;
  takerPersonId: number | null;
  siteClosed: boolean;
}

/** What a letter says of a place, and of the offer that the fact is about. */
async function storyOf(ctx: Ctx, event: RecordedEvent) {
  const reservation = event.payload.reservation ?? null;
  const [row] = await ctx.db.execute<Row>(sql`
    select w.public_id as "publicId", l.public_id as "lotPublicId", l.title as lot, w.qty as "wantedMilli", coalesce(r.qty, w.qty) as "quantityMilli",
           l.unit, h.name as holder, c.name as commune, zone_of(c.departement_code) as zone, r.expires_at as deadline,
           r.id is not null and r.qty < w.qty and not w.accept_less as "keepsPlace",
           s.status = 'closed' as "siteClosed", w.taker_organisation_id as "takerOrganisationId", w.taker_person_id as "takerPersonId"
      from ledger.waiting w join lot l on l.id = w.lot_id join site s on s.id = l.site_id join commune c on c.code = l.commune_code
      join organisation h on h.id = w.holder_organisation_id
      left join ledger.reservation r on r.waiting_id = w.id and r.id = ${reservation as number | null}::bigint
     where w.id = ${idIn(event, 'waiting')}`);
  if (!row) throw new Error(`place ${idIn(event, 'waiting')} is not there`);
  const { takerOrganisationId, takerPersonId, siteClosed, deadline, ...facts } = row;
  return {
    takerOrganisationId,
    takerPersonId,
    siteClosed,
    facts: { ...facts, deadline: deadline === null ? null : new Date(deadline) },
  };
}

/** One letter to who waits; the same event never writes to the same reader twice. */
function tell(kind: keyof WaitingLetters): Reaction {
  return async (ctx, event) => {
    const { facts, takerOrganisationId, takerPersonId, siteClosed } = await storyOf(ctx, event);
    // a site that closes writes once to each taker, for all it held and waited for
    if (kind === 'waiting.closed' && siteClosed) return;
    for (const reader of await takersOf(ctx, takerOrganisationId, takerPersonId)) {
      await notify(ctx, {
        ...{ kind, reader, side: 'taker', neededBy: facts.deadline },
        dedupKey: `event:${event.id}:taker:${reader.id}`,
        thread: `waiting:${facts.publicId}`,
        params: { name: reader.name, zone: reader.zone, facts },
      });
    }
  };
}

export const waitingMails: Record<string, Reaction> = {
  'waiting.offered': tell('waiting.offered'),
  'waiting.lapsed': tell('waiting.lapsed'),
  'waiting.closed': tell('waiting.closed'),
};
