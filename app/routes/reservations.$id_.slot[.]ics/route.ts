import type { LoaderFunctionArgs } from '@remix-run/node';
import { refuse } from '#app/domain/refusal.ts';
import { appointmentsOf } from '#app/domain/slots/calendar.server.ts';
import { calendarFile, calendarHeaders } from '#app/http/calendar.server.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { env } from '#app/platform/env.server.ts';

/** The appointment of one reservation, to be put into a calendar. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requirePerson(ctx, args.request);
  const found = (await appointmentsOf(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  return new Response(calendarFile(found, ctx.locale, env.ORIGIN), {
    headers: { ...calendarHeaders, 'Content-Disposition': 'attachment; filename="gisement.ics"' },
  });
}
