import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signId } from '#app/platform/signed-id.server.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeAlert, makeAlertMail, makePerson } from '#tests/support/factories.ts';
import { SERVER_KEY, startTestServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
let world: TestDatabase;
let sql: postgres.Sql<{ bigint: number }>;
beforeAll(async () => {
  world = await freshDatabase();
  sql = world.owner;
  server = await startTestServer({ DATABASE_URL: world.url });
});
afterAll(() => server.stop());

async function mailed(alerts = 1) {
  const person = await makePerson(sql);
  const made = [];
  for (let n = 0; n < alerts; n++) made.push(await makeAlert(sql, person));
  const mail = await makeAlertMail(sql, person, made);
  return { person, alerts: made, mail, path: `/alerts/unsubscribe/${signId('alerts', mail, SERVER_KEY)}` };
}
const stopped = async ({ alerts }: { alerts: { id: number }[] }) => {
  const rows =
    await sql`select paused_at is not null as stopped from alert where id = any(${alerts.map(({ id }) => id)}) order by id`;
  return rows.map((row) => row.stopped);
};
/** As a mail program does it: no cookie, no Origin, another site. */
const oneClick = (path: string, body: BodyInit = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })) =>
  fetch(server.origin + path, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'cross-site' },
  });

describe('one click in a mail program', () => {
  it('stops the alerts of that mail, at once and without another address; said again it changes nothing', async () => {
    const mail = await mailed(2);
    const answer = await oneClick(mail.path);
    expect([answer.status, answer.headers.get('location')]).toEqual([200, null]);
    expect(await stopped(mail)).toEqual([true, true]);
    expect((await oneClick(mail.path)).status).toBe(200);
    expect(await stopped(mail)).toEqual([true, true]);
  });

  it('is understood as multipart too', async () => {
    const [mail, form] = [await mailed(), new FormData()];
    form.set('List-Unsubscribe', 'One-Click');
    expect((await oneClick(mail.path, form)).status).toBe(200);
    expect(await stopped(mail)).toEqual([true]);
  });

  it('looking changes nothing, however often and by whichever safe method', async () => {
    const mail = await mailed();
    for (const method of ['GET', 'HEAD', 'GET'])
      expect((await fetch(server.origin + mail.path, { method })).status).toBe(200);
    const page = await fetch(server.origin + mail.path);
    expect(await page.text()).toContain('name="intent"');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(await stopped(mail)).toEqual([false]);
  });
});

describe('a person’s click', () => {
  it('works signed out, stops one or all, and takes it back', async () => {
    const mail = await mailed(2);
    const press = async (fields: Record<string, string>) =>
      (await server.fetch(mail.path, { method: 'POST', body: new URLSearchParams(fields) })).status;
    expect(await press({ intent: 'stop', alert: mail.alerts[1]?.publicId ?? '' })).toBe(302);
    expect(await stopped(mail)).toEqual([false, true]);
    await press({ intent: 'stop' });
    expect(await stopped(mail)).toEqual([true, true]);
    await press({ intent: 'resume' });
    expect(await stopped(mail)).toEqual([false, false]);
    expect(await press({ intent: 'burn' })).toBe(422);
  });
});

describe('an attack', () => {
  it('forged, of another key or purpose, cut, another id with this proof: not found, nothing changes', async () => {
    const mail = await mailed();
    const token = mail.path.split('/').at(-1) ?? '';
    const swapped = Buffer.concat([
      Buffer.from((await mailed()).mail.replaceAll('-', ''), 'hex'),
      Buffer.from(token, 'base64url').subarray(16),
    ]).toString('base64url');
    const forged = [
      signId('alerts', mail.mail, 'another key, long enough to be accepted too'),
      signId('other', mail.mail, SERVER_KEY),
      signId('alerts', randomUUID(), SERVER_KEY),
      swapped,
      token.replace(/^./, (one) => (one === 'A' ? 'B' : 'A')),
    ];
    for (const one of forged) expect((await oneClick(`/alerts/unsubscribe/${one}`)).status).toBe(404);
    for (const path of [mail.path.slice(0, -1), `${mail.path}x`, `${mail.path}/`])
      expect([403, 404]).toContain((await oneClick(path)).status);
    expect(await stopped(mail)).toEqual([false]);
  });

  it('names an alert of somebody else, or of another mail: theirs is untouched', async () => {
    const [mine, theirs] = [await mailed(), await mailed()];
    const fields = new URLSearchParams({ intent: 'stop', alert: theirs.alerts[0]?.publicId ?? '' });
    expect((await oneClick(mine.path, fields)).status).toBe(302);
    expect(await stopped(theirs)).toEqual([false]);
    expect(await stopped(mine)).toEqual([false]);
  });

  it('opens no other door: from elsewhere, everything else still answers 403', async () => {
    for (const path of [
      '/alerts',
      '/alerts/new',
      `/alerts/${randomUUID()}`,
      '/alerts/unsubscribe/short',
      '/logout',
    ])
      expect((await oneClick(path)).status).toBe(403);
  });

  it('leaves no link in the log', async () => {
    const mail = await mailed();
    await oneClick(mail.path);
    expect(server.log.join('\n')).not.toContain(mail.path.split('/').at(-1));
  });
});
