import { createTransport } from 'nodemailer';

export interface OutgoingMail {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  inReplyTo: string | null;
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
    async send({ inReplyTo, ...mail }) {
      const thread = inReplyTo ? { inReplyTo, references: [inReplyTo] } : {};
      await transport.sendMail({ ...mail, ...thread, headers: { 'Auto-Submitted': 'auto-generated' } });
    },
    close: () => transport.close(),
  };
}
