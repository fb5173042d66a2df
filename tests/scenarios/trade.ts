import { randomUUID } from 'node:crypto';
import { confirmHandover } from '#app/domain/ledger/commands/confirm-handover.server.ts';
import { handoverInput } from '#app/domain/ledger/handover-schema.ts';
import { createLot } from '#app/domain/lots/commands/create-lot.server.ts';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { lotInput } from '#app/domain/lots/schema.ts';
import { createSite } from '#app/domain/sites/commands/create-site.server.ts';
import { siteInput } from '#app/domain/sites/schema.ts';
import { react } from '#app/jobs/react.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { anyType } from '#tests/ledger/world.ts';
import type { Acting } from '#tests/support/context.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';

type Ctx = Acting['ctx'];

/** A site of this commune with a published lot of doors on it, 20 kg each as the holder declares. Public id of the lot. */
export async function offerDoors(
  { ctx }: Acting,
  { owner }: TestDatabase,
  { communeCode = '35238', doors = 42, address = '12 rue du Secret' } = {},
): Promise<string> {
  const { code } = await anyType(owner);
  const place = siteInput.parse({ kind: 'works', name: 'Résidence des Tilleuls', communeCode, address });
  const site = await createSite(ctx, { key: randomUUID(), input: place, secret: 'a secret of these tests' });
  const input = lotInput.parse({
    typeCode: code,
    title: 'Portes intérieures',
    unit: 'u',
    quantity: String(doors),
    pricing: 'gift',
    massBasis: 'declared',
    unitMassKg: '20',
  });
  const { publicId } = await createLot(ctx, site.publicId, { key: randomUUID(), input });
  await publishLot(ctx, publicId, { key: randomUUID() });
  return publicId;
}

/** One side says what was taken, as typed in the form. */
export const says = (ctx: Ctx, reservation: string, typed: object) =>
  confirmHandover(ctx, reservation, {
    key: randomUUID(),
    input: handoverInput.parse({ identicalUse: 'on', ...typed }),
  });

/** What the jobs do after each recorded fact, in order. */
export async function jobsRun({ db, owner }: TestDatabase): Promise<void> {
  await readAtOnce(owner);
  const events = await owner`select id from event where handled_at is null order by id`;
  for (const { id } of events) await react(db, { storage: folderStorage('/nowhere') }, Number(id));
}

/** Mails to this address since the beginning: kind, language, subject and text. */
export async function mailsTo({ owner }: TestDatabase, email: string) {
  const rows =
    await owner`select kind, locale, subject, body_text from mail where to_address = ${email} order by id`;
  return rows.map(({ kind, locale, subject, body_text }) => ({
    kind: String(kind),
    locale: String(locale),
    subject: String(subject),
    text: String(body_text),
  }));
}

/** Moves the clock of this database to that instant. */
export async function clockAt({ owner }: TestDatabase, instant: string): Promise<void> {
  await owner`update ledger.setting set clock_offset = ${instant}::timestamptz - clock_timestamp()`;
}
