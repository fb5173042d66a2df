import { isRefusal } from '#app/domain/refusal.ts';
import type { Step } from '../story/steps.ts';
import { playBooking, playDoubt, playHours, playVisit, playWaiting } from './lately.ts';
import { playLot, playSite, playWithdrawal } from './offers.ts';
import { playOrganisation, playPerson } from './people.ts';
import { playAnswer, playRequest, playSweep } from './requests.ts';
import { live, type World } from './world.ts';

export interface Played {
  steps: number;
  /** What a visitor made impossible by acting first, as `deed: code`. */
  refused: string[];
}

/**
 * Plays the steps in order, each at its own instant, through the commands. Every command has a key drawn from the story:
 * what was played already is answered from memory, so playing again after a kill, or twice, changes nothing.
 */
export async function play(
  world: World,
  steps: readonly Step[],
  told: (done: number) => Promise<void> = async () => {},
): Promise<Played> {
  const refused: string[] = [];
  try {
    for (const [done, step] of steps.entries()) {
      await live(world, step.at);
      await playStep(world, step).catch((error: unknown) => {
        if (!isRefusal(error)) throw error;
        refused.push(`${step.do}: ${error.code}`);
      });
      await told(done + 1);
    }
  } finally {
    await live(world, null).catch(() => {});
  }
  return { steps: steps.length, refused };
}

function playStep(world: World, step: Step): Promise<void> {
  switch (step.do) {
    case 'organisation':
      return playOrganisation(world, step.at, step.who);
    case 'person':
      return playPerson(world, step.at, step.who);
    case 'site':
      return playSite(world, step.at, step);
    case 'lot':
      return playLot(world, step.at, step);
    case 'reserve':
      return playRequest(world, step.at, step);
    case 'withdraw':
      return playWithdrawal(world, step.at, step);
    case 'sweep':
      return playSweep(world);
    case 'hours':
      return playHours(world, step.at, step);
    case 'visit':
      return playVisit(world, step.at, step);
    case 'book':
      return playBooking(world, step.at, step);
    case 'wait':
      return playWaiting(world, step.at, step);
    case 'doubt':
      return playDoubt(world, step.at, step);
    default:
      return playAnswer(world, step.at, step);
  }
}
