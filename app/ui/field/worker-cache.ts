import { keptLanguage } from './language.ts';

/** Written into the worker when it is built: the files the field page needs, and a name that changes with any of them. */
declare const __FIELD_FILES__: readonly string[];
declare const __FIELD_VERSION__: string;

const PREFIX = 'gisement-field-';
const CACHE = PREFIX + __FIELD_VERSION__;
const LANGUAGES = ['fr', 'en'] as const;
const shell = (lang: string) => `/field?shell=${lang}`;

/** All or nothing: a worker with half of its files never becomes the one in charge. */
export async function precache(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all([
    ...__FIELD_FILES__.map((file) => cache.add(file)),
    ...LANGUAGES.map((lang) => keepShell(cache, lang)),
  ]);
}

/** The page as a visitor gets it: no cookie leaves, so nothing of anybody's comes back. */
async function keepShell(cache: Cache, lang: string): Promise<void> {
  const answer = await fetch('/field', {
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    headers: { accept: 'text/html', 'accept-language': lang },
  });
  if (!answer.ok) throw new Error(`the field page answered ${answer.status}`);
  await cache.put(shell(lang), answer);
}

/** Keeps this version and the one before it: a tab opened with that one still finds its files. */
export async function sweep(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const others = names.filter((name) => name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

async function language(): Promise<string> {
  const kept = await keptLanguage();
  return LANGUAGES.find((one) => one === kept) ?? LANGUAGES[0];
}

const unreachable = () => Response.redirect('/field#offline', 302);

export const pageFor = {
  /** From the phone first: one bar of signal must not keep somebody waiting in a basement. */
  async field(request: Request): Promise<Response> {
    const kept = await caches.match(shell(await language()), { cacheName: CACHE, ignoreVary: true });
    return kept ?? fetch(request);
  },

  /** Everything else is the network's; without it, the field page is what there is. */
  async elsewhere(request: Request): Promise<Response> {
    return fetch(request).catch(unreachable);
  },

  async asset(request: Request): Promise<Response> {
    return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
  },
};
