import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { hashPassword } from '#app/platform/passwords.server.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { secretIn } from '#tests/support/accounts.ts';
import openCluster, { type TestCluster } from '#tests/support/cluster.ts';
import { cutLine } from '#tests/support/cut-line.ts';
import {
  type Made,
  type MadePerson,
  makeLot,
  makeMember,
  makeOrganisation,
  makeReservation,
  makeSite,
} from '#tests/support/factories.ts';
import { startTestServer } from '#tests/support/server.ts';

export const PASSWORD = 'un mot de passe long';

/** A site with what a day on it needs, a server, and the line between the phone and it, which can be cut. */
export async function openFieldWorld(settings: Record<string, string> = {}) {
  let cluster: TestCluster | undefined;
  const provide = (_name: string, given: unknown) => {
    cluster = given as TestCluster;
  };
  const closeCluster = await openCluster({ provide } as unknown as TestProject);
  if (!cluster) throw new Error('no cluster');
  const [owner, app] = [openDatabase(cluster.ownerUrl, { max: 2 }), openDatabase(cluster.appUrl, { max: 2 })];
  const sql = owner.sql;
  const server = await startTestServer({ DATABASE_URL: cluster.appUrl, JOBS: 'off', ...settings });
  const line = await cutLine(server.origin);
  const origin = line.url.replace('127.0.0.1', 'localhost').replace(/\/$/, '');

  const armor = await makeOrganisation(sql);
  const anne = await makeMember(sql, armor, 'site_manager');
  const yann = await makeMember(sql, armor, 'site_manager');
  const hash = await hashPassword(PASSWORD);
  await sql`update person set password_hash = ${hash} where id in (${anne.id}, ${yann.id})`;
  await sql`update organisation set name = 'Démolition Armor' where id = ${armor.id}`;
  const holder = { organisation: armor.id, person: anne.id };
  const site = await makeSite(sql, holder);
  await sql`update site set name = 'Résidence des Tilleuls' where id = ${site.id}`;
  const doors = await titled(await makeLot(sql, holder, { site }), 'Portes en chêne');
  const bricks = await titled(await makeLot(sql, holder, { site, publish: false }), 'Briques pleines');
  const taking = await makeOrganisation(sql, 'association');
  await sql`update organisation set name = 'Les Compagnons de la Vilaine' where id = ${taking.id}`;
  const taker = { organisation: taking.id, person: (await makeMember(sql, taking, 'administrator')).id };
  const asked = await makeReservation(sql, doors, taker, { units: 5, acceptedBy: holder });

  async function titled(lot: Made, title: string): Promise<Made> {
    await sql`update lot set title = ${title} where id = ${lot.id}`;
    return lot;
  }
  /** The cookie of a new session. */
  async function signedIn(person: MadePerson, organisation: Made = armor) {
    const organisationId = organisation.id;
    const { cookie } = await openSession(app.db, person.id, { organisationId, userAgent: null });
    return { name: 'gisement', value: secretIn(cookie), url: origin, expires: Date.now() / 1000 + 86_400 };
  }
  return {
    ...{ sql, server, line, origin, anne, yann, armor, holder, taker, site, doors, bricks, asked, signedIn },
    async close() {
      line.close();
      await server.stop();
      await Promise.all([owner.close(), app.close()]);
      await closeCluster();
    },
  };
}
export type FieldWorld = Awaited<ReturnType<typeof openFieldWorld>>;

export const profileFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'gisement-phone-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
};

/** Ends every process of the browser that uses this profile, as a phone that is switched off does: without a word. */
export async function killBrowser(folder: string): Promise<void> {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const words = commandOf(pid);
    if (words.includes(`--user-data-dir=${folder}`)) process.kill(Number(pid), 'SIGKILL');
  }
  await sleep(500);
}

function commandOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
