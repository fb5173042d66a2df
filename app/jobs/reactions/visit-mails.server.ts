import type { Ctx } from '#app/domain/context.ts';
import { notify } from '#app/jobs/notify.server.ts';
import { idIn, type Reaction, type RecordedEvent } from '#app/jobs/reaction.ts';
import { readersOf } from '#app/jobs/readers.server.ts';
import { type VisitStory, visitOf, visitStory } from '#app/jobs/visit-facts.server.ts';
import type { Side } from '#app/platform/mail/letters/reservation.ts';
import type { VisitLetters } from '#app/platform/mail/letters/visit.ts';

const BOTH: Side[] = ['holder', 'taker'];

async function write(
  ctx: Ctx,
  kind: keyof VisitLetters,
  { facts, line }: VisitStory,
  { sides, once }: { sides: readonly Side[]; once: string },
) {
  for (const side of sides) {
    for (const reader of await readersOf(ctx, line, side)) {
      await notify(ctx, {
        ...{ kind, reader, side, reservation: line.facts.publicId, neededBy: facts.deadline },
        dedupKey: `${once}:${side}:${reader.id}`,
        thread: `visit:${facts.publicId}`,
        params: { name: reader.name, zone: reader.zone, side, facts },
      });
    }
  }
}

/** The lines an event names; none when it names none. */
const linesIn = (event: RecordedEvent): number[] =>
  Array.isArray(event.payload.lines)
    ? event.payload.lines.filter((id): id is number => typeof id === 'number')
    : [];

/** One letter a step for the whole visit; its lines' own facts are told nowhere else. */
const step =
  (
    kind: keyof VisitLetters,
    noteKind: (accepted: boolean) => string,
    sides: (event: RecordedEvent) => Side[],
  ): Reaction =>
  async (ctx, event) => {
    const ids = linesIn(event);
    const which = ids.length > 0 ? { ids } : { all: true as const };
    const story = await visitStory(ctx, idIn(event, 'visit'), { which, noteKind });
    await write(ctx, kind, story, { sides: sides(event), once: `event:${event.id}` });
  };

export const visitMails: Record<string, Reaction> = {
  'visit.requested': step(
    'visit.requested',
    () => 'request',
    () => BOTH,
  ),
  'visit.answered': step(
    'visit.answered',
    (accepted) => (accepted ? 'acceptance' : 'refusal'),
    () => ['taker'],
  ),
  'visit.cancelled': step(
    'visit.cancelled',
    () => 'cancellation',
    ({ organisationId, payload }) => [organisationId === payload.holder ? 'taker' : 'holder'],
  ),
  // lines that end at the same instant are told once, whichever the sweeper ends first
  'reservation.expired': async (ctx, event) => {
    const id = idIn(event, 'reservation');
    const visit = await visitOf(ctx, id);
    if (visit === null) return;
    const story = await visitStory(ctx, visit, { which: { endedWith: id }, noteKind: () => null });
    const once = `visit:${visit}:${story.facts.deadline.getTime()}`;
    await write(ctx, 'visit.expired', story, { sides: BOTH, once });
  },
};
