import { refuse } from '#app/domain/refusal.ts';

const UNIQUE_VIOLATION = '23505';

/** A public id made on a phone that already names something else: refused, since trying again would change nothing. */
export async function notTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const seen = error as { code?: string; cause?: { code?: string } } | null;
    if ((seen?.cause?.code ?? seen?.code) === UNIQUE_VIOLATION) return refuse('already-done');
    throw error;
  }
}
