import { sql } from 'drizzle-orm';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import { maskLinks } from '#app/platform/mail/mask.ts';
import { markRefused } from '#app/platform/mail/refused.server.ts';
import { AddressRefused, type MailTransport } from '#app/platform/mail/transport.server.ts';
import type { Database } from '#db/client.ts';

interface MailRow extends Record<string, unknown> {
  id: number;
  locale: Locale;
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo: string | null;
  hasToken: boolean;
  kind: string;
  unsubscribeUrl: string | null;
}

/**
 * Sends one waiting mail, or keeps it when there is no server. At least once: a crash between the server's yes and our
 * note of it sends the mail again, with the same Message-ID. An address refused for good is marked and not tried again; throws when
 * the server says no to anything else, so that the job tries again.
 */
export async function deliver(
  world: { db: Database; transport: MailTransport | null; from: string; replyTo?: string | undefined },
  id: number,
  lastAttempt: boolean,
): Promise<'sent' | 'kept' | 'refused' | 'nothing'> {
  const { db, transport, from, replyTo } = world;
  const [mail] = await db.execute<MailRow>(sql`
    update mail set attempts = attempts + 1 where id = ${id} and status in ('waiting', 'failed')
    returning id, locale, to_address as "to", subject, body_text as text, body_html as html,
              message_id as "messageId", in_reply_to as "inReplyTo", has_token as "hasToken", kind,
              unsubscribe_url as "unsubscribeUrl"`);
  if (!mail) return 'nothing';
  if (!transport) {
    await db.execute(sql`update mail set status = 'kept' where id = ${id}`);
    return 'kept';
  }
  const { to, subject, text, html, messageId, inReplyTo, unsubscribeUrl } = mail;
  try {
    await transport.send({ from, replyTo, to, subject, text, html, messageId, inReplyTo, unsubscribeUrl });
  } catch (error) {
    if (error instanceof AddressRefused) {
      await markRefused(db, id, reason(error));
      return 'refused';
    }
    const status = lastAttempt ? 'failed' : 'waiting';
    await db.execute(sql`update mail set status = ${status}, last_error = ${reason(error)} where id = ${id}`);
    throw error;
  }
  const hide = hiding(mail);
  const body = hide
    ? sql`, body_text = ${hide(text)}, body_html = ${hide(html)}, unsubscribe_url = null`
    : sql``;
  await db.execute(sql`
    update mail set status = 'sent', sent_at = ledger.clock(), last_error = null ${body} where id = ${id}`);
  return 'sent';
}

/** A token or a code is stored as its digest; once its mail has left, the raw one is kept nowhere. */
function hiding({ kind, locale, hasToken }: MailRow): ((body: string) => string) | null {
  if (kind === 'sign-in-code') {
    const instead = translator(locale, 'mails.sign-in-code')('hidden');
    return (body) => body.replace(/(?<=^|>)\d{6}(?=$|<)/gm, instead);
  }
  const instead = translator(locale, 'mails.layout')('hidden');
  return hasToken ? (body) => maskLinks(body, instead) : null;
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 500);
