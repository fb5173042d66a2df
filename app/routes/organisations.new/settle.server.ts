import type { Ctx } from '#app/domain/context.ts';
import type { CreateOrganisationForm } from '#app/domain/organisations/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { placeKey } from '#app/domain/territories/place-key.ts';
import { resolveCommune, searchPlaces } from '#app/domain/territories/search.server.ts';
import type { Place } from '#app/domain/territories/views.ts';
import type { Level } from '#app/domain/territories/vocabulary.ts';

/** Places that fit what was typed, by field: shown as choices when there are several. */
export type PlaceChoices = Record<string, { value: string; label: string; detail?: string }[]>;

const choice = ({ code, name, departement }: Place) => ({
  value: code,
  label: name,
  detail: departement ? `${departement.name} (${departement.code})` : undefined,
});

async function named(ctx: Ctx, level: Level, typed: string): Promise<Place[]> {
  if (level === 'commune') {
    const { commune, choices } = await resolveCommune(ctx, typed);
    return commune ? [commune] : choices;
  }
  const places = await searchPlaces(ctx, typed, { levels: [level], limit: 10 });
  const exact = places.filter((place) => placeKey(place.name) === placeKey(typed));
  return exact.length === 1 ? exact : places;
}

/** The commune or the territory meant, from a code or from a name typed without JavaScript; doubts go into `choices`. */
export async function settlePlace(ctx: Ctx, form: CreateOrganisationForm, choices: PlaceChoices) {
  const settle = async (field: 'commune' | 'territoryCode', level: Level, typed = '') => {
    const found = await named(ctx, level, typed);
    const [only] = found;
    if (!only) return refuse(field === 'commune' ? 'commune-unknown' : 'territory-unknown', { field });
    if (found.length === 1) return only.code;
    choices[field] = found.map(choice);
    return refuse('place-ambiguous', { field });
  };
  const { territoryLevel: level } = form;
  if (form.kind === 'collectivite' && level) {
    const code = form.territoryCode ?? (await settle('territoryCode', level, form.territoryCode_text));
    return { territory: { level, code }, communeCode: undefined };
  }
  return {
    territory: undefined,
    communeCode: form.commune ?? (await settle('commune', 'commune', form.commune_text)),
  };
}
