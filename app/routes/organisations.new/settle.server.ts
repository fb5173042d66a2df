import type { Ctx } from '#app/domain/context.ts';
import { type PlaceChoice, placesNamed } from '#app/domain/organisations/places.server.ts';
import type { CreateOrganisationForm } from '#app/domain/organisations/schema.ts';
import { refuse } from '#app/domain/refusal.ts';

/** The commune or the territory meant, from a code or from a name typed without JavaScript; doubts go into `choices`. */
export async function settlePlaces(
  ctx: Ctx,
  form: CreateOrganisationForm,
  choices: Record<string, PlaceChoice[]>,
) {
  const settle = async (field: 'communeCode' | 'territoryCode', level: string, typed = '') => {
    const found = await placesNamed(ctx, level, typed);
    if (found.length === 0)
      refuse(field === 'communeCode' ? 'commune-unknown' : 'territory-unknown', { field });
    const [only] = found;
    if (found.length === 1 && only) return only.value;
    choices[field] = found;
    return refuse('place-ambiguous', { field });
  };
  const { territoryLevel: level } = form;
  if (form.kind === 'collectivite' && level) {
    const code = form.territoryCode ?? (await settle('territoryCode', level, form.territoryCode_text));
    return { territory: { level, code }, communeCode: undefined };
  }
  const communeCode = form.communeCode ?? (await settle('communeCode', 'commune', form.communeCode_text));
  return { territory: undefined, communeCode };
}
