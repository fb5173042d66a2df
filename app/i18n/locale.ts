/** Which language a page speaks: the person's choice first, then the browser's wish, then French. */
export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];
export const referenceLocale: Locale = 'fr';
export const localeCookie = 'lang';
export const timeZone = 'Europe/Paris';

export function isLocale(value: unknown): value is Locale {
  return typeof value === 'string' && (locales as readonly string[]).includes(value);
}

/** The value of one cookie in a Cookie header, or null. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return null;
}

/** First of our languages in the order of the browser's q values (RFC 9110, 12.5.4). */
export function fromAcceptLanguage(header: string | null | undefined): Locale | null {
  const wishes = (header ?? '')
    .split(',')
    .map((part, index) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const q = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='));
      const weight = q ? Number(q.slice(2)) : 1;
      return {
        language: tag.trim().toLowerCase().split('-')[0],
        weight: Number.isFinite(weight) ? weight : 0,
        index,
      };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.index - b.index);
  for (const { language } of wishes) if (isLocale(language)) return language;
  return null;
}

export function negotiateLocale(headers: { cookie?: string | null; acceptLanguage?: string | null }): Locale {
  const chosen = readCookie(headers.cookie, localeCookie);
  if (isLocale(chosen)) return chosen;
  return fromAcceptLanguage(headers.acceptLanguage) ?? referenceLocale;
}

export function localeOf(request: Request): Locale {
  return negotiateLocale({
    cookie: request.headers.get('cookie'),
    acceptLanguage: request.headers.get('accept-language'),
  });
}
