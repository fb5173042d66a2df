import type { Ctx } from '#app/domain/context.ts';
import { notify } from '#app/jobs/notify.server.ts';
import type { RecordedEvent } from '#app/jobs/reaction.ts';
import { readersOf } from '#app/jobs/readers.server.ts';
import type { ReservationStory } from '#app/jobs/reservation-facts.server.ts';
import type { LetterKind, Letters } from '#app/platform/mail/letters/letters.ts';
import type { ReservationLetterParams, Side } from '#app/platform/mail/letters/reservation.ts';

interface Written<Kind extends LetterKind> {
  kind: Kind;
  event: RecordedEvent;
  story: ReservationStory;
  sides: readonly Side[];
  /** What the letter says, from what every letter about a reservation knows. */
  letter: (about: ReservationLetterParams) => Letters[Kind];
}

/** One letter about a reservation to each reader of these sides; the same event never writes to the same reader twice. */
export async function writeToSides<Kind extends LetterKind>(
  ctx: Ctx,
  { kind, event, story, sides, letter }: Written<Kind>,
): Promise<void> {
  for (const side of sides) {
    for (const reader of await readersOf(ctx, story, side)) {
      await notify(ctx, {
        ...{ kind, reader, side, reservation: story.facts.publicId, neededBy: story.neededBy },
        dedupKey: `event:${event.id}:${side}:${reader.id}`,
        thread: `reservation:${story.facts.publicId}`,
        params: letter({ name: reader.name, zone: reader.zone, side, facts: story.facts }),
      });
    }
  }
}
