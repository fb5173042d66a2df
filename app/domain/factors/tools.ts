import type { Outside } from '#app/domain/organisations/outside.ts';

/** What this module needs of the outside world; `app/http/second-factor.server.ts` hands it over. */
export interface FactorTools extends Outside {
  /** A new secret as it is kept. */
  newSealedSecret(personPublicId: string): Buffer;
  /** What an authenticator is given: an address to read as a QR code, the same to type. */
  enrolmentOf(
    sealed: Buffer,
    person: { publicId: string; email: string },
  ): { address: string; typed: string };
  /** The half-minute a code belongs to, around now; null when it is wrong. */
  stepOf(sealed: Buffer, personPublicId: string, code: string): number | null;
  newRecoveryCodes(): { code: string; hash: Buffer }[];
  recoveryHash(typed: string): Buffer;
  mailCodeHash(personId: number, code: string): Buffer;
  waitingSession(
    db: Parameters<Outside['openSession']>[0],
    secret: string,
  ): Promise<{
    id: string;
    personId: number;
    organisationId: number | null;
    awaits: 'totp' | 'mail';
  } | null>;
  newDevice(): { hash: Buffer; cookie: string };
}
