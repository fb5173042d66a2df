import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { paths } from '#app/http/paths.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import { env } from '#app/platform/env.server.ts';
import { layOut } from '#app/platform/mail/layout.ts';
import { type LetterKind, type Letters, writeLetter } from '#app/platform/mail/letters/letters.ts';
import { signId } from '#app/platform/signed-id.server.ts';
import type { Database } from '#db/client.ts';

export interface QueuedMail<Kind extends LetterKind> {
  kind: Kind;
  to: string;
  locale: Locale;
  /** Says what this mail is about, once: a second mail with the same key is not written. */
  dedupKey: string;
  params: Letters[Kind];
  /** The reader, when known as a person. */
  personId?: number;
  /** Mails with the same thread are shown together by mail programs. */
  thread?: string | undefined;
  /** The reader's public id: the letter says how to receive fewer of these, or none, in one click. */
  stops?: string;
}

/**
 * Writes a mail and asks for it to be sent, in the transaction of `ctx.db`: if that rolls back, no mail leaves.
 * Returns false when the same `dedupKey` was already written.
 */
export async function queueMail<Kind extends LetterKind>(
  ctx: { db: Database },
  mail: QueuedMail<Kind>,
): Promise<boolean> {
  const { kind, to, locale, dedupKey, params, personId, thread, stops } = mail;
  const letter = writeLetter(kind, locale, params, env.ORIGIN);
  const repliesRead = env.MAIL_REPLY_TO !== undefined;
  const rendered = layOut(locale, stops ? { ...letter, unsubscribe: wayOut(locale, stops) } : letter, {
    repliesRead,
  });
  const root = thread ? messageId(thread) : null;
  const [row] = await ctx.db.execute<{ id: number }>(sql`
    insert into mail (dedup_key, kind, locale, to_address, to_person_id, subject, body_text, body_html,
                      message_id, in_reply_to, has_token, unsubscribe_url)
    values (${dedupKey}, ${kind}, ${locale}, ${to}, ${personId ?? null},
            coalesce((select m.subject from mail m where m.in_reply_to = ${root} and m.to_address = ${to} and ${isOfOneReservation(thread)}
                       order by m.id limit 1), ${rendered.subject}),
            ${rendered.text}, ${rendered.html}, ${messageId(dedupKey)}, ${root}, ${'token' in params || Boolean(stops)},
            ${rendered.unsubscribeUrl})
    on conflict (dedup_key) do nothing returning id`);
  if (!row) return false;
  await ctx.db.execute(sql`
    select graphile_worker.add_job('send-mail', json_build_object('mail', ${row.id}::bigint),
      job_key => 'mail:' || ${row.id}::bigint, max_attempts => 12)`);
  return true;
}

/** One subject a reservation, that of its first letter, though its quantity changes: mail programs keep it together by that too. */
const isOfOneReservation = (thread: string | undefined) => thread?.startsWith('reservation:') ?? false;

/** To change how often one is written to, or stop it: signed, good for that alone. */
const wayOut = (locale: Locale, personPublicId: string) => ({
  label: translator(locale, 'mails.layout')('rhythm'),
  url: new URL(paths.mailRhythm(signId('mail-rhythm', personPublicId)), env.ORIGIN).href,
});

/**
 * The same key always has the same Message-ID: a mail sent twice after a crash is recognised as one. Nobody can make one of ours,
 * so that a report of a failure that names it comes from where it went.
 */
function messageId(key: string): string {
  const digest = createHmac('sha256', env.SECRET_KEY).update(`message-id:${key}`).digest('hex').slice(0, 40);
  return `<${digest}@${new URL(env.ORIGIN).hostname}>`;
}
