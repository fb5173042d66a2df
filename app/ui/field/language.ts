/** The language in which the worker gives the page: kept beside its files, where both can read it. */
const CACHE = 'gisement-language';
const ADDRESS = '/language-of-the-field-page';

export async function keptLanguage(): Promise<string | undefined> {
  return (await caches.match(ADDRESS, { cacheName: CACHE }))?.text();
}

export async function keepLanguage(lang: string): Promise<void> {
  await (await caches.open(CACHE)).put(ADDRESS, new Response(lang));
}
