import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCheckpoint } from '#app/domain/ledger/commands/make-checkpoint.server.ts';
import { checkpointSigner } from '#app/platform/checkpoint-signer.server.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { accepted, handedOver, type Party } from '#tests/ledger/world.ts';
import { secretIn } from '#tests/support/accounts.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeMember, makeOrganisation } from '#tests/support/factories.ts';
import { SERVER_KEY, startTestServer, type TestServer } from '#tests/support/server.ts';

let world: TestDatabase;
let server: TestServer;
let lot: Made;
let line: string;
let reservation: string;
let holder: string;
let taker: string;

const cookieOf = async ({ organisation, person }: Party) => {
  const about = { organisationId: organisation, userAgent: null };
  return `lang=fr; gisement=${secretIn((await openSession(world.db, person, about)).cookie)}`;
};
const someone = async (kind: string): Promise<Party> => {
  const organisation = await makeOrganisation(world.owner, kind);
  return {
    organisation: organisation.id,
    person: (await makeMember(world.owner, organisation, 'administrator')).id,
  };
};

beforeAll(async () => {
  world = await freshDatabase();
  const [from, to] = [await someone('firm'), await someone('association')];
  await world.owner`update organisation set name = 'Les Ateliers du Garun' where id = ${to.organisation}`;
  lot = await makeLot(world.owner, from);
  await world.owner`update lot set title = '=1+1' where id = ${lot.id}`;
  const held = await accepted(world.owner, from, to, lot.id, 3000);
  const { movement } = await handedOver(world.owner, from, to, held, 3000, 60_000);
  line = `/lots/${lot.publicId}/history/${movement}`;
  const [row] = await world.owner`select public_id from ledger.reservation where id = ${held}`;
  reservation = `/reservations/${row?.public_id}`;
  await makeCheckpoint(world.db, checkpointSigner(SERVER_KEY, 'https://gisement.example'));
  server = await startTestServer({ DATABASE_URL: world.url });
  [holder, taker] = [await cookieOf(from), await cookieOf(to)];
});
afterAll(() => server.stop());

const page = async (cookie: string, path: string) => {
  const answer = await server.fetch(path, { headers: { cookie } });
  expect([path, answer.status]).toEqual([path, 200]);
  return (await answer.text()).replaceAll('&#x27;', '’').replaceAll(/<!--.*?-->/g, '');
};
/** A form sent without script; where it leads and what is said there. */
const send = async (cookie: string, fields: Record<string, string>) => {
  const body = new URLSearchParams({ _key: randomUUID(), ...fields });
  const answer = await server.fetch(line, { method: 'POST', headers: { cookie }, body });
  return { status: answer.status, text: (await answer.text()).replaceAll(/<!--.*?-->/g, '') };
};

it('a correction without script: questioned, proposed by the taker, agreed by the holder, seen on the statement', async () => {
  expect(await page(holder, `/lots/${lot.publicId}/history`)).toMatch(/Enlevé par Les Ateliers du Garun/);
  expect(await page(taker, reservation)).toContain('Corriger ce qui a été enlevé');
  const fields = { intent: 'propose', quantity: '3', method: 'weighed', massKg: '600', reason: 'ticket' };
  const doubted = await send(taker, fields);
  expect(doubted.status).toBe(422);
  expect(doubted.text).toMatch(/Cette quantité est surprenante[\s\S]*name="sure"/);
  expect((await send(taker, { ...fields, massKg: '62' })).status).toBe(302);
  expect(await page(taker, reservation)).toContain('attend la réponse');
  expect(await page(holder, reservation)).toMatch(/Les Ateliers du Garun propose de corriger/);
  const shown = await page(holder, line);
  expect(shown).toMatch(/Rien ne change sans votre accord/);
  expect(shown).toMatch(/62\u00a0kg/);
  const correction = /name="correction" value="([0-9a-f-]{36})"/.exec(shown)?.[1] ?? '';
  expect((await send(taker, { intent: 'consent', correction })).status).toBe(403);
  expect((await send(holder, { intent: 'consent', correction })).status).toBe(302);
  const after = await page(holder, `/lots/${lot.publicId}/history`);
  expect(after).toMatch(/annulée par une correction[\s\S]*annulée par la ligne|réécrite par une correction/);
  expect(await page(taker, reservation)).not.toContain('attend la réponse');
});

it('the statement as CSV: every line once, nothing that a spreadsheet runs', async () => {
  const answer = await server.fetch(`/lots/${lot.publicId}/history.csv`, { headers: { cookie: holder } });
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const lines = (await answer.text()).trim().split('\r\n');
  const [row] = await world.owner`select count(*) as n from ledger.movement where lot_id = ${lot.id}`;
  expect(lines).toHaveLength(Number(row?.n) + 1);
  expect(lines[0]).toContain('Masse (kg)');
  expect(lines.every((one, at) => at === 0 || one.includes(";'=1+1;"))).toBe(true);
  const mine = await server.fetch(`/lots/${lot.publicId}/history.csv?kind=reserve`, {
    headers: { cookie: taker },
  });
  expect((await mine.text()).trim().split('\r\n')).toHaveLength(2);
});

it('anyone downloads a checkpoint, its leaves, its keys and the proof of a lot, and checks them alone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'books-'));
  const save = async (name: string, path: string) => {
    const answer = await server.fetch(path);
    expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
      path,
      200,
      'text/plain; charset=utf-8',
    ]);
    const text = await answer.text();
    writeFileSync(join(folder, name), text);
    return text;
  };
  const key = (await save('keys', '/ledger/keys')).trim();
  const note = await save('note', '/ledger/checkpoints/latest');
  const day = /^day (.*)$/m.exec(note)?.[1] ?? '';
  expect(await save('same', `/ledger/checkpoints/${day}`)).toBe(note);
  await save('leaves', `/ledger/checkpoints/${day}/leaves`);
  await save('proof', `/ledger/checkpoints/${day}/lots/${lot.publicId}`);
  const script = await server.fetch('/check-checkpoint.mjs');
  writeFileSync(join(folder, 'check.mjs'), await script.text());
  const check = (...files: string[]) =>
    execFileSync(
      process.execPath,
      [join(folder, 'check.mjs'), key, ...files.map((name) => join(folder, name))],
      {
        encoding: 'utf8',
      },
    );
  expect(check('note', 'leaves')).toMatch(`${day}: 1 lots`);
  expect(check('proof')).toMatch(`lot ${lot.publicId} had`);
  const list = await (await server.fetch('/ledger/checkpoints')).text();
  expect(list).toContain(`/ledger/checkpoints/${day}/leaves`);
  for (const path of [`${day}x`, '2001-01-01', `${day}/lots/${randomUUID()}`])
    expect((await server.fetch(`/ledger/checkpoints/${path}`)).status).toBe(404);
  rmSync(folder, { recursive: true });
});
