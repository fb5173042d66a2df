import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface Mailbox {
  url: string;
  /** The newest mail to this address whose subject or text matches; waits for it. */
  waitFor(to: string, matching?: RegExp): Promise<Email & { link: string }>;
  close(): Promise<void>;
}

/** A real SMTP server on this machine that keeps what it receives. */
export async function openMailbox(): Promise<Mailbox> {
  const received: { to: string[]; email: Email }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const email = await PostalMime.parse(Buffer.concat(chunks));
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), email });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    async waitFor(to, matching = /./) {
      for (let waited = 0; waited < 20_000; waited += 100) {
        const found = received.findLast(
          (mail) => mail.to.includes(to) && matching.test(`${mail.email.subject}\n${mail.email.text}`),
        );
        if (found) {
          const link = /https?:\/\/\S+/.exec(found.email.text ?? '')?.[0] ?? '';
          return { ...found.email, link };
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      const seen = received.map((mail) => `${mail.to}: ${mail.email.subject}`).join('\n');
      throw new Error(`No mail to ${to} matching ${matching}. Received:\n${seen}`);
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
