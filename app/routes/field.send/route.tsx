import { type ActionFunctionArgs, json, redirect } from '@remix-run/node';
import { sentEntry } from '#app/domain/field/entries.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { answerTo } from './act.server.ts';

const NO_STORE = { headers: { 'Cache-Control': 'no-store' } };

/** Nothing to look at here: the queue is on the field page. */
export function loader() {
  return redirect(paths.field());
}

/** One entry of a phone's queue: its JSON in `entry`, and its `photo` when it has one. */
export async function action(args: ActionFunctionArgs) {
  const ctx = await contextOf(args);
  if (!ctx.actor.person) return refuse('sign-in-needed');
  const form = await args.request.formData();
  const read = sentEntry.safeParse(parsed(form.get('entry')));
  if (!read.success) return refuse('invalid-input');
  const photo = form.get('photo');
  const { status, answer } = await answerTo(
    ctx,
    args.context,
    read.data,
    photo instanceof File ? photo : null,
  );
  return json(answer, { status, ...NO_STORE });
}

function parsed(text: FormDataEntryValue | null): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
