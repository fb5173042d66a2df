import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import type { Ctx } from '#app/domain/context.ts';
import type { FieldAccount } from '#app/domain/field/views.ts';
import { isRefusal, refuse } from '#app/domain/refusal.ts';
import type { Crew } from '#app/domain/sites/crew.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { crewFor } from '#app/http/crew.server.ts';

/** Who works in the field: a person for the organisation it acts for, or a crew on its one site. */
export interface FieldWorker {
  ctx: Ctx;
  /** null: a person without organisation */
  account: FieldAccount | null;
  crew: Crew | null;
}

/**
 * A signed-in person goes before a crew's code read on the same phone. A crew has no person: its work belongs to the
 * site, so that what was noted under a code that ended leaves under the next. Refuses `sign-in-needed` to all others.
 */
export async function fieldWorker(
  args: LoaderFunctionArgs | ActionFunctionArgs,
  subject?: string,
): Promise<FieldWorker> {
  const ctx = await contextOf(args);
  const { person, organisation } = ctx.actor;
  if (person) {
    const account = organisation && { person: person.publicId, organisation: organisation.publicId };
    return { ctx, account, crew: null };
  }
  const crew = await crewFor(args, subject).catch((error: unknown) =>
    isRefusal(error) ? refuse('sign-in-needed') : Promise.reject(error),
  );
  const holder = crew.ctx.actor.organisation?.publicId ?? refuse('sign-in-needed');
  return { ctx: crew.ctx, account: { person: crew.site.publicId, organisation: holder }, crew };
}
