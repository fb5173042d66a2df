import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { sharp } from '#app/platform/images/decoder.server.ts';
import { openEncoder } from '#app/platform/images/encoder.server.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { secretIn } from '../support/accounts.ts';
import { makeLot, makeMember, makeOrganisation } from '../support/factories.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { load } from './load.ts';
import { benchWorld } from './world.ts';

const LIMITS = { maxBytes: 25 * 1024 * 1024, maxPixels: 60_000_000, widths: [480, 960, 1600] };
const ROUNDS = 5;
const AT_ONCE = 10;

/**
 * 12 MP photographs to WebP and AVIF in three widths: CPU of the encoder (its process, and what handing over costs
 * ours) against bare sharp making the same files. Then ten uploads at once: the delay of a page meanwhile, against idle.
 */
export async function run(): Promise<void> {
  const photo = await photograph();
  console.log(
    `12 MP JPEG of ${(photo.length / 1e6).toFixed(1)} MB, ${ROUNDS} interleaved rounds, best of each\n`,
  );
  await againstBare(photo);
  await pagesMeanwhile(photo);
}

async function againstBare(photo: Buffer): Promise<void> {
  const encoder = openEncoder();
  const first = await encoder.look(photo, LIMITS);
  const child = childOf(process.pid);
  const best = { bare: spent(), ours: spent() };
  for (let round = 0; round < ROUNDS; round += 1) {
    keep(best, 'bare', await timed(null, () => bare(photo)));
    keep(
      best,
      'ours',
      await timed(child, async () => {
        const look = await encoder.look(photo, LIMITS);
        for (const format of ['webp', 'avif'] as const)
          for (const width of look.widths)
            if (format !== 'webp' || width !== look.small.width)
              await encoder.render({ ...look, sha256: `${round}${first.sha256.slice(1)}` }, width, format);
      }),
    );
  }
  await encoder.stop();
  console.log('| what | CPU s | elapsed s | pictures/s | CPU against bare |\n|---|---|---|---|---|');
  for (const [name, { cpu, elapsed }] of Object.entries(best)) {
    const ratio = (cpu / best.bare.cpu).toFixed(2);
    console.log(
      `| ${name} | ${cpu.toFixed(2)} | ${elapsed.toFixed(2)} | ${(1 / elapsed).toFixed(2)} | ${ratio} |`,
    );
  }
}

/** Decoded once, the same six files, in this process. */
async function bare(photo: Buffer): Promise<void> {
  const { data, info } = await sharp(photo)
    .autoOrient()
    .resize({ width: 1600 })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (const width of LIMITS.widths) {
    const picture = () => sharp(data, { raw: info }).resize({ width });
    await picture().webp({ quality: 78, effort: 2 }).toBuffer();
    await picture().avif({ quality: 50, effort: 3 }).toBuffer();
  }
}

async function pagesMeanwhile(photo: Buffer): Promise<void> {
  const { database, stop } = await benchWorld();
  let server: TestServer | undefined;
  try {
    server = await startTestServer({ DATABASE_URL: database.url, JOBS: 'inline', LOG_LEVEL: 'error' });
    const organisation = await makeOrganisation(database.owner);
    const person = await makeMember(database.owner, organisation, 'administrator');
    const holder = { organisation: organisation.id, person: person.id };
    const lot = await makeLot(database.owner, holder);
    const about = { organisationId: holder.organisation, userAgent: null };
    const cookie = `gisement=${secretIn((await openSession(database.db, holder.person, about)).cookie)}`;
    const page = `${server.origin}/lots/${lot.publicId}`;
    await load(page, 2, 2);
    const idle = await load(page, 5, 2);
    const began = performance.now();
    const uploads = Array.from({ length: AT_ONCE }, async (_, n) =>
      upload(server as TestServer, lot.publicId, cookie, { photo, n }),
    );
    const during = await load(page, 8, 2);
    await Promise.all(uploads);
    const shown = (performance.now() - began) / 1000;
    for (;;) {
      const [left] = await database.sql`select count(*)::int as count from stored_file where pending`;
      if (left?.count === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const finished = (performance.now() - began) / 1000;
    console.log(
      `\n${AT_ONCE} uploads at once: all shown after ${shown.toFixed(1)} s, all versions after ${finished.toFixed(1)} s\n`,
    );
    console.log('| page of a lot, 2 readers | p50 ms | p95 ms | requests/s |\n|---|---|---|---|');
    for (const [name, { p50, p95, perSecond }] of Object.entries({ idle, 'during the work': during })) {
      console.log(`| ${name} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${perSecond.toFixed(0)} |`);
    }
    console.log(`\np95 during against idle: ${(during.p95 / idle.p95).toFixed(2)}; errors: ${during.errors}`);
  } finally {
    await server?.stop();
    await stop();
  }
}

async function upload(
  server: TestServer,
  lot: string,
  cookie: string,
  { photo, n }: { photo: Buffer; n: number },
): Promise<void> {
  // a comment makes each its own photo
  const content = Buffer.concat([photo, Buffer.from(`photo ${n}`)]);
  const path = `/lots/${lot}/photos/uploads/${randomUUID()}`;
  const part = 1024 * 1024;
  for (let offset = 0; offset < content.length; ) {
    const answer = await server.fetch(path, {
      method: 'POST',
      headers: {
        cookie,
        'content-type': 'application/octet-stream',
        'upload-offset': String(offset),
        'upload-length': String(content.length),
      },
      body: new Uint8Array(content.subarray(offset, offset + part)),
    });
    if (!answer.ok) throw new Error(`upload ${n}: ${answer.status} ${await answer.text()}`);
    offset += part;
  }
}

/** Leaves and walls at 4032 x 3024: shapes of all sizes over soft noise, as heavy as a phone's picture. */
async function photograph(): Promise<Buffer> {
  const [width, height] = [4032, 3024];
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const wave =
        Math.sin(x / 90) * Math.cos(y / 70) + Math.sin((x + y) / 23) * 0.4 + Math.sin((x * y) / 90_000) * 0.3;
      const grain = ((x * 1_103 + y * 2_147) * 2_654_435_761) % 17;
      const at = (y * width + x) * 3;
      data[at] = 120 + 60 * wave + grain;
      data[at + 1] = 110 + 45 * Math.sin(wave * 2) + grain;
      data[at + 2] = 90 + 40 * Math.cos(wave) + grain;
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

interface Spent {
  cpu: number;
  elapsed: number;
}
const spent = (): Spent => ({ cpu: Number.POSITIVE_INFINITY, elapsed: Number.POSITIVE_INFINITY });

function keep<Name extends string>(best: Record<Name, Spent>, name: Name, now: Spent): void {
  if (now.cpu < best[name].cpu) best[name] = now;
}

async function timed(child: number | null, work: () => Promise<void>): Promise<Spent> {
  const [began, mine, its] = [performance.now(), process.cpuUsage(), cpuOf(child)];
  await work();
  const { user, system } = process.cpuUsage(mine);
  return { cpu: (user + system) / 1e6 + cpuOf(child) - its, elapsed: (performance.now() - began) / 1000 };
}

/** The encoder's process: the only child of this one. */
function childOf(pid: number): number | null {
  const list = `/proc/${pid}/task/${pid}/children`;
  const [first] = existsSync(list) ? readFileSync(list, 'utf8').trim().split(' ').filter(Boolean) : [];
  if (!first) throw new Error('this bench reads /proc: it runs on Linux');
  return Number(first);
}

/** Seconds of processor of another process, user and system. */
function cpuOf(pid: number | null): number {
  if (pid === null) return 0;
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
