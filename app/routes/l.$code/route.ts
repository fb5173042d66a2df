import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { refuse } from '#app/domain/refusal.ts';
import { paths } from '#app/http/paths.ts';
import { uuidOf } from '#app/http/short-code.ts';

/** What a label's QR code says: the lot's page, which decides what its reader may see and do. */
export function loader({ params }: LoaderFunctionArgs) {
  return redirect(paths.lot(uuidOf(params.code ?? '') ?? refuse('not-found')));
}
