import { createTransport } from 'nodemailer';

export interface OutgoingMail {
  from: string;
  replyTo?: string | undefined;
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo: string | null;
  /** RFC 8058: asked by POST, one click in the mail program. */
  unsubscribeUrl: string | null;
}

export interface MailTransport {
  /** Rejects when the server did not take it. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
}

/** SMTP as the address says; null without one: mails are then kept. */
export function openTransport(smtpUrl: string | undefined): MailTransport | null {
  if (!smtpUrl) return null;
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ inReplyTo, unsubscribeUrl, replyTo, ...mail }) {
      const thread = inReplyTo ? { inReplyTo, references: [inReplyTo] } : {};
      const headers = { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(unsubscribeUrl) };
      const answers = replyTo ? { replyTo } : {};
      await transport.sendMail({ ...mail, ...answers, ...thread, headers }).catch(sayWho);
    },
    close: () => transport.close(),
  };
}

/** The server refuses this address for good (5xx to RCPT TO): trying again would not help. */
export class AddressRefused extends Error {
  override name = 'AddressRefused';
}

function sayWho(error: Error & { responseCode?: number; command?: string }): never {
  if (error.command === 'RCPT TO' && (error.responseCode ?? 0) >= 500)
    throw new AddressRefused(error.message);
  throw error;
}

function unsubscribeHeaders(url: string | null): Record<string, string> {
  if (!url) return {};
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
