import type { Browser } from 'playwright-core';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { openBrowser } from './browser.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';

export interface World {
  server: TestServer;
  /** the address written in mails: one host, one set of cookies */
  origin: string;
  browser: Browser;
  mailbox: Mailbox;
  close(): Promise<void>;
}

/** The product as `npm start` runs it, with its own embedded database, jobs and real mails; and a browser. */
export async function openWorld(settings: Record<string, string> = {}): Promise<World> {
  const mailbox = await openMailbox();
  // the same journeys on a PostgreSQL of your own, already migrated: E2E_DATABASE_URL names the application's role
  const own = process.env.E2E_DATABASE_URL;
  const database: Record<string, string> = own ? { DATABASE_URL: own } : {};
  const server = await startTestServer({ JOBS: 'inline', SMTP_URL: mailbox.url, ...database, ...settings });
  const browser = await openBrowser();
  return {
    server,
    origin: server.origin.replace('127.0.0.1', 'localhost'),
    browser,
    mailbox,
    async close() {
      await browser.close();
      await server.stop();
      await mailbox.close();
    },
  };
}
