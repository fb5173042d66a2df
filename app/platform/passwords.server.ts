import { hash, type Options, verify } from '@node-rs/argon2';

/** Argon2id (the library's default algorithm), 19 MiB, two passes, one lane: OWASP's first recommendation. */
const OPTIONS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | undefined;
const decoyHash = () => {
  decoy ??= hash('a password nobody has', OPTIONS);
  return decoy;
};
// made at start, so that the first sign-in to an unknown account is no slower than to a known one
decoyHash().catch(() => {});

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), OPTIONS);
}

/** Without a hash (unknown account, account without password) the same work is done, and the answer is no. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await decoyHash()), password.normalize('NFC'));
  return passwordHash !== null && matches;
}
