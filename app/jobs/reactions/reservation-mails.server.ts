import { idIn, type Reaction, type RecordedEvent } from '#app/jobs/reaction.ts';
import { type ReservationStory, reservationStory } from '#app/jobs/reservation-facts.server.ts';
import { writeToSides } from '#app/jobs/write-to-sides.server.ts';
import type { ReservationLetters, Side } from '#app/platform/mail/letters/reservation.ts';

type Kind = keyof ReservationLetters;
type Sides = (story: ReservationStory, event: RecordedEvent) => Side[];

function tell(kind: Kind, noteKind: string | null, sides: Sides): Reaction {
  return async (ctx, event) => {
    if (isToldAsAVisit(event)) return;
    const story = await reservationStory(ctx, idIn(event, 'reservation'), noteKind);
    await writeToSides(ctx, { kind, event, story, sides: sides(story, event), letter: (about) => about });
  };
}

const BOTH: Side[] = ['holder', 'taker'];
const otherSide: Sides = (story, event) => [
  event.organisationId === story.holderOrganisationId ? 'taker' : 'holder',
];

/** What happens to several lines of a visit at once is told once for all (visit-mails). */
const isToldAsAVisit = (event: RecordedEvent): boolean => typeof event.payload.visit === 'number';

/** A site that closes writes once to each taker, for all it held. */
const endsWithSite = (event: RecordedEvent): boolean => typeof event.payload.site === 'number';

/** Who leaves rather than keep less, or come another day, answers what was asked: told as that answer. */
const answersAQuestion = (story: ReservationStory): boolean =>
  story.closeReason?.startsWith('left-') ?? false;

export const reservationMails: Record<string, Reaction> = {
  // a lot accepted at once has one message, the acceptance
  'reservation.requested': tell('reservation.requested', 'request', ({ atOnce }) => (atOnce ? [] : BOTH)),
  'reservation.accepted': tell('reservation.accepted', 'request', ({ atOnce }) =>
    atOnce ? BOTH : ['taker'],
  ),
  'reservation.refused': tell('reservation.refused', 'refusal', (_, event) =>
    endsWithSite(event) ? [] : ['taker'],
  ),
  'reservation.cancelled': tell('reservation.cancelled', 'cancellation', (story, event) =>
    endsWithSite(event) || answersAQuestion(story) ? [] : otherSide(story, event),
  ),
  'reservation.not_collected': tell('reservation.cancelled', 'cancellation', otherSide),
  'reservation.expired': tell('reservation.expired', null, ({ ofVisit }) => (ofVisit ? [] : BOTH)),
  'reservation.extended': tell('reservation.extended', null, otherSide),
};
