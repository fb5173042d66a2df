import type { Ctx } from '#app/domain/context.ts';
import { settlePlace } from '#app/domain/territories/settle.server.ts';
import type { Place } from '#app/domain/territories/views.ts';
import { isLevel } from '#app/domain/territories/vocabulary.ts';

/** A territory to choose, as `Combobox` lists it. */
export interface PlaceChoice {
  value: string;
  label: string;
  detail?: string;
}

/** By field: what fits the text, none when nothing does. */
export type Unsettled = Record<
  string,
  { choices: PlaceChoice[]; why: 'place-ambiguous' | 'commune-unknown' | 'territory-unknown' }
>;

/** `PlaceField` sends `<stem>Code` and what was typed in `<stem>Code_text`; the level is in `<stem>Level`, else commune. */
const TYPED = /^(\w+)Code_text$/;

/**
 * A person may type the name of a place and choose none: settles it before the form is checked, the same with and
 * without JavaScript. What cannot be settled is answered by field, with the places that fit.
 */
export async function settlePlaces(form: FormData, ctxOf: () => Promise<Ctx>): Promise<Unsettled> {
  const unsettled: Unsettled = {};
  for (const [name, typed] of [...form]) {
    const stem = TYPED.exec(name)?.[1];
    const field = `${stem}Code`;
    if (!stem || typeof typed !== 'string') continue;
    const text = typed.trim().slice(0, 100);
    const level = levelOf(form, stem);
    const code = form.get(field);
    if (text === '' || !level) {
      if (text === '') form.set(field, '');
      continue;
    }
    const settled = await settlePlace(await ctxOf(), {
      level,
      text,
      code: typeof code === 'string' ? code : '',
    });
    if ('code' in settled) {
      form.set(field, settled.code);
      continue;
    }
    form.set(field, '');
    const unknown = level === 'commune' ? 'commune-unknown' : 'territory-unknown';
    unsettled[field] = {
      choices: settled.choices.map(choice),
      why: settled.choices.length > 1 ? 'place-ambiguous' : unknown,
    };
  }
  return unsettled;
}

function levelOf(form: FormData, stem: string) {
  if (/commune$/i.test(stem)) return 'commune';
  const level = form.get(`${stem}Level`);
  return typeof level === 'string' && isLevel(level) ? level : null;
}

const choice = ({ code, name, departement, postcodes }: Place): PlaceChoice => ({
  value: code,
  label: name,
  detail: [postcodes[0], departement?.name].filter(Boolean).join(' · ') || undefined,
});
