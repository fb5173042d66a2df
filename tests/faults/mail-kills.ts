import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { build } from 'vite';
import type { Party } from '../ledger/world.ts';
import type { TestDatabase } from '../support/database.ts';
import { makeLot, makeMember, makeOrganisation, makeReservation } from '../support/factories.ts';

/** Where the runner is killed: at a step of the conversation with the mail server, or at any moment of its work. */
const POINTS = ['connect', 'from', 'to', 'data', 'taken', 'answered', 'any'] as const;
type Point = (typeof POINTS)[number];

export interface KilledMails {
  kills: Record<Point, number>;
  facts: number;
  mails: number;
  digests: number;
  /** facts whose reader was told nothing, or twice */
  wronglyTold: number;
  /** mails written and never taken by the server */
  lost: number;
  /** taken by the server under a Message-ID that no mail has */
  strangers: number;
  /** taken more than once, under the same Message-ID and with the same content */
  again: number;
  /** taken more than once with another content */
  altered: number;
}

/** A mail server that says each step before it answers, and keeps what it takes by Message-ID. */
async function listen(reached: (point: Point) => void) {
  const taken = new Map<string, string[]>();
  const passing = (point: Point, done: () => void) => {
    reached(point);
    done();
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect: (_session, done) => passing('connect', done),
    onMailFrom: (_address, _session, done) => passing('from', done),
    onRcptTo: (_address, _session, done) => passing('to', done),
    onData(stream, session, done) {
      reached('data');
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const id = /^Message-ID: (.*)$/im.exec(text)?.[1]?.trim() ?? '';
        // multipart boundaries and the date differ from one sending to the next
        const boundary = /boundary="([^"]+)"/.exec(text)?.[1] ?? '-';
        const same = text.replaceAll(boundary, '').replace(/^Date: .*$/im, '');
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        taken.set(id, [
          ...(taken.get(id) ?? []),
          createHash('sha256')
            .update(to + same)
            .digest('hex'),
        ]);
        reached('taken');
        done();
        setImmediate(() => reached('answered'));
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${port}`, taken, close };
}

/** In the project, where the bundle finds what it does not hold; the caller removes it. */
export function runnerFolder(): string {
  const cache = join(process.cwd(), '.cache');
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, 'mail-runner-'));
}

/** One file of it, so that a new process is there in a second. */
async function bundled(folder: string): Promise<string> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      target: 'node20',
      rollupOptions: {
        input: { runner: join(import.meta.dirname, 'mail-runner.ts') },
        output: { format: 'esm', entryFileNames: '[name].mjs' },
      },
    },
  });
  return join(folder, 'runner.mjs');
}

/**
 * `kill -9` of the process that reacts and sends, `kills` times, while people ask for lots: at once to takers, in summaries to the
 * holder. Between two, the quarter of an hour passes after which the queue gives a dead process's jobs to the next.
 */
export async function killMails(world: TestDatabase, kills: number, folder: string): Promise<KilledMails> {
  const { owner: sql } = world;
  const program = await bundled(folder);
  const done = Object.fromEntries(POINTS.map((point) => [point, 0])) as Record<Point, number>;
  let runner: ChildProcess | null = null;
  let wanted: { point: Point; after: number } | null = null;
  const reached = (point: Point) => {
    if (wanted?.point === point && --wanted.after <= 0) runner?.kill('SIGKILL');
  };
  const server = await listen(reached);
  const start = async () => {
    // PostgreSQL may still finish what the dead process had asked
    await sleep(400);
    await sql`update graphile_worker._private_jobs set locked_at = locked_at - interval '16 minutes' where locked_at is not null`;
    const child = spawn(process.execPath, [program, world.url, server.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, LOG_LEVEL: 'silent', SECRET_KEY: 'a key for the mails of this test only' },
    });
    runner = child;
    const up = once(child.stdout as NodeJS.ReadableStream, 'data');
    const over = once(child, 'exit');
    await Promise.race([up, over]);
    if (child.exitCode !== null) throw new Error('the job runner does not start');
    return { child, over };
  };
  const organisation = await makeOrganisation(sql);
  const holder: Party = {
    organisation: organisation.id,
    person: (await makeMember(sql, organisation, 'administrator')).id,
  };
  const lot = await makeLot(sql, holder, { units: 1_000_000 });
  await sql`update ledger.delay set open_unproven = 1000000`;
  const other = await makeOrganisation(sql);
  const taker: Party = { organisation: other.id, person: (await makeMember(sql, other, 'member')).id };
  let facts = 0;
  const ask = async (times: number) => {
    for (let n = 0; n < times; n++, facts++) await makeReservation(sql, lot, taker, { units: 1 });
    await sql`update notification set mail_due_at = ledger.clock() where mail_due_at is not null`;
    await sql`select graphile_worker.add_job('send-digests', '{}'::json, job_key => 'send-digests', max_attempts => 25)`;
  };
  try {
    for (let n = 0; n < kills; n++) {
      const point = POINTS[n % POINTS.length] ?? 'any';
      await ask(3);
      wanted = { point, after: 1 + Math.floor(Math.random() * 3) };
      const { child, over } = await start();
      // no such step came: any moment will do
      const timer = setTimeout(() => child.kill('SIGKILL'), point === 'any' ? Math.random() * 600 : 4_000);
      await over;
      clearTimeout(timer);
      done[point]++;
    }
    wanted = null;
    // what a dead process had just taken waits for the next quarter of an hour, and the next process
    for (let turn = 0; ; turn++) {
      const { child, over } = await start();
      const left = await drained(sql, ask);
      child.kill('SIGKILL');
      await over;
      if (!left) break;
      if (turn === 5) throw new Error(`still waiting: ${left}`);
    }
    return { kills: done, facts, ...(await account(sql, server.taken, [holder, taker], facts)) };
  } finally {
    (runner as ChildProcess | null)?.kill('SIGKILL');
    await server.close();
  }
}

type Sql = TestDatabase['owner'];

/** Until nothing waits, neither fact nor letter nor summary; says what still does after a while. */
async function drained(sql: Sql, ask: (times: number) => Promise<void>): Promise<string | null> {
  for (const end = Date.now() + 15_000; ; await sleep(300)) {
    const [left] = await sql`
      select (select count(*) from event where handled_at is null and (not_before is null or not_before <= ledger.clock()))::int as facts, (select count(*) from mail where status = 'waiting')::int as mails,
             (select count(*) from notification where mail_due_at is not null)::int as told`;
    if (left?.facts === 0 && left.mails === 0 && left.told === 0) return null;
    if (left?.facts === 0 && left.told > 0) await ask(0);
    if (Date.now() > end) return JSON.stringify(left);
  }
}

async function account(sql: Sql, taken: Map<string, string[]>, people: Party[], facts: number) {
  const mails =
    await sql`select message_id, kind, status from mail where to_person_id = any (${people.map(({ person }) => person)}::bigint[])`;
  const told = await sql`
    select person_id, count(*)::int as n, count(*) filter (where mail_id is null)::int as uncarried from notification
     where person_id = any (${people.map(({ person }) => person)}::bigint[]) group by person_id`;
  const known = new Set(mails.map(({ message_id }) => String(message_id)));
  const copies = [...taken.values()].filter(({ length }) => length > 1);
  return {
    mails: mails.length,
    digests: mails.filter(({ kind }) => kind === 'notifications.digest').length,
    wronglyTold: people.reduce((sum, { person }) => {
      const row = told.find(({ person_id }) => Number(person_id) === person);
      return sum + Math.abs(facts - Number(row?.n ?? 0)) + Number(row?.uncarried ?? 0);
    }, 0),
    lost: mails.filter(({ message_id, status }) => status !== 'sent' || !taken.has(String(message_id)))
      .length,
    strangers: [...taken.keys()].filter((id) => !known.has(id)).length,
    again: copies.reduce((sum, { length }) => sum + length - 1, 0),
    altered: copies.filter((all) => new Set(all).size > 1).length,
  };
}
