import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postMessage } from '#app/domain/messages/commands/post-message.server.ts';
import { readThread } from '#app/domain/messages/commands/read-thread.server.ts';
import { threadPage } from '#app/domain/messages/queries.server.ts';
import { chooseRhythm } from '#app/domain/notifications/commands/choose-rhythm.server.ts';
import { openNotification, readAll } from '#app/domain/notifications/commands/mark-read.server.ts';
import { myNotifications, standingOf } from '#app/domain/notifications/queries.server.ts';
import { react } from '#app/jobs/react.server.ts';
import { sendDigests } from '#app/jobs/send-digests.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { call, expectOk } from '#tests/ledger/world.ts';
import { type Acting, acting, refusalOf } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});
/** Monday, ten in the morning in Rennes. */
beforeEach(() => at('2027-03-01 10:00+01'));

const at = (instant: string) =>
  world.owner`update ledger.setting set clock_offset = ${instant}::timestamptz - clock_timestamp()`;

/** Every event whose time has come, each twice. */
async function settle() {
  const events = await world.owner`
    select id from event where handled_at is null and (not_before is null or not_before <= ledger.clock()) order by id`;
  for (const { id } of events)
    for (const _twice of [1, 2]) await react(world.db, { storage: folderStorage('/nowhere') }, Number(id));
}

const mailsTo = async ({ party }: Acting) =>
  [...(await world.owner`select * from mail where to_person_id = ${party.person} order by id`)].map(
    (row) => ({
      kind: String(row.kind),
      subject: String(row.subject),
      text: String(row.body_text),
      html: String(row.body_html),
      thread: row.in_reply_to as string | null,
      stop: row.unsubscribe_url as string | null,
    }),
  );
const kindsTo = async (who: Acting) => (await mailsTo(who)).map(({ kind }) => kind);

async function scene() {
  const [holder, taker] = [await acting(world), await acting(world)];
  const lot = await makeLot(world.owner, holder.party, { site: await makeSite(world.owner, holder.party) });
  const ask = () => makeReservation(world.owner, lot, taker.party);
  return { holder, taker, ask };
}
const say = ({ ctx }: Acting, reservation: string, body: string) =>
  postMessage(ctx, { key: randomUUID(), reservation, body, photos: [] });

describe('at each one’s rhythm', () => {
  it('a holder who chose nothing has one summary in the morning, a taker reads at once; both see it in the app at once', async () => {
    const { holder, taker, ask } = await scene();
    await ask();
    await ask();
    await settle();
    expect(await kindsTo(holder)).toEqual([]);
    expect(await kindsTo(taker)).toEqual(['reservation.requested', 'reservation.requested']);
    expect((await standingOf(holder.ctx)).unread).toBe(2);
    expect(await sendDigests(world.db)).toBe(0);
    await at('2027-03-02 07:01+01');
    expect(await Promise.all([sendDigests(world.db), sendDigests(world.db)])).toContain(1);
    expect(await sendDigests(world.db)).toBe(0);
    const [digest, ...none] = await mailsTo(holder);
    expect(none).toEqual([]);
    expect(digest).toMatchObject({
      kind: 'notifications.digest',
      subject: '2 nouvelles de vos lots et réservations',
    });
    expect(digest?.text.match(/\/reservations\/[0-9a-f-]{36}/g)).toHaveLength(2);
    expect(digest?.stop).toMatch(/\/notifications\/unsubscribe\/[\w-]{43}$/);
    expect(digest?.text).toContain('n’est lu par personne');
  });

  it('what is due within 24 hours leaves at once, also for who has a summary; a week does not pass over what is due', async () => {
    const { holder, taker, ask } = await scene();
    await world.owner`update ledger.delay set request = '20 hours'`;
    await ask();
    await settle();
    expect(await kindsTo(holder)).toEqual(['reservation.requested']);
    await world.owner`update ledger.delay set request = '72 hours'`;
    await chooseRhythm(taker.ctx, taker.ctx.actor.person?.publicId ?? '', 'weekly');
    await ask();
    await settle();
    const [row] = await world.owner`
      select mail_due_at = needed_by - interval '24 hours' as before, needed_by < '2027-03-08 07:00+01' as soon
        from notification where person_id = ${taker.party.person} and mail_due_at is not null`;
    expect(row).toEqual({ before: true, soon: true });
  });

  it('never is never; what was read in the app is in no summary; a new rhythm moves what waits', async () => {
    const { holder, taker, ask } = await scene();
    await chooseRhythm(taker.ctx, taker.ctx.actor.person?.publicId ?? '', 'off');
    await ask();
    await settle();
    expect(await kindsTo(taker)).toEqual([]);
    expect((await standingOf(taker.ctx)).unread).toBe(1);
    await readAll(holder.ctx);
    await chooseRhythm(holder.ctx, holder.ctx.actor.person?.publicId ?? '', 'at_once');
    await sendDigests(world.db);
    expect(await kindsTo(holder)).toEqual([]);
    await ask();
    await settle();
    expect(await kindsTo(holder)).toEqual(['reservation.requested']);
  });

  it('leads to its subject and is read from then on; that of somebody else is nothing', async () => {
    const { holder, taker, ask } = await scene();
    const { publicId } = await ask();
    await settle();
    const [mine] = (await myNotifications(taker.ctx, null)).items;
    expect((await refusalOf(openNotification(holder.ctx, mine?.publicId ?? ''))).code).toBe('not-found');
    expect(await openNotification(taker.ctx, mine?.publicId ?? '')).toBe(`/reservations/${publicId}`);
    expect((await standingOf(taker.ctx)).unread).toBe(0);
  });

  it('an address that fails gets no letter, only the list; one subject for a reservation whatever becomes of its quantity', async () => {
    const { holder, taker, ask } = await scene();
    const { id } = await ask();
    await settle();
    await world.owner`update person set email_failed_at = ledger.clock() where id = ${holder.party.person}`;
    await ask();
    await settle();
    await at('2027-03-02 07:01+01');
    await sendDigests(world.db);
    expect(await kindsTo(holder)).toEqual([]);
    expectOk(await call(world.owner, 'accept', holder.party, id));
    await world.owner`update lot set title = 'Renamed' where id = (select lot_id from ledger.reservation where id = ${id})`;
    expectOk(await call(world.owner, 'cancel', holder.party, id, 'unavailable', null));
    await settle();
    const [mine] = await world.owner`select public_id from ledger.reservation where id = ${id}`;
    const told = (await mailsTo(taker)).filter(({ text }) => text.includes(String(mine?.public_id)));
    expect(told.map(({ kind }) => kind)).toEqual([
      'reservation.requested',
      'reservation.accepted',
      'reservation.cancelled',
    ]);
    expect(new Set(told.map(({ subject }) => subject)).size).toBe(1);
    expect(new Set(told.map(({ thread }) => thread)).size).toBe(1);
  });
});

describe('messages', () => {
  it('one letter a burst; told again an hour later at most while unread, and at once when read meanwhile', async () => {
    const { holder, taker, ask } = await scene();
    const { publicId } = await ask();
    await settle();
    const before = (await mailsTo(taker)).length;
    await say(holder, publicId, 'Elles sont démontées.');
    await say(holder, publicId, 'Je joins la liste.');
    await settle();
    expect((await mailsTo(taker)).length).toBe(before);
    await at('2027-03-01 10:03+01');
    await settle();
    const [letter, ...none] = (await mailsTo(taker)).slice(before);
    expect(none).toEqual([]);
    expect(letter).toMatchObject({ kind: 'message.received' });
    expect(letter?.text).toContain('Elles sont démontées.');
    expect(letter?.text).toContain('Je joins la liste.');
    expect(letter?.text).toContain(`/reservations/${publicId}/messages`);

    await say(holder, publicId, 'Autre chose');
    await at('2027-03-01 10:10+01');
    await settle();
    expect((await mailsTo(taker)).length).toBe(before + 1);
    await at('2027-03-01 11:10+01');
    await settle();
    expect((await mailsTo(taker)).at(-1)?.text).toContain('Autre chose');
    const { id, last } = await threadPage(taker.ctx, publicId);
    await readThread(taker.ctx, id, last);
    await say(holder, publicId, 'Encore');
    await at('2027-03-01 11:13+01');
    await settle();
    expect((await mailsTo(taker)).length).toBe(before + 3);
  });

  it('says nothing of what was read before it left', async () => {
    const { holder, taker, ask } = await scene();
    const { publicId } = await ask();
    await settle();
    await say(holder, publicId, 'Bonjour');
    const { id, last } = await threadPage(taker.ctx, publicId);
    await readThread(taker.ctx, id, last);
    await at('2027-03-01 10:03+01');
    await settle();
    expect(await kindsTo(taker)).toEqual(['reservation.requested']);
  });

  it('carries no header and no tag out of a message', async () => {
    const { holder, taker, ask } = await scene();
    const { publicId } = await ask();
    await say(
      holder,
      publicId,
      'x\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script><img src=x onerror=y>',
    );
    await at('2027-03-01 10:03+01');
    await settle();
    const letter = (await mailsTo(taker)).find(({ kind }) => kind === 'message.received');
    expect(letter?.subject).not.toMatch(/Bcc|[\r\n]/);
    expect(letter?.html).not.toMatch(/<script|<img/);
    const [told] =
      await world.owner`select title, path from notification where person_id = ${taker.party.person} and kind = 'message.received'`;
    expect(`${told?.title}${told?.path}`).not.toMatch(/Bcc|[\r\n]/);
  });
});
