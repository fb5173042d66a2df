import { type ActionFunctionArgs, json, redirect } from '@remix-run/node';
import { sentEntry } from '#app/domain/field/entries.ts';
import { subjectOf } from '#app/domain/field/subject.ts';
import { refuse } from '#app/domain/refusal.ts';
import { fieldWorker } from '#app/http/field.server.ts';
import { limitCrew } from '#app/http/limits.server.ts';
import { paths } from '#app/http/paths.ts';
import { answerTo } from './act.server.ts';

const NO_STORE = { headers: { 'Cache-Control': 'no-store' } };

/** Nothing to look at here: the queue is on the field page. */
export function loader() {
  return redirect(paths.field());
}

/** One entry of a phone's queue: its JSON in `entry`, and its `photo` when it has one. */
export async function action(args: ActionFunctionArgs) {
  // who asks, before anything is read
  const { crew } = await fieldWorker(args);
  if (crew) await limitCrew(args, crew.sessionId);
  const form = await args.request.formData();
  const read = sentEntry.safeParse(parsed(form.get('entry')));
  if (!read.success) return refuse('invalid-input');
  const worker = crew ? await fieldWorker(args, subjectOf(read.data)) : await fieldWorker(args);
  const photo = form.get('photo');
  const sent = photo instanceof File ? photo : null;
  const { status, answer } = await answerTo(worker, args.context, read.data, sent);
  return json(answer, { status, ...NO_STORE });
}

function parsed(text: FormDataEntryValue | null): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
