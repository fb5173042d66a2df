import { desc, eq, lt, sql } from 'drizzle-orm';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import { maskLinks } from '#app/platform/mail/mask.ts';
import type { Database } from '#db/client.ts';
import { mail } from '#db/tables/mail.ts';

const PAGE = 50;
const HEAD = {
  publicId: mail.publicId,
  to: mail.toAddress,
  subject: mail.subject,
  locale: mail.locale,
  status: mail.status,
  createdAt: mail.createdAt,
};

/** The latest mails, newest first; `after` is the public id of the last one already seen. */
export async function listMails(db: Database, after: string | null) {
  const from = after
    ? lt(mail.id, sql`(select m.id from mail m where m.public_id = ${after}::uuid)`)
    : undefined;
  const rows = await db
    .select(HEAD)
    .from(mail)
    .where(from)
    .orderBy(desc(mail.id))
    .limit(PAGE + 1);
  const mails = rows.slice(0, PAGE);
  return { mails, next: rows.length > PAGE ? (mails.at(-1)?.publicId ?? null) : null };
}

/** One mail as its reader receives it; personal links only when `links` says so. null when there is none. */
export async function readMail(db: Database, publicId: string, { links }: { links: boolean }) {
  const [found] = await db
    .select({ ...HEAD, text: mail.bodyText, hasToken: mail.hasToken })
    .from(mail)
    .where(eq(mail.publicId, publicId));
  if (!found) return null;
  const { hasToken, text, ...rest } = found;
  const shown = hasToken && !links ? maskLinks(text, hiddenIn(found.locale)) : text;
  return { ...rest, text: shown };
}

const hiddenIn = (locale: Locale) => translator(locale, 'mails.layout')('hidden');
