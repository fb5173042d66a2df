import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Answers at the next multiple of `stepMs` after the start, whatever the work took and however it ended: the duration
 * of a form says nothing of what was found. The step is several times what the longest usual branch takes.
 */
export async function evenly<Answer>(work: () => Promise<Answer>, stepMs = 400): Promise<Answer> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    const took = performance.now() - start;
    await sleep(Math.ceil(took / stepMs) * stepMs - took);
  }
}
