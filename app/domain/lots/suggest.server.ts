import type { Ctx, Locale } from '#app/domain/context.ts';
import { families, materialTypes } from '#app/domain/materials/queries.server.ts';
import { rankTypes, searchWords } from '#app/domain/materials/search.ts';
import type { MaterialType } from '#app/domain/materials/views.ts';
import { remembered } from '#app/domain/remembered.ts';
import { searchPlaces } from '#app/domain/territories/search.server.ts';
import type { Database } from '#db/client.ts';
import { wordsBeginning, wordsLike } from './known-words.server.ts';
import type { Facets, MarketIndex } from './market-index.ts';
import { nearestWord, plainWord } from './near-words.ts';
import { resolveFilters } from './resolve-filters.server.ts';
import { cleanText, takeSizes } from './text-words.ts';

export interface Suggestion {
  kind: 'type' | 'family' | 'place' | 'words';
  /** of the filter it sets: `type`, `family`, `around`, `q` */
  value: string;
  label: string;
  /** what makes it recognised: the synonym that matched, the family, the département */
  detail: string | null;
  /** lots everybody sees; null while they are not counted in memory */
  count: number | null;
}

const LONGEST = 80;
const AT_MOST = { types: 4, families: 2, places: 3, words: 4 };

/** The taxonomy changes with a release only. */
const taxonomy = remembered(1, async (db: Database, _: string) => {
  const [types, all] = await Promise.all([materialTypes({ db }), families({ db })]);
  return { types, families: all };
});

/** What a few letters may mean: kinds of material, places, words of titles. Never more than a dozen, best first. */
export async function suggest(ctx: Ctx, typed: string): Promise<Suggestion[]> {
  const text = cleanText(takeSizes(typed.slice(0, LONGEST)).text);
  const letters = plainWord(text).replace(/[^a-z]/g, '').length;
  if (letters === 0) return [];
  const [kinds, words, places] = await Promise.all([
    suggestKinds(ctx, text),
    suggestWords(ctx, text),
    letters >= 2 ? suggestPlaces(ctx, text) : [],
  ]);
  return [...kinds, ...words, ...places];
}

async function suggestKinds(ctx: Ctx, text: string): Promise<Suggestion[]> {
  const known = await taxonomy(ctx.db, '');
  const named = (of: { nameFr: string; nameEn: string }) => nameOf(of, ctx.locale);
  const familyNames = new Map(known.families.map((family) => [family.code, named(family)]));
  const counts = await openCounts(ctx);
  const types = rankTypes(known.types, text).slice(0, AT_MOST.types);
  const start = plainWord(text);
  const whole = known.families
    .filter((family) =>
      plainWord(named(family))
        .split(/[^a-z0-9]+/)
        .some((word) => word.startsWith(start)),
    )
    .slice(0, AT_MOST.families);
  return [
    ...types.map(
      (type): Suggestion => ({
        kind: 'type',
        value: type.code,
        label: named(type),
        detail: synonymOf(type, text, ctx.locale) ?? familyNames.get(type.family) ?? null,
        count: counts && (counts.types[type.code] ?? 0),
      }),
    ),
    ...whole.map(
      (family): Suggestion => ({
        kind: 'family',
        value: family.code,
        label: named(family),
        detail: null,
        count: counts && (counts.families[family.code as keyof typeof counts.families] ?? 0),
      }),
    ),
  ];
}

const nameOf = (of: { nameFr: string; nameEn: string }, locale: Locale) =>
  locale === 'fr' ? of.nameFr : of.nameEn;

/** The other word by which the type was found, when its name does not say it. */
function synonymOf(type: MaterialType, text: string, locale: Locale): string | null {
  const asked = searchWords(text);
  const begins = (phrase: string) =>
    asked.every((word) => searchWords(phrase).some((known) => known.startsWith(word)));
  if (begins(nameOf(type, locale))) return null;
  return [...type.synonymsFr, type.nameFr].find(begins) ?? null;
}

const ANYBODY = { organisationId: null, isPrivate: true };
const kept = new WeakMap<MarketIndex, { at: number; facets: Facets }>();

/** Of the whole market, as everybody sees it; asked of memory at most every ten seconds. */
async function openCounts(ctx: Ctx): Promise<Facets | null> {
  const { market } = ctx;
  if (!market?.ready()) return null;
  const known = kept.get(market);
  if (known && Date.now() - known.at < 10_000) return known.facets;
  const facets = market.facets(await resolveFilters(ctx, {}), ANYBODY);
  kept.set(market, { at: Date.now(), facets });
  return facets;
}

/** The word being typed, completed or corrected; the words before it stay. */
async function suggestWords(ctx: Ctx, text: string): Promise<Suggestion[]> {
  const [, before = '', last = ''] = /^(.*?)([\p{L}\p{N}]+)$/u.exec(text) ?? [];
  const plain = plainWord(last);
  if (!/^[a-z][a-z0-9]*$/.test(plain)) return [];
  const beginning = await wordsBeginning(ctx.db, plain, 8);
  const nearest =
    beginning.length === 0 && plain.length >= 4 ? nearestWord(plain, await wordsLike(ctx.db, plain)) : null;
  const words = nearest ? [nearest] : beginning;
  const suggestions: Suggestion[] = [];
  for (const { label } of words) {
    const value = `${before}${label}`;
    const count = await countOf(ctx, value);
    if (count !== 0) suggestions.push({ kind: 'words', value, label: value, detail: null, count });
    if (suggestions.length === AT_MOST.words) break;
  }
  return suggestions;
}

const counted = new WeakMap<MarketIndex, Map<string, { at: number; count: number }>>();
const MOST_COUNTED = 2000;

/** The same first letters are typed all day: a count is good for a minute. */
async function countOf(ctx: Ctx, q: string): Promise<number | null> {
  const { market } = ctx;
  if (!market?.ready({ text: true })) return null;
  const known = counted.get(market) ?? new Map<string, { at: number; count: number }>();
  counted.set(market, known);
  const recent = known.get(q);
  if (recent && Date.now() - recent.at < 60_000) return recent.count;
  const count = market.count(await resolveFilters(ctx, { q }), ANYBODY);
  if (known.size >= MOST_COUNTED) known.clear();
  known.set(q, { at: Date.now(), count });
  return count;
}

async function suggestPlaces(ctx: Ctx, text: string): Promise<Suggestion[]> {
  const places = await searchPlaces(ctx, text, { levels: ['commune'], limit: AT_MOST.places });
  return places.map((place) => ({
    kind: 'place',
    value: place.code,
    label: place.name,
    detail: place.departement?.name ?? null,
    count: null,
  }));
}
