import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { uploadState } from '#app/domain/lots/upload-queries.server.ts';
import { isRefusal } from '#app/domain/refusal.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { refusals } from '#app/http/refusals.ts';
import { refusalSentence } from '#app/http/sentence.server.ts';
import { receive } from './receive.server.ts';

/** How far this upload has come: where a page that was cut goes on from. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  requireOrganisation(ctx, args.request);
  const [lot, upload] = [publicIdOf(args.params), publicIdOf(args.params, 'upload')];
  const state = await uploadState(ctx, { lot, upload });
  return Response.json({ received: state?.received ?? 0, photo: state?.photo ?? null }, noStore);
}

/** One part, its bytes as they are: `Upload-Offset` says where it begins, `Upload-Length` how long the whole is. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  requireOrganisation(ctx, args.request);
  const [lot, upload] = [publicIdOf(args.params), publicIdOf(args.params, 'upload')];
  try {
    return Response.json(await receive(ctx, args, { lot, upload }), noStore);
  } catch (error) {
    if (!isRefusal(error) || ['not-found', 'forbidden'].includes(error.code)) throw error;
    const { status } = refusals[error.code];
    return Response.json({ problem: refusalSentence(ctx.locale, error) }, { status, ...noStore });
  }
}

const noStore = { headers: { 'Cache-Control': 'no-store' } };
