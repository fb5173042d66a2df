import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { messages } from '#app/i18n/messages.ts';
import { reviveDiagnoses } from '#app/jobs/diagnoses/tidy.server.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { TABLE_LIMITS } from '#app/platform/tables/limits.ts';
import { hostileTables } from '#tests/fixtures/tables.ts';
import type { Party } from '#tests/ledger/world.ts';
import { secretIn } from '#tests/support/accounts.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeMember, makeReservation, makeSite } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

/** The import over HTTP: one process answers pages, others work on the files; they share a database and a folder. */
const folder = mkdtempSync(join(tmpdir(), 'gisement-import-'));
let world: TestDatabase;
let front: TestServer;
let workers: TestServer[] = [];
let manager: Acting;
let colleague: Party;
let stranger: Acting;

const worker = async () => {
  const server = await startTestServer({ DATABASE_URL: world.url, DATA_DIR: folder, JOBS: 'inline' });
  workers.push(server);
  return server;
};
const stopWorkers = async () => {
  await Promise.all(workers.map((one) => one.stop()));
  workers = [];
};

beforeAll(async () => {
  world = await freshDatabase();
  [manager, stranger] = [await acting(world), await acting(world)];
  const organisation = { id: manager.party.organisation };
  const second = await makeMember(world.owner, organisation as never, 'site_manager');
  colleague = { organisation: organisation.id, person: second.id };
  front = await startTestServer({ DATABASE_URL: world.url, DATA_DIR: folder });
});
afterEach(stopWorkers);
afterAll(async () => {
  await front.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function cookie(by: Party, language = 'fr') {
  const about = { organisationId: by.organisation, userAgent: null };
  return `lang=${language}; gisement=${secretIn((await openSession(world.db, by.person, about)).cookie)}`;
}
const get = async (path: string, by = manager.party, language = 'fr') =>
  front.fetch(path, { headers: { cookie: await cookie(by, language) } });
async function post(
  path: string,
  fields: Record<string, string | Blob>,
  by = manager.party,
  language = 'fr',
) {
  const body = new FormData();
  for (const [name, value] of Object.entries({ _key: randomUUID(), ...fields })) body.set(name, value);
  return front.fetch(path, { method: 'POST', body, headers: { cookie: await cookie(by, language) } });
}
const said = async (answer: Response) =>
  (await answer.text())
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ');
const asSaid = (sentence: string) => sentence.replace(/\s+/g, ' ');

const site = async () => makeSite(world.owner, manager.party);
const asFile = (content: Buffer | string, name = 'diagnostic.csv') =>
  new File([typeof content === 'string' ? content : new Uint8Array(content)], name);

/** A file of so many lines, each with its reference and type: nothing to confirm. */
const big = (lines: number) =>
  [
    'ref;designation;type_code;quantite;unite;masse_unitaire_kg;localisation;amiante;plomb;observations',
    ...Array.from(
      { length: lines },
      (_, at) =>
        `P-${at};Bloc-porte âme pleine;MIN-02;${(at % 40) + 1};u;40;Couloir ${at % 30};non;non;n° ${at}`,
    ),
  ].join('\n');

/** Sends a file and returns its import: address, id, and what is known of it. */
async function send(home: { publicId: string }, content: Buffer | string) {
  const answer = await post(`/sites/${home.publicId}/diagnosis`, { file: asFile(content) });
  expect(answer.status).toBe(302);
  const path = answer.headers.get('location') ?? '';
  const publicId = path.split('/').at(-1) ?? '';
  const seen = async () => {
    const [row] = await world.owner`
      select d.id, state, problem, per_mille, rows, runner, accepted_by,
             (select count(*)::int from diagnosis_row r where r.diagnosis_id = d.id) as lines
        from diagnosis d where public_id = ${publicId}`;
    return row as { id: number; state: string; per_mille: number; lines: number; runner: string | null };
  };
  const becomes = (state: string) => until(async () => (await seen()).state === state);
  return { path, publicId, seen, becomes, home };
}
type Sent = Awaited<ReturnType<typeof send>>;

const lotsOf = async (home: { id: number }) => {
  const [row] = await world.owner`
    select count(*)::int as lots, count(distinct pemd_ref)::int as refs from lot where site_id = ${home.id}`;
  return row as { lots: number; refs: number };
};

async function until(done: () => Promise<boolean>, most = 60_000) {
  const began = Date.now();
  while (!(await done())) {
    if (Date.now() - began > most) throw new Error(`still not so after ${most} ms: ${done}`);
    await sleep(20);
  }
}

/** A worker that dies without a word in the middle of this state, when some of it is done. */
async function dieDuring({ seen }: Sent, state: string) {
  const victim = await worker();
  await until(async () => {
    const now = await seen();
    return now.state === state && now.runner !== null && (now.per_mille > 0 || now.lines > 0);
  });
  victim.process.kill('SIGKILL');
  await until(async () => victim.process.exitCode !== null || victim.process.signalCode !== null);
  workers = [];
}

/** Half a minute of silence, then the minute's look at who is silent. */
async function silence({ publicId }: Sent) {
  await world.owner`update diagnosis set beat_at = beat_at - interval '31 seconds' where public_id = ${publicId}`;
  await reviveDiagnoses(world.db);
}

describe('a file that cannot be read', () => {
  const atOnce = hostileTables.filter(({ said: { when } }) => when === 'at-once');
  it.each(atOnce.map((table) => [table.name, table] as const))(
    '%s: its sentence beside the field, in both languages, and the form still there',
    async (_, { make, said: { code } }) => {
      const home = await site();
      const content = make();
      for (const language of ['fr', 'en'] as const) {
        const file = asFile(content, 'diagnostic PEMD.xlsx');
        const answer = await post(`/sites/${home.publicId}/diagnosis`, { file }, manager.party, language);
        // far over the limit, the request is cut before anybody reads it
        const cut = content.length > TABLE_LIMITS.bytes + 100_000;
        const name = cut ? 'request-too-large' : `table-${code.replace(/-file$/, '')}`;
        expect(answer.status).toBe(cut ? 413 : 422);
        const html = await answer.clone().text();
        if (!cut) expect(html).toMatch(/<input[^>]*type="file"/);
        const sentences: Record<string, string> = messages[language].refusals;
        expect(sentences[name]).toBeTruthy();
        expect(await said(answer)).toContain(asSaid(sentences[name] ?? ''));
      }
      const [left] = await world.owner`select count(*)::int as n from diagnosis where site_id = ${home.id}`;
      expect(left?.n).toBe(0);
    },
  );

  it('none chosen: 422, in words', async () => {
    const home = await site();
    const answer = await post(`/sites/${home.publicId}/diagnosis`, { file: asFile('', '') });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/<input(?=[^>]*type="file")[^>]*aria-invalid="true"/);
  });

  it('what only its reading tells is on its page, with the way to send another', async () => {
    const home = await site();
    await worker();
    const unclosed = await send(home, 'designation;quantite\n"Porte;2\n');
    await unclosed.becomes('refused');
    for (const language of ['fr', 'en'] as const) {
      const page = await said(await get(unclosed.path, manager.party, language));
      expect(page).toContain(asSaid(messages[language].diagnoses.refusedTitle));
      expect(page).toContain(asSaid(messages[language].diagnoses.another));
    }
    expect((await unclosed.seen()).lines).toBe(0);
  });
});

describe('a file of 10,000 lines', () => {
  it('is worked on while the same process answers others; nobody waits long', async () => {
    const home = await site();
    const server = await worker();
    const sent = await send(home, big(10_000));
    const waits: number[] = [];
    while ((await sent.seen()).state !== 'read') {
      const began = performance.now();
      const answer = await server.fetch('/login');
      expect(answer.status).toBe(200);
      await answer.text();
      waits.push(performance.now() - began);
    }
    expect(await sent.seen()).toMatchObject({ state: 'read', lines: 10_000 });
    expect(waits.length).toBeGreaterThan(3);
    expect(Math.max(...waits)).toBeLessThan(5000);
    const [middle = 0] = waits.sort((a, b) => a - b).slice(Math.floor(waits.length / 2));
    expect(middle).toBeLessThan(1500);
  });

  it('cancelled while it is read: nothing of it is left, and it stays so', async () => {
    const home = await site();
    const sent = await send(home, big(20_000));
    await worker();
    await until(async () => (await sent.seen()).lines > 0);
    const answer = await post(sent.path, { intent: 'cancel' });
    expect(answer.status).toBe(302);
    await sleep(1000);
    expect(await sent.seen()).toMatchObject({ state: 'cancelled', lines: 0, rows: 0, runner: null });
    const page = await said(await get(sent.path));
    expect(page).toContain(asSaid(messages.fr.diagnoses.cancelledText));
    expect(page).not.toContain('Bloc-porte');
  });

  it('cancelled while its lots are made: no lot, and it may be accepted again', async () => {
    const home = await site();
    await worker();
    const sent = await send(home, big(6000));
    await sent.becomes('read');
    expect((await post(sent.path, { intent: 'accept' })).status).toBe(302);
    await until(async () => {
      const { state, per_mille } = await sent.seen();
      return state === 'accepting' && per_mille > 0;
    });
    expect((await post(sent.path, { intent: 'cancel' })).status).toBe(302);
    await sleep(1500);
    expect(await sent.seen()).toMatchObject({
      state: 'read',
      lines: 6000,
      runner: null,
      accepted_by: null,
    });
    expect(await lotsOf(home)).toEqual({ lots: 0, refs: 0 });
    const outcomes = await world.owner`
      select 1 from diagnosis_row where diagnosis_id = ${(await sent.seen()).id} and (outcome is not null or lot_id is not null)`;
    expect(outcomes.length).toBe(0);
    await post(sent.path, { intent: 'accept' });
    await sent.becomes('accepted');
    expect(await lotsOf(home)).toEqual({ lots: 6000, refs: 6000 });
  });
});

describe('a worker that dies', () => {
  it('while it reads: another takes the file up and reads all of it, once', async () => {
    const sent = await send(await site(), big(20_000));
    await dieDuring(sent, 'reading');
    expect((await sent.seen()).state).toBe('reading');
    await worker();
    await silence(sent);
    await sent.becomes('read');
    expect(await sent.seen()).toMatchObject({ lines: 20_000, rows: 20_000 });
  });

  it('while it makes lots: none of them stays, another makes them all, once', async () => {
    const home = await site();
    await worker();
    const sent = await send(home, big(6000));
    await sent.becomes('read');
    await stopWorkers();
    await post(sent.path, { intent: 'accept' });
    await dieDuring(sent, 'accepting');
    await until(async () => (await lotsOf(home)).lots === 0);
    await worker();
    await silence(sent);
    await sent.becomes('accepted');
    expect(await lotsOf(home)).toEqual({ lots: 6000, refs: 6000 });
  });
});

describe('what is downloaded', () => {
  it('the original byte for byte and the lines as they read, never shown by a browser; nobody else gets them', async () => {
    await worker();
    const content = Buffer.from('ref;designation;quantite;unite\nP-1;=1+1 porte pleine;dix;u\n', 'latin1');
    const sent = await send(await site(), content);
    await sent.becomes('read');
    const original = await get(`${sent.path}/file`);
    expect(Buffer.from(await original.clone().arrayBuffer()).equals(content)).toBe(true);
    const lines = await get(`${sent.path}/lines`);
    for (const [answer, type, name] of [
      [original, /^text\/csv/, 'diagnostic.csv'],
      [lines, /^text\/csv; charset=utf-8$/, 'diagnostic-lignes.csv'],
    ] as const) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(type);
      expect(answer.headers.get('content-disposition')).toContain(`attachment; filename="${name}"`);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('cache-control')).toContain('no-store');
      expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    }
    expect(original.headers.get('content-length')).toBe(String(content.length));
    const [row] = parse(await lines.text(), { delimiter: ';', bom: true, columns: true }) as Record<
      string,
      string
    >[];
    expect(row).toMatchObject({ ref: 'P-1', designation: "'=1+1 porte pleine", quantite: 'dix' });
    expect(asSaid(Object.values(row ?? {}).join())).toContain('« dix » n’est pas une quantité');
    const member = await makeMember(world.owner, { id: manager.party.organisation } as never, 'member');
    const by = { organisation: manager.party.organisation, person: member.id };
    for (const path of [sent.path, `${sent.path}/file`, `${sent.path}/lines`]) {
      expect((await get(path, stranger.party)).status).toBe(404);
      expect((await get(path, by)).status).toBe(403);
      const nobody = await front.fetch(path);
      expect([nobody.status, nobody.headers.get('location')]).toEqual([
        302,
        expect.stringContaining('/login'),
      ]);
    }
  });
});

describe('several people', () => {
  it('accept at the same moment: one acceptance, no lot twice, the other is told', async () => {
    const home = await site();
    await worker();
    const sent = await send(home, big(500));
    await sent.becomes('read');
    const answers = await Promise.all(
      [manager.party, colleague, manager.party].map((by) => post(sent.path, { intent: 'accept' }, by)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 409, 409]);
    const late = answers.find(({ status }) => status === 409) as Response;
    expect(await said(late)).toContain(asSaid(messages.fr.refusals['import-moved-on']));
    await sent.becomes('accepted');
    expect(await lotsOf(home)).toEqual({ lots: 500, refs: 500 });
    const events = await world.owner`
      select 1 from event where kind = 'diagnosis.accepted' and payload->>'diagnosis' = ${sent.publicId}`;
    expect(events.length).toBe(1);
  });

  it('an import is not taken back while one of its lots is reserved; it is once nothing was', async () => {
    const home = await site();
    await worker();
    const sent = await send(home, big(3));
    await sent.becomes('read');
    await post(sent.path, { intent: 'accept' });
    await sent.becomes('accepted');
    const [lot] = await world.owner`
      select id, public_id as "publicId" from lot where site_id = ${home.id} order by id limit 1`;
    await publishLot(manager.ctx, lot?.publicId, { key: randomUUID() });
    await makeReservation(world.owner, { id: lot?.id }, stranger.party, { units: 1 });
    for (const language of ['fr', 'en'] as const) {
      const answer = await post(sent.path, { intent: 'withdraw' }, manager.party, language);
      expect(answer.status).toBe(409);
      expect(await said(answer)).toContain(asSaid(messages[language].refusals['import-reserved']));
    }
    expect((await sent.seen()).state).toBe('accepted');
    expect(await lotsOf(home)).toEqual({ lots: 3, refs: 3 });

    const other = await site();
    const free = await send(other, big(3));
    await free.becomes('read');
    await post(free.path, { intent: 'accept' });
    await free.becomes('accepted');
    expect((await post(free.path, { intent: 'withdraw' })).status).toBe(302);
    await free.becomes('withdrawn');
    expect((await lotsOf(other)).lots).toBe(0);
  });
});
