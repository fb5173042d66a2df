import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTasks } from '#app/jobs/tasks.server.ts';
import { openEncoder } from '#app/platform/images/encoder.server.ts';
import { takeBounce } from '#app/platform/mail/bounce-report.server.ts';
import { deliver } from '#app/platform/mail/deliver.server.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';
import { openTransport } from '#app/platform/mail/transport.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { accepted, call, lot, type Party, party, weighed } from '#tests/ledger/world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';

const TOKEN = 'q7Zr-KfXc2mN8vTyB4wLpA1sDgHjE6uR9oI0xQeWzVn';
let world: TestDatabase;
let inbox: Email[];
let server: SMTPServer;
let smtpUrl: string;
/** What the fake server answers to each message: null takes it. */
let refusing: string | null = null;
/** Addresses it refuses for good. */
const unknown = new Set<string>();

beforeAll(async () => {
  world = await testDatabase();
  inbox = [];
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      done(unknown.has(address) ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null);
    },
    async onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      if (refusing) return done(Object.assign(new Error(refusing), { responseCode: 451 }));
      inbox.push(await PostalMime.parse(Buffer.concat(chunks)));
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

const from = 'Gisement <no-reply@example.org>';
const storage = folderStorage('/nowhere');
const rowOf = async (key: string) => (await world.sql`select * from mail where dedup_key = ${key}`)[0];

async function queueVerification(locale: 'fr' | 'en' = 'fr') {
  const dedupKey = randomUUID();
  const to = `${dedupKey.slice(0, 8)}@example.org`;
  await queueMail(
    { db: world.db },
    { kind: 'verify-email', to, locale, dedupKey, params: { name: 'Zoé', token: TOKEN } },
  );
  const row = await rowOf(dedupKey);
  return { dedupKey, to, id: Number(row?.id), row };
}

describe('a mail that waits', () => {
  it('really arrives, in the reader’s language, recognisable; its link is then kept nowhere', async () => {
    const transport = openTransport(smtpUrl);
    const { dedupKey, to, id, row } = await queueVerification('fr');
    expect(row).toMatchObject({
      status: 'waiting',
      has_token: true,
      subject: 'Confirmez votre adresse e-mail',
    });
    expect(await deliver({ db: world.db, transport, from }, id, false)).toBe('sent');
    const mail = inbox.find(({ to: readers }) => readers?.[0]?.address === to);
    expect(mail?.subject).toBe('Confirmez votre adresse e-mail');
    expect(mail?.messageId).toBe(row?.message_id);
    expect(mail?.text).toContain('Bonjour Zoé,');
    expect(mail?.text).toContain(`/verify-email?token=${TOKEN}`);
    expect(mail?.html).toContain(`token=${TOKEN}"`);
    expect(mail?.html).toContain('lang="fr"');
    const after = await rowOf(dedupKey);
    expect(after).toMatchObject({ status: 'sent', attempts: 1, last_error: null });
    expect(`${after?.body_text}${after?.body_html}`).not.toContain(TOKEN);
    transport?.close();
  });

  it('leaves once, whatever the number of runs; the same fact is written once', async () => {
    const transport = openTransport(smtpUrl);
    const { dedupKey, to, id } = await queueVerification('en');
    expect(await deliver({ db: world.db, transport, from }, id, false)).toBe('sent');
    expect(await deliver({ db: world.db, transport, from }, id, false)).toBe('nothing');
    const again = {
      kind: 'verify-email',
      to,
      locale: 'en',
      dedupKey,
      params: { name: 'Zoé', token: 'another' },
    } as const;
    expect(await queueMail({ db: world.db }, again)).toBe(false);
    expect(inbox.filter(({ to: readers }) => readers?.[0]?.address === to).length).toBe(1);
    transport?.close();
  });

  it('is kept, readable, without a server', async () => {
    const { dedupKey, id } = await queueVerification();
    expect(await deliver({ db: world.db, transport: null, from }, id, false)).toBe('kept');
    const row = await rowOf(dedupKey);
    expect(row).toMatchObject({ status: 'kept' });
    expect(row?.body_text).toContain(TOKEN);
  });

  it('tries again when the server says no, and says why', async () => {
    const transport = openTransport(smtpUrl);
    const { dedupKey, id } = await queueVerification();
    refusing = 'try later';
    await expect(deliver({ db: world.db, transport, from }, id, false)).rejects.toThrow(/try later/);
    expect(await rowOf(dedupKey)).toMatchObject({ status: 'waiting', attempts: 1 });
    await expect(deliver({ db: world.db, transport, from }, id, true)).rejects.toThrow();
    expect(await rowOf(dedupKey)).toMatchObject({ status: 'failed', attempts: 2 });
    refusing = null;
    expect(await deliver({ db: world.db, transport, from }, id, false)).toBe('sent');
    transport?.close();
  });

  it('an address refused for good is not tried again: its reader is known to receive nothing, until they correct it', async () => {
    const transport = openTransport(smtpUrl);
    const { to, id, dedupKey } = await queueVerification();
    const [person] = await world.owner`insert into person (email, name) values (${to}, 'Zoé') returning id`;
    unknown.add(to);
    expect(await deliver({ db: world.db, transport, from }, id, false)).toBe('refused');
    expect(await deliver({ db: world.db, transport, from }, id, false)).toBe('nothing');
    expect(await rowOf(dedupKey)).toMatchObject({ status: 'refused', attempts: 1 });
    const failed = async () =>
      (
        await world.owner`select email_failed_at is not null as failed, email_failure from person where id = ${person?.id}`
      )[0];
    expect(await failed()).toMatchObject({
      failed: true,
      email_failure: expect.stringContaining('no such user'),
    });
    await world.owner`update person set email = ${`new-${to}`} where id = ${person?.id}`;
    expect(await failed()).toEqual({ failed: false, email_failure: null });
    transport?.close();
  });

  it('says where answers go: to somebody, by a header, else that nobody reads them', async () => {
    const transport = openTransport(smtpUrl);
    const { to, id, row } = await queueVerification();
    expect(row?.body_text).toContain('n’est lu par personne');
    await deliver({ db: world.db, transport, from, replyTo: 'aide@example.org' }, id, false);
    const mail = inbox.find(({ to: readers }) => readers?.[0]?.address === to);
    expect(mail?.replyTo?.[0]?.address).toBe('aide@example.org');
    transport?.close();
  });

  it('is not written, nor asked for, when its transaction rolls back', async () => {
    const dedupKey = randomUUID();
    const rolledBack = world.db.transaction(async (tx) => {
      const params = { name: 'Zoé', token: TOKEN };
      await queueMail(
        { db: tx },
        { kind: 'verify-email', to: 'a@example.org', locale: 'fr', dedupKey, params },
      );
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    expect(await rowOf(dedupKey)).toBeUndefined();
  });

  it('carries no header and no tag that a name would smuggle in', async () => {
    const transport = openTransport(smtpUrl);
    const dedupKey = randomUUID();
    const params = {
      organisation: 'Évil\r\nBcc: all@example.org <b>x</b>',
      invitedBy: '<img src=x>',
      role: 'analyst',
      token: TOKEN,
    };
    await queueMail(
      { db: world.db },
      { kind: 'invitation', to: `${dedupKey}@example.org`, locale: 'en', dedupKey, params },
    );
    await deliver({ db: world.db, transport, from }, Number((await rowOf(dedupKey))?.id), false);
    const mail = inbox.at(-1);
    expect(mail?.bcc ?? []).toEqual([]);
    expect(mail?.html).not.toContain('<img');
    expect(mail?.html).not.toContain('<b>');
    transport?.close();
  });
});

describe('what people are told of a reservation', () => {
  /** Runs the events not yet handled that concern this lot; `twice` runs each a second time. */
  async function settle(lotId: number) {
    await readAtOnce(world.owner);
    const tasks = makeTasks({ db: world.db, storage, photos: openEncoder(), transport: null, from });
    const events =
      await world.sql`select id from event where (payload ->> 'lot')::bigint = ${lotId} order by id`;
    for (const { id } of events) {
      await tasks.react?.({ event: id }, { lastAttempt: false });
      await tasks.react?.({ event: id }, { lastAttempt: false });
    }
    const unhandled =
      await world.sql`select id from event where (payload ->> 'lot')::bigint = ${lotId} and handled_at is null and not_before is null`;
    expect(unhandled.length).toBe(0);
  }

  const mailsTo = async (people: Party) =>
    [...(await world.sql`select * from mail where to_person_id = ${people.person} order by id`)].map(
      (row) => ({
        kind: String(row.kind),
        subject: String(row.subject),
        text: String(row.body_text),
        thread: row.in_reply_to as string,
      }),
    );

  const communeOf = async (departement: string) =>
    String(
      (await world.sql`select code from commune where departement_code = ${departement} limit 1`)[0]?.code,
    );

  async function people() {
    const [holder, taker] = [await party(world.owner), await party(world.owner)];
    await world.owner`insert into membership values (${holder.organisation}, ${holder.person}, 'site_manager'),
      (${taker.organisation}, ${taker.person}, 'administrator')`;
    await world.owner`update person set locale = 'en' where id = ${taker.person}`;
    return { holder, taker };
  }

  it('asked, accepted, confirmed by one, then by both: each reads it once, in one thread, in their language', async () => {
    const { holder, taker } = await people();
    const lotId = await lot(world.owner, holder);
    const reservation = await accepted(world.owner, holder, taker, lotId, 6000);
    await settle(lotId);
    const [asked, ...none] = await mailsTo(holder);
    expect(none).toEqual([]);
    expect(asked?.kind).toBe('reservation.requested');
    expect(asked?.subject).toBe('Réservation\u202f: Doors (6\u00a0unités)');
    expect(asked?.text).toContain('Répondre à la demande');
    // what it is for, where it goes, and whether new would have been bought
    expect(asked?.text.replaceAll(/\s+/g, ' ')).toMatch(
      /Pour quel usage.*Où ira le matériau.*Sans ce lot, achat de neuf.*Oui/,
    );
    expect((await mailsTo(taker)).map(({ kind }) => kind)).toEqual([
      'reservation.requested',
      'reservation.accepted',
    ]);

    await call(world.owner, 'confirm_handover', taker, reservation, 6000, ...weighed(120_000));
    await settle(lotId);
    const waiting = (await mailsTo(holder)).at(-1);
    expect(waiting?.kind).toBe('handover.waiting');
    expect(waiting?.text).toContain('120\u00a0kg, pesés');

    await call(world.owner, 'confirm_handover', holder, reservation, 6000, null, null, null, null);
    await settle(lotId);
    const told = [...(await mailsTo(holder)), ...(await mailsTo(taker))];
    expect(told.filter(({ kind }) => kind === 'handover.confirmed').length).toBe(2);
    const confirmed = (await mailsTo(taker)).at(-1);
    expect(confirmed?.text).toContain('120\u00a0kg, weighed');
    expect(confirmed?.text).toMatch(/\/territories\/epci\/243500139/);
    expect(new Set(told.map(({ thread }) => thread)).size).toBe(1);
    expect(new Set((await mailsTo(taker)).map(({ subject }) => subject)).size).toBe(1);
  });

  it('refused, cancelled, disputed: who must know, knows, with the reason given', async () => {
    const { holder, taker } = await people();
    const lotId = await lot(world.owner, holder);
    const asked = await call(
      world.owner,
      'reserve',
      taker,
      lotId,
      1000,
      'own_works',
      'yes',
      '35278',
      'Pour un portail',
    );
    await call(world.owner, 'refuse', holder, Number(asked.reservation), 'unavailable', 'Elle est fendue');
    const other = await accepted(world.owner, holder, taker, lotId, 2000);
    await call(world.owner, 'cancel', taker, other, 'no_longer_needed', null);
    const third = await accepted(world.owner, holder, taker, lotId, 3000);
    await call(world.owner, 'confirm_handover', taker, third, 3000, ...weighed(60_000));
    await call(world.owner, 'confirm_handover', holder, third, 2000, ...weighed(40_000));
    await settle(lotId);
    const holderMails = await mailsTo(holder);
    expect(holderMails[0]?.text).toContain('«\u202fPour un portail\u202f»');
    expect((await mailsTo(taker)).find(({ kind }) => kind === 'reservation.refused')?.text).toContain(
      'Elle est fendue',
    );
    expect(holderMails.map(({ kind }) => kind)).toContain('reservation.cancelled');
    const disputed = holderMails.find(({ kind }) => kind === 'handover.disputed');
    expect(disputed?.text).toContain('3\u00a0unités');
    expect(disputed?.text).toContain('2\u00a0unités');
  });

  it('a request nobody answered and a hold nobody collected: both sides read it, once, by the clock of the site', async () => {
    const { holder, taker } = await people();
    const lotId = await lot(world.owner, holder, { commune: await communeOf('974') });
    await call(world.owner, 'reserve', taker, lotId, 1000, 'own_works', 'yes', '35278');
    await accepted(world.owner, holder, taker, lotId, 2000);
    await settle(lotId);
    const before = (await mailsTo(taker)).length;
    await world.owner`update ledger.reservation set expires_at = '2026-01-05 12:30+04' where lot_id = ${lotId}`;
    await world.owner`select ledger.expire_due(1000)`;
    await world.owner`select ledger.expire_due(1000)`;
    await settle(lotId);
    const told = (await mailsTo(taker)).slice(before);
    expect(told.map(({ kind }) => kind)).toEqual(['reservation.expired', 'reservation.expired']);
    expect(told[0]?.text.replaceAll(/\s+/g, ' ')).toContain(
      'did not answer by 5 January 2026 at 12:30 (Réunion time)',
    );
    expect(told[1]?.text.replaceAll(/\s+/g, ' ')).toContain(
      'Nothing was confirmed by 5 January 2026 at 12:30 (Réunion time)',
    );
    const holders = (await mailsTo(holder)).filter(({ kind }) => kind === 'reservation.expired');
    expect(holders.map(({ text }) => /12:30\s+\(heure\s+de\s+La\s+Réunion\)/.test(text))).toEqual([
      true,
      true,
    ]);
  });

  it('a lot accepted at once has one message on each side', async () => {
    const { holder, taker } = await people();
    const lotId = await lot(world.owner, holder, { acceptMode: 'at_once' });
    await call(world.owner, 'reserve', taker, lotId, 1000, 'own_works', 'yes', '35278');
    await settle(lotId);
    expect((await mailsTo(holder)).map(({ kind }) => kind)).toEqual(['reservation.accepted']);
    const told = await mailsTo(taker);
    expect(told.map(({ kind }) => kind)).toEqual(['reservation.accepted']);
    expect(told[0]?.text).toContain('not shown yet');
  });
});

describe('a delivery report', () => {
  const report = (messageId: string, { action = 'failed', status = '5.1.1', as = 'message/rfc822' } = {}) =>
    Buffer.from(
      [
        'From: MAILER-DAEMON@mx.example',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        ...['', '--b', 'Content-Type: text/plain', '', `Message-ID: ${messageId}`],
        ...['--b', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; mx.example', ''],
        'Final-Recipient: rfc822; zoe@example.org',
        ...[`Action: ${action}`, `Status: ${status}`, 'Diagnostic-Code: smtp; 550 no such user', ''],
        ...[
          '--b',
          `Content-Type: ${as}`,
          '',
          'Subject: x',
          `Message-ID: ${messageId}`,
          '',
          'body',
          '--b--',
          '',
        ],
      ].join('\r\n'),
    );
  const failed = async (to: string) =>
    (
      await world.owner`select email_failure as why from person where email = ${to} and email_failed_at is not null`
    )[0];

  it('marks the address of the mail that came back, said twice too, whole or by its headers alone', async () => {
    for (const as of ['message/rfc822', 'text/rfc822-headers']) {
      const { to, row } = await queueVerification();
      await world.owner`insert into person (email, name) values (${to}, 'Zoé')`;
      for (const _twice of [1, 2])
        expect(await takeBounce(world.db, report(String(row?.message_id), { as }))).toBe('marked');
      expect(await failed(to)).toEqual({ why: '5.1.1 550 no such user' });
    }
  });

  it('changes nothing when it is none, is only late, or names a mail that was never ours', async () => {
    const { to, row } = await queueVerification();
    await world.owner`insert into person (email, name) values (${to}, 'Zoé')`;
    const ours = String(row?.message_id);
    const others = [
      Buffer.from('Bonjour'),
      Buffer.alloc(3_000_000, 'x'),
      report(ours, { action: 'delayed', status: '4.2.2' }),
      report(ours, { status: '4.2.2' }),
      report(ours, { as: 'text/plain' }),
    ];
    for (const one of others) expect(await takeBounce(world.db, one)).toBe('no report');
    expect(await takeBounce(world.db, report(`<${'a'.repeat(40)}@localhost>`))).toBe('not ours');
    expect(await failed(to)).toBeUndefined();
  });
});
