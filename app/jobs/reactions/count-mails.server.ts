import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { notify, soonest } from '#app/jobs/notify.server.ts';
import { idIn, type Reaction, type RecordedEvent } from '#app/jobs/reaction.ts';
import { byReader } from '#app/jobs/readers.server.ts';
import { type ReservationStory, reservationStory } from '#app/jobs/reservation-facts.server.ts';
import { writeToSides } from '#app/jobs/write-to-sides.server.ts';
import type { CountLetters, ReducedLine } from '#app/platform/mail/letters/counts.ts';
import type { Letters } from '#app/platform/mail/letters/letters.ts';
import type { Side } from '#app/platform/mail/letters/reservation.ts';

/** A reservation as `count.reduced` tells it: ids, and thousandths before and after. */
interface Told {
  reservation: number;
  ask: number | null;
  old: number;
  new: number;
}

interface Line extends Record<string, unknown>, Omit<ReducedLine, 'answerBy'> {
  answerBy: string | null;
  takerPersonId: number | null;
}

/** One letter to each reader of the taker, with all its reservations this count made smaller. */
const reduced: Reaction = async (ctx, event) => {
  const told = event.payload.reservations as Told[];
  const [lot] = await ctx.db.execute<
    Pick<CountLetters['count.reduced'], 'lot' | 'holder' | 'zone' | 'unit' | 'lotPublicId'> &
      Record<string, unknown>
  >(sql`
    select l.title as lot, l.public_id as "lotPublicId", l.unit, o.name as holder, zone_of(c.departement_code) as zone
      from lot l join organisation o on o.id = l.organisation_id join commune c on c.code = l.commune_code where l.id = ${idIn(event, 'lot')}`);
  if (!lot) throw new Error(`lot of event ${event.id} is not there`);
  const lines = await ctx.db.execute<Line>(sql`
    select r.public_id as "publicId", x.old as "beforeMilli", x.new as "afterMilli", r.waiting_id is not null and r.accepted_at is null
             and exists (select from ledger.waiting w where w.id = r.waiting_id and w.state <> 'taken') as offered,
           q.answer_by as "answerBy", r.taker_person_id as "takerPersonId"
      from jsonb_to_recordset(${JSON.stringify(told)}::text::jsonb) as x (reservation bigint, ask bigint, old bigint, new bigint)
      join ledger.reservation r on r.id = x.reservation left join ledger.ask q on q.id = x.ask order by r.id`);
  for (const [reader, theirs] of await byReader(ctx, idIn(event, 'taker'), [...lines])) {
    await notify(ctx, {
      ...{ kind: 'count.reduced', reader, side: 'taker', reservation: theirs[0]?.publicId },
      neededBy: soonest(theirs.map(({ answerBy }) => answerBy)),
      dedupKey: `event:${event.id}:${reader.id}`,
      thread: `lot:${lot.lotPublicId}`,
      params: { ...lot, name: reader.name, readerZone: reader.zone, lines: theirs.map(toLine) },
    });
  }
};

const toLine = ({ publicId, beforeMilli, afterMilli, offered, answerBy }: Line): ReducedLine => ({
  ...{ publicId, beforeMilli, afterMilli, offered },
  answerBy: answerBy ? new Date(answerBy) : null,
});

type Kind = 'count.restored' | 'ask.answered' | 'ask.lapsed';

/** A letter about one question, to the readers of these sides. */
function tell<K extends Kind>(
  kind: K,
  sides: readonly Side[],
  more: (event: RecordedEvent) => Omit<CountLetters[K], keyof CountLetters['ask.lapsed']>,
): Reaction {
  return async (ctx, event) => {
    const story = await reservationStory(ctx, idIn(event, 'reservation'), null);
    const ask = await askOf(ctx, event, story);
    const facts = { ...story.facts, quantityMilli: ask.afterMilli };
    await writeToSides(ctx, {
      ...{ kind, event, sides },
      story: { ...story, facts },
      letter: (about) => ({ ...about, ask, ...more(event) }) as Letters[K],
    });
  };
}

/** The question a fact names; what came back whole has none any more. */
async function askOf(ctx: Ctx, event: RecordedEvent, story: ReservationStory) {
  const { ask, old, new: now } = event.payload;
  if (typeof ask !== 'number')
    return {
      kind: 'reduced' as const,
      beforeMilli: typeof old === 'number' ? old : story.facts.quantityMilli,
      afterMilli: typeof now === 'number' ? now : story.facts.quantityMilli,
      answerBy: null,
    };
  const [row] = await ctx.db.execute<{ kind: 'reduced' | 'moved'; old: number; now: number; at: string }>(
    sql`select kind, old_qty as old, new_qty as now, answer_by as at from ledger.ask where id = ${ask}::bigint`,
  );
  if (!row) throw new Error(`question ${ask} is not there`);
  return { kind: row.kind, beforeMilli: row.old, afterMilli: row.now, answerBy: new Date(row.at) };
}

export const countMails: Record<string, Reaction> = {
  'count.reduced': reduced,
  'count.restored': tell('count.restored', ['taker'], () => ({})),
  'ask.answered': tell('ask.answered', ['holder'], ({ payload }) => ({
    answer: payload.answer === 'yes' ? ('yes' as const) : ('leaves' as const),
  })),
  'ask.lapsed': tell('ask.lapsed', ['holder', 'taker'], () => ({})),
};
