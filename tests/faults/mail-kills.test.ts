import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { freshDatabase } from '#tests/support/database.ts';
import { killMails, runnerFolder } from './mail-kills.ts';

const KILLS = Number(process.env.MAIL_KILLS ?? 21);

/** MAIL_KILLS=200 kills as often. */
it(
  'whatever moment the job runner is killed at, each is told once: nothing lost, nothing twice but under its Message-ID',
  async () => {
    const folder = runnerFolder();
    try {
      const found = await killMails(await freshDatabase(), KILLS, folder);
      expect(found).toMatchObject({ wronglyTold: 0, lost: 0, strangers: 0, altered: 0 });
      expect(found.mails).toBeGreaterThan(found.facts);
      expect(Object.values(found.kills).reduce((sum, n) => sum + n, 0)).toBe(KILLS);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  90_000 + KILLS * 10_000,
);
