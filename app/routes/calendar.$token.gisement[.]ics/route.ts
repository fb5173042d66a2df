import type { LoaderFunctionArgs } from '@remix-run/node';
import { refuse } from '#app/domain/refusal.ts';
import { appointmentsOfPerson, ownerOfFeed } from '#app/domain/slots/calendar.server.ts';
import { calendarFile, calendarHeaders } from '#app/http/calendar.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { env } from '#app/platform/env.server.ts';
import { readSignedId } from '#app/platform/signed-id.server.ts';

/** A person's appointments for a calendar program, which signs in nowhere: the signed number of its address is the proof. */
export async function loader(args: LoaderFunctionArgs) {
  const number = readSignedId('calendar', args.params.token ?? '') ?? refuse('not-found');
  const ctx = await contextOf(args);
  const owner = (await ownerOfFeed(ctx, number)) ?? refuse('not-found');
  const found = await appointmentsOfPerson(ctx, owner.id);
  return new Response(calendarFile(found, owner.locale, env.ORIGIN), { headers: calendarHeaders });
}
