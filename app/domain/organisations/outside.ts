import type { Ctx, Locale, Role } from '#app/domain/context.ts';
import type { Database } from '#db/client.ts';

/** What each mail of this module says. `token` is the raw link: it exists nowhere else. */
interface AccountLetters {
  'verify-email': { name: string; token: string };
  'already-registered': { name: string };
  'reset-password': { name: string; token: string };
  'change-email': { name: string; token: string };
  'address-in-use': { name: string };
  'email-changing': { name: string };
  'sign-in-code': { name: string; code: string };
  'second-factor-on': { name: string };
  'second-factor-off': { name: string };
  'recovery-code-used': { name: string; left: number };
  invitation: { organisation: string; invitedBy: string; role: Role; token: string };
}

export type AccountLetter = {
  [Kind in keyof AccountLetters]: {
    kind: Kind;
    to: string;
    personId?: number;
    locale: Locale;
    /** A second mail with the same key is not written. */
    dedupKey: string;
    params: AccountLetters[Kind];
  };
}[keyof AccountLetters];

/** Where a session is opened from. `replaces` is the secret of the session that ends with it. */
export interface Device {
  userAgent: string | null;
  replaces?: string | null;
  /** Digest of what names this browser, when it has a name. */
  known?: Buffer | null;
}

export interface OpenedSession {
  id: string;
  /** Value of the Set-Cookie header. */
  cookie: string;
  /** The second step it waits for; until then it opens nothing. */
  awaits: 'totp' | 'mail' | null;
}

/** What the commands of this module need of the outside world; `app/http/outside.server.ts` hands it over. */
export interface Outside {
  mail(ctx: Ctx, letter: AccountLetter): Promise<void>;
  hashPassword(password: string): Promise<string>;
  /** Takes the same time when there is no hash to compare with. */
  verifyPassword(passwordHash: string | null, password: string): Promise<boolean>;
  openSession(
    db: Database,
    personId: number,
    about: Device & {
      organisationId: number | null;
      /** What was proved: one thing unless said otherwise, all, or what the session it replaces had. */
      proof?: 'first-step' | 'all' | 'replaces';
      /** Of the code mailed to whoever has no second factor and comes from a new device. */
      codeHash?: Buffer | null;
    },
  ): Promise<OpenedSession>;
  /** Null where no code can be asked for: no mail leaves from here, or it is an account of the demonstration. */
  newMailCode(person: { id: number; email: string }): { code: string; hash: Buffer } | null;
  closeAllSessions(db: Database, personId: number): Promise<void>;
}
