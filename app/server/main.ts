import type { Server } from 'node:http';
import type { ViteDevServer } from 'vite';
import { paths } from '#app/http/paths.ts';
import { env } from '#app/platform/env.server.ts';
import { log } from '#app/platform/log.server.ts';
import { boot, type Running } from '#app/server/boot.ts';
import { ADMINISTRATOR, ANALYST, DEMONSTRATION_ACCOUNTS, DEMONSTRATION_PASSWORD } from '#db/seed/accounts.ts';

/** Starts, says where, and stops in order on SIGTERM or Ctrl-C. A second Ctrl-C gives up waiting. */
export async function main(
  options: { vite?: (server: Server) => Promise<ViteDevServer> } = {},
): Promise<void> {
  let running: Running | undefined;
  let asked = false;
  const starting = boot(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, async () => {
      if (asked) process.exit(1);
      asked = true;
      log.info({ signal }, 'stopping');
      running ??= await starting.catch(() => undefined);
      await running?.stop();
      process.exit(0);
    });
  }
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
  running = await starting;
  if (asked) return;
  announce(running);
}

function announce({ address, demonstration }: Running) {
  const lines = [
    '',
    address ? `  Gisement    ${address}` : '  Gisement    jobs only, no page is served',
    `  Database    ${env.DATABASE_URL ? 'DATABASE_URL' : `embedded, in ${env.DATA_DIR}`}`,
    ...(demonstration ? accounts(address) : []),
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Who may be tried, with which password, and where what they are written is read. */
function accounts(address: string): string[] {
  const emails = [...DEMONSTRATION_ACCOUNTS, ANALYST, ADMINISTRATOR].map(({ email }) => email);
  return [
    '',
    `  Demonstration accounts, password ${DEMONSTRATION_PASSWORD}`,
    ...emails.map((email) => `              ${email}`),
    ...(env.SMTP_URL ? [] : [`  Mails       ${new URL(paths.mails(), address).href}`]),
  ];
}
