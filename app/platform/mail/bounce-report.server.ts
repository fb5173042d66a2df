import { sql } from 'drizzle-orm';
import PostalMime from 'postal-mime';
import { markRefused } from '#app/platform/mail/refused.server.ts';
import type { Database } from '#db/client.ts';

/** A report is short: the part that says why, and the head of what came back. */
const MOST_BYTES = 2_000_000;

interface Bounce {
  /** Message-ID of what came back */
  messageId: string;
  /** "5.1.1 550 no such user" */
  why: string;
}

/** What a delivery report (RFC 3464) says failed for good; null when it is none, or only says that it is late. */
export async function readBounce(raw: Buffer): Promise<Bounce | null> {
  if (raw.length > MOST_BYTES) return null;
  const mail = await PostalMime.parse(raw, { forceRfc822Attachments: true }).catch(() => null);
  const part = (types: readonly string[]) => {
    const found = mail?.attachments.find(({ mimeType }) => types.includes(mimeType))?.content;
    return typeof found === 'string' || !found ? (found ?? '') : Buffer.from(found as ArrayBuffer).toString();
  };
  const status = part(['message/delivery-status']).replaceAll('\r\n', '\n');
  const field = (text: string, name: string) =>
    new RegExp(`^${name}:[ \\t]*(.{1,400})$`, 'im').exec(text)?.[1]?.trim() ?? '';
  const code = field(status, 'Status');
  if (field(status, 'Action').toLowerCase() !== 'failed' || !/^5\.\d{1,3}\.\d{1,3}$/.test(code)) return null;
  const [head = ''] = part(['message/rfc822', 'text/rfc822-headers']).replaceAll('\r\n', '\n').split('\n\n');
  const messageId = field(head, 'Message-ID');
  const said = field(status, 'Diagnostic-Code').replace(/^smtp;\s*/i, '');
  return messageId ? { messageId, why: `${code} ${said}`.trim().slice(0, 500) } : null;
}

/**
 * Marks the address a report is about. Its Message-ID is the proof: nobody but where the mail went can name one of ours. Said twice
 * it does no more.
 */
export async function takeBounce(db: Database, raw: Buffer): Promise<'marked' | 'no report' | 'not ours'> {
  const bounce = await readBounce(raw);
  if (!bounce) return 'no report';
  const [mail] = await db.execute<{ id: number }>(
    sql`select id from mail where message_id = ${bounce.messageId}`,
  );
  if (!mail) return 'not ours';
  await markRefused(db, mail.id, bounce.why);
  return 'marked';
}
