import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { z } from 'zod';
import { refuse } from '#app/domain/refusal.ts';
import { type Crew, crewOf } from '#app/domain/sites/crew.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitCrew } from '#app/http/limits.server.ts';
import { crewSecretOf } from '#app/platform/session/crew-cookie.server.ts';

type Args = LoaderFunctionArgs | ActionFunctionArgs;

/**
 * The crew this phone belongs to, by its own cookie: the one door to the pages under /crew, and to nothing else. Refuses
 * `crew-link-over` to everyone else, whoever is signed in. `subject`: public id of what the page is about.
 */
export async function crewFor(args: Args, subject?: string): Promise<Crew> {
  const { db, now, locale } = await contextOf(args);
  const secret = crewSecretOf(args.request);
  const nobody = { person: null, organisation: null, via: 'none' } as const;
  const crew = secret ? await crewOf({ db, now, locale, actor: nobody }, secret, subject) : null;
  return crew ?? refuse('crew-link-over');
}

/** A form of the crew: who sends it is read again, and its writes are counted. */
export function submitAsCrew<Schema extends z.ZodType, Answer>(
  args: ActionFunctionArgs,
  schema: Schema,
  subject: string | undefined,
  work: (crew: Crew, value: z.output<Schema>, key: string) => Promise<Answer>,
) {
  return submit(args, schema, async (_ctx, value, key) => {
    const crew = await crewFor(args, subject);
    await limitCrew(args, crew.sessionId);
    return work(crew, value, key);
  });
}
