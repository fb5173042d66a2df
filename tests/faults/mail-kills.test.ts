import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { killMails } from './mail-kills.ts';

const KILLS = Number(process.env.MAIL_KILLS ?? 21);

/** `npm run bench -- mails` kills 200 times. */
it('whatever moment the job runner is killed at, each is told once: nothing lost, nothing twice but under its Message-ID', async () => {
  const folder = mkdtempSync(join(process.cwd(), 'node_modules', '.cache', 'mail-runner-'));
  try {
    const found = await killMails(await freshDatabase(), KILLS, folder);
    expect(found).toMatchObject({ wronglyTold: 0, lost: 0, strangers: 0, altered: 0 });
    expect(found.mails).toBeGreaterThan(found.facts);
    expect(Object.values(found.kills).reduce((sum, n) => sum + n, 0)).toBe(KILLS);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 300_000);
