import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { resetFactor } from '#app/domain/factors/commands/reset-factor.server.ts';
import { logAct } from '#app/domain/operator/operator-act.server.ts';
import type { OperatorActName } from '#app/domain/operator/vocabulary.ts';
import { makePlatformAdministrator } from '#app/domain/organisations/commands/make-platform-administrator.server.ts';
import {
  verifyOrganisation,
  verifyPhone,
} from '#app/domain/organisations/commands/verify-organisation.server.ts';
import { readDelayWords } from '#app/domain/reservations/delays.ts';
import { email } from '#app/domain/validation.ts';
import { paths } from '#app/http/paths.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { startDatabase } from '#app/platform/database/start.server.ts';
import { env } from '#app/platform/env.server.ts';
import { takeBounce } from '#app/platform/mail/bounce-report.server.ts';
import { closeAllSessions } from '#app/platform/session/session.server.ts';
import { changeDelays, delayLines, delaysNow, operator } from './delay-settings.ts';
import { say, withDatabase } from './with-database.ts';

const USAGE = `Usage: npm run admin -- create <email>
       npm run admin -- verify <organisation>
       npm run admin -- phone <organisation or email>
       npm run admin -- second-factor <email> "<why, 10 to 500 characters>"
       npm run admin -- bounce < report.eml
       npm run admin -- delays [request=48h pick_up=10d …]`;

/** Keeps an act of a script for those it concerns: an organisation by its slug, a person by mail address. */
async function logged(tx: Ctx, act: OperatorActName, who: string): Promise<void> {
  const [found] = await tx.db.execute<{ kind: 'organisation' | 'person'; id: number; publicId: string }>(sql`
    select 'organisation' as kind, id, public_id as "publicId" from organisation where slug = ${who}
    union all select 'person', id, public_id from person where email = ${who} limit 1`);
  if (!found) throw new Error(`${who} is nobody here`);
  await logAct(
    tx,
    {
      act,
      subject: { kind: found.kind, id: found.publicId },
      reason: 'Par une commande sur le serveur (npm run admin)',
      concerns: { [found.kind]: found.id },
    },
    { script: operator() },
  );
}

/** npm run admin -- create <email>: makes a platform administrator, prints a link to choose a password. */
async function create(address: string): Promise<void> {
  await withDatabase(async (ctx) => {
    const link = await ctx.db.transaction(async (db) => {
      const tx = { ...ctx, db };
      const made = await makePlatformAdministrator(tx, { closeAllSessions }, address);
      await logged(tx, 'make-administrator', address);
      return made.link;
    });
    say(`${address} is a platform administrator. Choose a password within 30 minutes, once:`);
    say(new URL(paths.reset(link), env.ORIGIN).href);
  });
}

/** npm run admin -- verify <slug>: its SIREN, kind and status were checked. */
async function verify(slug: string): Promise<void> {
  await withDatabase(async (ctx) => {
    const name = await ctx.db.transaction(async (db) => {
      const tx = { ...ctx, db };
      const verified = await verifyOrganisation(tx, slug);
      if (verified) await logged(tx, 'verify-organisation', slug);
      return verified;
    });
    if (!name) throw new Error(`no organisation at /organisations/${slug}`);
    say(`${name} is verified, until it changes what it says of itself.`);
  });
}

/** npm run admin -- phone <slug or email>: they answered on the number they left. */
async function phone(who: string): Promise<void> {
  await withDatabase(async (ctx) => {
    const number = await ctx.db.transaction(async (db) => {
      const tx = { ...ctx, db };
      const reached = await verifyPhone(tx, who);
      if (reached) await logged(tx, 'verify-phone', who);
      return reached;
    });
    if (!number) throw new Error(`${who} left no phone number`);
    say(`${number} is verified, as long as they keep it.`);
  });
}

/** npm run admin -- second-factor <email> <reason>: the person was recognised, and lost device and recovery codes. */
async function secondFactor(address: string, reason: string): Promise<void> {
  await withDatabase((ctx) =>
    ctx.db.transaction(async (db) => {
      const tx = { ...ctx, db };
      const owner = await resetFactor(tx, { closeAllSessions }, address);
      if (!owner) throw new Error(`${address} has no second factor`);
      const act = 'reset-second-factor' as const;
      const subject = { kind: 'person' as const, id: owner.publicId };
      await logAct(tx, { act, subject, reason, concerns: { person: owner.id } }, { script: operator() });
      say(`${address} signs in with the password alone, until they set a second factor up again.`);
    }),
  );
}

/** npm run admin -- bounce: reads one delivery report, as a mail server pipes it, and marks the address that failed. */
async function bounce(): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  await withDatabase(async ({ db }) => {
    say(await takeBounce(db, Buffer.concat(parts)));
  });
}

/** npm run admin -- delays: prints the delays of reservations; with name=value, changes them, as the database's owner. */
async function delays(words: string[]): Promise<void> {
  const changes = readDelayWords(words);
  const database = await startDatabase({ mayJoin: true });
  try {
    const changing = words.length > 0;
    if (changing && !database.ownerUrl)
      throw new Error('set DATABASE_OWNER_URL: the delays belong to the owner of the database');
    const { sql, close } = openDatabase((changing && database.ownerUrl) || database.appUrl, { max: 1 });
    try {
      const now = changing ? await changeDelays(sql, changes, operator()) : await delaysNow(sql);
      for (const line of delayLines(now)) say(line);
    } finally {
      await close();
    }
  } finally {
    await database.stop();
  }
}

const [verb, ...words] = process.argv.slice(2);
const address = email.safeParse(words[0]);
if (verb === 'create' && address.success) await create(address.data);
else if (verb === 'verify' && words[0]) await verify(words[0]);
else if (verb === 'phone' && words[0]) await phone(words[0]);
else if (verb === 'second-factor' && address.success && (words[1]?.trim().length ?? 0) >= 10)
  await secondFactor(address.data, words.slice(1).join(' ').trim().slice(0, 500));
else if (verb === 'bounce') await bounce();
else if (verb === 'delays')
  await delays(words).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
else {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = 2;
}
