import type { Ctx } from '#app/domain/context.ts';
import type { Database } from '#db/client.ts';
import { jobCtx } from './job-context.server.ts';

const PEOPLE = 200;

/**
 * Writes to each person with something due; how many were written to. What is marked as told and its mail are one transaction: a
 * crash loses both or none. One person's failure does not keep the others waiting; it fails the job, which comes again.
 */
export async function eachPerson(
  db: Database,
  due: (ctx: Ctx, most: number) => Promise<number[]>,
  write: (ctx: Ctx, person: number) => Promise<boolean>,
): Promise<number> {
  const failures: unknown[] = [];
  const tried = new Set<number>();
  let sent = 0;
  for (;;) {
    const found = await due(await jobCtx(db), PEOPLE + failures.length);
    const people = found.filter((person) => !tried.has(person));
    if (people.length === 0) break;
    for (const person of people) {
      tried.add(person);
      await db
        .transaction(async (tx) => write(await jobCtx(tx), person))
        .then(
          (wrote) => {
            sent += wrote ? 1 : 0;
          },
          (error: unknown) => failures.push(error),
        );
    }
  }
  if (failures.length > 0) throw failures[0];
  return sent;
}
