import { randomBytes, randomInt } from 'node:crypto';
import type { ActingOrganisation, ActingPerson, Ctx, Locale } from '#app/domain/context.ts';
import type { AccountLetter, Outside } from '#app/domain/organisations/outside.ts';
import { sirenIn } from '#app/domain/organisations/rules.ts';
import { outside as real } from '#app/http/outside.server.ts';
import type { Database } from '#db/client.ts';

/** The real outside world, which also remembers what was asked of it. */
export interface WatchedOutside extends Outside {
  letters: AccountLetter[];
  /** How many Argon2 runs, hashing and comparing. */
  argon: { hashed: number; compared: number };
  letterTo(address: string): AccountLetter | undefined;
  /** The raw token of the last mail to that address. */
  tokenTo(address: string): string;
}

export function watchedOutside(): WatchedOutside {
  const letters: AccountLetter[] = [];
  const argon = { hashed: 0, compared: 0 };
  const letterTo = (address: string) => letters.findLast((letter) => letter.to === address);
  return {
    ...real,
    letters,
    argon,
    letterTo,
    tokenTo(address) {
      const params = letterTo(address)?.params;
      if (!params || !('token' in params)) throw new Error(`no link was sent to ${address}`);
      return params.token;
    },
    async mail(ctx, letter) {
      letters.push(letter);
      await real.mail(ctx, letter);
    },
    hashPassword(password) {
      argon.hashed += 1;
      return real.hashPassword(password);
    },
    verifyPassword(hash, password) {
      argon.compared += 1;
      return real.verifyPassword(hash, password);
    },
  };
}

export const anyEmail = (name = 'someone') => `${name}-${randomBytes(6).toString('hex')}@example.test`;
/** Eight digits and their key. */
export function anySiren(): string {
  const body = String(randomInt(10_000_000, 99_999_999));
  for (let key = 0; ; key++) if (sirenIn(body + key)) return body + key;
}

export const goodPassword = 'le zinc du toit de la gare';
export const device = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' };

interface As {
  person?: ActingPerson | null;
  organisation?: ActingOrganisation | null;
  locale?: Locale;
}

export function ctxOf(db: Database, { person = null, organisation = null, locale = 'fr' }: As = {}): Ctx {
  return { db, actor: { person, organisation, via: person ? 'session' : 'none' }, now: new Date(), locale };
}

/** The secret in a Set-Cookie value. */
export function secretIn(cookie: string): string {
  return cookie.slice(cookie.indexOf('=') + 1, cookie.indexOf(';'));
}
