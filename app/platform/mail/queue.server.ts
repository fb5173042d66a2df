import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { Locale } from '#app/i18n/locale.ts';
import { env } from '#app/platform/env.server.ts';
import { layOut } from '#app/platform/mail/layout.ts';
import { type LetterKind, type Letters, writeLetter } from '#app/platform/mail/letters/letters.ts';
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
  thread?: string;
}

/**
 * Writes a mail and asks for it to be sent, in the transaction of `ctx.db`: if that rolls back, no mail leaves.
 * Returns false when the same `dedupKey` was already written.
 */
export async function queueMail<Kind extends LetterKind>(
  ctx: { db: Database },
  mail: QueuedMail<Kind>,
): Promise<boolean> {
  const { kind, to, locale, dedupKey, params, personId, thread } = mail;
  const rendered = layOut(locale, writeLetter(kind, locale, params, env.ORIGIN));
  const [row] = await ctx.db.execute<{ id: number }>(sql`
    insert into mail (dedup_key, kind, locale, to_address, to_person_id, subject, body_text, body_html,
                      message_id, in_reply_to, has_token, unsubscribe_url)
    values (${dedupKey}, ${kind}, ${locale}, ${to}, ${personId ?? null}, ${rendered.subject}, ${rendered.text},
            ${rendered.html}, ${messageId(dedupKey)}, ${thread ? messageId(thread) : null}, ${'token' in params},
            ${rendered.unsubscribeUrl})
    on conflict (dedup_key) do nothing returning id`);
  if (!row) return false;
  await ctx.db.execute(sql`
    select graphile_worker.add_job('send-mail', json_build_object('mail', ${row.id}::bigint),
      job_key => 'mail:' || ${row.id}::bigint, max_attempts => 12)`);
  return true;
}

/** The same key always has the same Message-ID: a mail sent twice after a crash is recognised as one. */
function messageId(key: string): string {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 40);
  return `<${digest}@${new URL(env.ORIGIN).hostname}>`;
}
