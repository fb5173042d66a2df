import type { Ctx } from '#app/domain/context.ts';
import { outcomeOf } from '#app/domain/ledger/outcomes.server.ts';
import { idIn, type Reaction, type RecordedEvent } from '#app/jobs/reaction.ts';
import { reservationStory } from '#app/jobs/reservation-facts.server.ts';
import { writeToSides } from '#app/jobs/write-to-sides.server.ts';
import { signId } from '#app/platform/signed-id.server.ts';

/** What the letters tell: the reservation with what was taken of it, and what was said of that. */
async function told(ctx: Ctx, event: RecordedEvent) {
  const id = idIn(event, 'reservation');
  const story = await reservationStory(ctx, id, null);
  const outcome = await outcomeOf(ctx, id);
  if (!outcome) return null;
  const facts = { ...story.facts, quantityMilli: outcome.takenMilli };
  return { story: { ...story, facts }, outcome };
}

/** Whoever has answered meanwhile is asked nothing. */
const asked: Reaction = async (ctx, event) => {
  const about = await told(ctx, event);
  if (!about || about.outcome.said) return;
  const { story, outcome } = about;
  await writeToSides(ctx, {
    ...{ kind: 'outcome.asked', event, story, sides: ['taker'] },
    letter: (params) => ({
      ...params,
      ...{ day: outcome.pickedUpOn, again: event.payload.nth === 2 },
      token: signId('outcome', outcome.reservation),
    }),
  });
};

const said: Reaction = async (ctx, event) => {
  const about = await told(ctx, event);
  const words = about?.outcome.said;
  if (!words) return;
  const day = about.outcome.pickedUpOn;
  await writeToSides(ctx, {
    ...{ kind: 'outcome.said', event, story: about.story, sides: ['holder'] },
    letter: (params) => ({ ...params, day, said: words }),
  });
};

export const outcomeMails: Record<string, Reaction> = { 'outcome.asked': asked, 'outcome.said': said };
