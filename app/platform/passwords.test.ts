import { expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.server.ts';

it('hashes with Argon2id at 19 MiB and two passes, and reads its own hashes', async () => {
  const hash = await hashPassword('le zinc du toit');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, 'le zinc du toit')).toBe(true);
  expect(await verifyPassword(hash, 'le zinc du toi')).toBe(false);
});

it('accepts the same letters typed composed or decomposed', async () => {
  const hash = await hashPassword('répare-la-fenêtre'.normalize('NFD'));
  expect(await verifyPassword(hash, 'répare-la-fenêtre'.normalize('NFC'))).toBe(true);
});

it('says no without a hash, even to the decoy, after comparable work', async () => {
  expect(await verifyPassword(null, 'a password nobody has')).toBe(false);
  const hash = await hashPassword('le zinc du toit');
  const time = async (known: string | null) => {
    const start = performance.now();
    await verifyPassword(known, 'autre chose que cela');
    return performance.now() - start;
  };
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let i = 0; i < 15; i++) {
    times.known.push(await time(hash));
    times.unknown.push(await time(null));
  }
  const median = (list: number[]) => list.sort((a, b) => a - b)[7] ?? 0;
  // a skipped hash would be hundreds of times quicker
  expect(median(times.unknown)).toBeGreaterThan(median(times.known) / 2);
  expect(median(times.unknown)).toBeLessThan(median(times.known) * 2);
});
