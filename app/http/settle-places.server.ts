import type { Ctx } from '#app/domain/context.ts';
import { resolveCommune } from '#app/domain/territories/search.server.ts';

/** Fields that name a commune: `communeCode` with what was typed in `communeCode_text`. */
const COMMUNE = /^(\w*[cC]ommuneCode)_text$/;
const CODE = /^(\d{5}|2[AB]\d{3})$/;

/**
 * Without JavaScript a person types the name of a commune and no code: settles it before the form is checked. A text
 * that means no commune, or several, becomes a code that is none, so that the field's own sentence is shown.
 */
export async function settlePlaces(form: FormData, ctxOf: () => Promise<Ctx>): Promise<void> {
  for (const [name, typed] of [...form]) {
    const field = COMMUNE.exec(name)?.[1];
    if (!field || typeof typed !== 'string') continue;
    const code = form.get(field);
    if (typeof code === 'string' && CODE.test(code)) continue;
    const text = typed.trim().slice(0, 100);
    const { commune } = text ? await resolveCommune(await ctxOf(), text) : { commune: null };
    form.set(field, commune?.code ?? (text ? '?' : ''));
  }
}
