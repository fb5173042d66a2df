import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { openNotification } from '#app/domain/notifications/commands/mark-read.server.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

/** On the way to what it tells of: read from then on. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  return redirect(await openNotification(ctx, publicIdOf(args.params)));
}
