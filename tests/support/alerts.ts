import { randomUUID } from 'node:crypto';
import { saveAlert } from '#app/domain/alerts/commands/save-alert.server.ts';
import { alertInput } from '#app/domain/alerts/schema.ts';
import type { Ctx } from '#app/domain/context.ts';
import { createLot } from '#app/domain/lots/commands/create-lot.server.ts';
import { publishLots } from '#app/domain/lots/commands/publish-lots.server.ts';
import { lotInput } from '#app/domain/lots/schema.ts';
import { createSite } from '#app/domain/sites/commands/create-site.server.ts';
import { siteInput } from '#app/domain/sites/schema.ts';
import { sendAlerts } from '#app/jobs/alerts/send.server.ts';
import { anyType } from '#tests/ledger/world.ts';
import { jobsRun } from '#tests/scenarios/trade.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import type { TestDatabase } from '#tests/support/database.ts';

/** Somebody who offers: a site, and drafts whose title holds a word nobody else uses. */
export interface Offering extends Acting {
  site: string;
  drafts: string[];
}

export async function offering(
  world: TestDatabase,
  word: string,
  {
    count = 1,
    communeCode = '35238',
    ...more
  }: { count?: number; communeCode?: string } & Record<string, unknown> = {},
): Promise<Offering> {
  const holder = await acting(world, { role: 'site_manager' });
  const input = siteInput.parse({ kind: 'works', name: 'Résidence des Tilleuls', communeCode });
  const { publicId: site } = await createSite(holder.ctx, { key: randomUUID(), input, secret: 'secret' });
  return { ...holder, site, drafts: await draftsOf(world, holder.ctx, site, word, { count, ...more }) };
}

export async function draftsOf(
  world: TestDatabase,
  ctx: Ctx,
  site: string,
  word: string,
  { count = 1, ...more }: { count?: number } & Record<string, unknown> = {},
): Promise<string[]> {
  const { code } = await anyType(world.owner);
  const drafts: string[] = [];
  for (let n = 0; n < count; n++) {
    const typed = {
      typeCode: code,
      title: `${word} ${n + 1}`,
      unit: 'u',
      quantity: '10',
      massBasis: 'declared',
      unitMassKg: '20',
    };
    const lot = lotInput.parse({ ...typed, pricing: 'priced', price: '10', ...more });
    drafts.push((await createLot(ctx, site, { key: randomUUID(), input: lot })).publicId);
  }
  return drafts;
}

/** What was published longer ago than second thoughts last, on this database's own clock. */
export async function settle({ owner }: TestDatabase): Promise<void> {
  await owner`update ledger.setting set clock_offset = clock_offset + interval '11 minutes'`;
}

export const publishAll = async ({ ctx, drafts }: Offering) =>
  (await publishLots(ctx, { key: randomUUID(), lots: drafts })).batch ?? '';

export const keepAlert = async (ctx: Ctx, criteria: string, more: Record<string, unknown> = {}) =>
  (
    await saveAlert(ctx, {
      key: randomUUID(),
      input: alertInput.parse({ name: 'Des portes', criteria, rhythm: 'at_once', ...more }),
    })
  ).publicId;

/** What jobs do: react to each fact, then send what is due. */
export async function alertsRun(world: TestDatabase): Promise<void> {
  await jobsRun(world);
  await sendAlerts(world.db);
}

/** The mails of alerts written to somebody, oldest first. */
export async function alertMails({ owner }: TestDatabase, { email }: { email: string }) {
  const rows =
    await owner`select subject, body_text as text, body_html as html, unsubscribe_url as url from mail
    where to_address = ${email} and kind = 'alerts.found' order by id`;
  return rows.map(({ subject, text, html, url }) => ({
    subject: String(subject),
    text: String(text),
    html: String(html),
    url: String(url),
  }));
}
