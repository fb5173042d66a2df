import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
} from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { env } from '#app/platform/env.server.ts';

/** RFC 6238 as every authenticator has it: SHA-1, six figures, half a minute; the step before and the one after count. */
const STEP = 30;
const SECRET_BYTES = 20;
const NONCE = 12;
const TAG = 16;

const drawn = (purpose: string, key: string) =>
  Buffer.from(hkdfSync('sha256', key, '', `gisement ${purpose} v1`, 32));

/** The secret as it is kept, good for that person's row only. */
export function sealSecret(secret: Buffer, person: string, key = env.SECRET_KEY): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', drawn('second factor', key), nonce).setAAD(
    Buffer.from(person),
  );
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

/** Throws when it was sealed under another SECRET_KEY, for another person, or changed. */
export function openSecret(sealed: Buffer, person: string, key = env.SECRET_KEY): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', drawn('second factor', key), sealed.subarray(0, NONCE))
    .setAAD(Buffer.from(person))
    .setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
}

export const newTotpSecret = () => randomBytes(SECRET_BYTES);

const totpOf = (secret: Buffer, label = '') =>
  new TOTP({
    issuer: 'Gisement',
    label,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  });

/** What the authenticator reads from the picture, and what a hand types instead. */
export function enrolmentOf(secret: Buffer, account: string): { address: string; typed: string } {
  const totp = totpOf(secret, account);
  return { address: totp.toString(), typed: totp.secret.base32.replace(/.{4}(?=.)/g, '$& ') };
}

/** The step a code belongs to, of the three around `now`; null for any other text. */
export function stepOf(secret: Buffer, code: string, now: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret).validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? null : Math.floor(now.getTime() / 1000 / STEP) + delta;
}

export const codeAt = (secret: Buffer, now: Date) => totpOf(secret).generate({ timestamp: now.getTime() });

/** Without letters that are mistaken for figures (Crockford). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
export const RECOVERY_CODES = 10;

/** Ten times 24 signs, 120 random bits: their plain digest may be kept (ASVS 6.5.2 asks for 112). */
export function newRecoveryCodes(): { code: string; hash: Buffer }[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const plain = [...randomBytes(24)].map((byte) => ALPHABET[byte % 32]).join('');
    return { code: plain.replace(/.{6}(?=.)/g, '$&-'), hash: recoveryHash(plain) };
  });
}

/** As typed: capitals, spaces, dashes and the letters mistaken for figures do not matter. */
export function recoveryHash(typed: string): Buffer {
  const plain = typed.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');
  return createHash('sha256').update(`recovery:${plain}`).digest();
}

/** Six figures for a mail, and what is kept of them: nothing without the server's key. */
export function newMailCode(person: number): { code: string; hash: Buffer } {
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  return { code, hash: mailCodeHash(person, code) };
}

export const mailCodeHash = (person: number, code: string, key = env.SECRET_KEY) =>
  createHmac('sha256', drawn('sign-in code', key)).update(`${person}:${code}`).digest();
