import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readSession } from '#app/platform/session/session.server.ts';
import type { Database } from '#db/client.ts';
import { anyEmail, ctxOf, device, goodPassword, secretIn, watchedOutside } from '#tests/support/accounts.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { changePassword } from './commands/change-password.server.ts';
import { requestPasswordReset } from './commands/request-password-reset.server.ts';
import { resetPassword } from './commands/reset-password.server.ts';
import { signIn } from './commands/sign-in.server.ts';
import { signUp } from './commands/sign-up.server.ts';
import { verifyEmail } from './commands/verify-email.server.ts';
import type { Profile } from './vocabulary.ts';

let world: TestDatabase;
let db: Database;
beforeAll(async () => {
  world = await testDatabase();
  db = world.db;
});

const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code });

async function confirmed(profile: Profile = 'professional', email = anyEmail(), password = goodPassword) {
  const outside = watchedOutside();
  const ctx = ctxOf(db);
  await signUp(ctx, outside, {
    key: randomUUID(),
    input: { name: 'Jeanne Le Goff', email, password, profile },
  });
  const opened = await verifyEmail(ctx, outside, outside.tokenTo(email), device);
  const read = await readSession(db, secretIn(opened.cookie));
  if (!read) throw new Error('no session');
  return {
    email,
    outside,
    opened,
    person: read.person,
    organisation: read.organisation,
    ctx: ctxOf(db, { person: read.person }),
  };
}

describe('signing up', () => {
  it('opens nothing before the mailbox agrees, then a session for the confirmed person', async () => {
    const email = anyEmail();
    const outside = watchedOutside();
    const ctx = ctxOf(db);
    await signUp(ctx, outside, {
      key: randomUUID(),
      input: { name: 'Jeanne', email, password: goodPassword, profile: 'professional' },
    });
    expect(
      await world.owner`select password_hash, email_verified_at from person where email = ${email}`,
    ).toEqual([{ password_hash: null, email_verified_at: null }]);
    const opened = await verifyEmail(ctx, outside, outside.tokenTo(email), device);
    expect(opened).toMatchObject({ profile: 'professional', next: null });
    const read = await readSession(db, secretIn(opened.cookie));
    expect(read?.person).toMatchObject({ email, name: 'Jeanne', platformAdmin: false });
    expect(read?.organisation).toBeNull();
  });

  it('gives a private person an organisation of their own without asking', async () => {
    const { organisation, email } = await confirmed('private');
    expect(organisation).toMatchObject({ kind: 'private_person', name: 'Jeanne Le Goff' });
    expect(organisation?.slug).not.toContain('jeanne');
    const opened = await signIn(ctxOf(db), watchedOutside(), { email, password: goodPassword, device });
    expect((await readSession(db, secretIn(opened.cookie)))?.organisation?.id).toBe(organisation?.id);
  });

  it('keeps no raw link and no raw session anywhere but in the mail and the cookie', async () => {
    const { email, outside, opened } = await confirmed();
    const raw = outside.tokenTo(email);
    const [tokens] =
      await world.owner`select count(*) as n from token where encode(hash, 'escape') = ${raw} or payload::text like ${`%${raw}%`}`;
    const [sessions] =
      await world.owner`select count(*) as n from session where id = ${secretIn(opened.cookie)}`;
    expect([tokens?.n, sessions?.n]).toEqual([0, 0]);
    const [command] =
      await world.owner`select answer::text as answer from command where name = 'sign-up' order by at desc limit 1`;
    expect(command?.answer).toBe('{"sent": true}');
  });

  it('with a known address writes only to its mailbox, answers the same and does the same work', async () => {
    const { email } = await confirmed();
    const input = {
      name: 'Somebody else',
      password: 'un autre mot de passe long',
      profile: 'private' as const,
    };
    const known = watchedOutside();
    const unknown = watchedOutside();
    const forKnown = await signUp(ctxOf(db), known, { key: randomUUID(), input: { ...input, email } });
    const forUnknown = await signUp(ctxOf(db), unknown, {
      key: randomUUID(),
      input: { ...input, email: anyEmail() },
    });
    expect(forKnown).toEqual(forUnknown);
    expect(known.argon).toEqual(unknown.argon);
    expect(known.argon.hashed).toBe(1);
    expect(known.letters.map((letter) => letter.kind)).toEqual(['already-registered']);
    expect(unknown.letters.map((letter) => letter.kind)).toEqual(['verify-email']);
    // nothing of the account moved
    await expect(
      signIn(ctxOf(db), watchedOutside(), { email, password: input.password, device }),
    ).rejects.toEqual(refusal('wrong-credentials'));
    await signIn(ctxOf(db), watchedOutside(), { email, password: goodPassword, device });
  });

  it('a later sign-up for an unconfirmed address kills the earlier link: nobody pre-sets a password for another', async () => {
    const email = anyEmail('victim');
    const attacker = watchedOutside();
    const victim = watchedOutside();
    await signUp(ctxOf(db), attacker, {
      key: randomUUID(),
      input: { name: 'Mallory', email, password: 'mallory knows this one', profile: 'private' },
    });
    await signUp(ctxOf(db), victim, {
      key: randomUUID(),
      input: { name: 'Jeanne', email, password: goodPassword, profile: 'private' },
    });
    await expect(verifyEmail(ctxOf(db), attacker, attacker.tokenTo(email), device)).rejects.toEqual(
      refusal('link-expired'),
    );
    await verifyEmail(ctxOf(db), victim, victim.tokenTo(email), device);
    await expect(
      signIn(ctxOf(db), victim, { email, password: 'mallory knows this one', device }),
    ).rejects.toEqual(refusal('wrong-credentials'));
  });

  it('sent twice with one key is one account and one mail; the same key for something else is refused', async () => {
    const email = anyEmail();
    const outside = watchedOutside();
    const key = randomUUID();
    const input = { name: 'Jeanne', email, password: goodPassword, profile: 'private' as const };
    await Promise.all([
      signUp(ctxOf(db), outside, { key, input }),
      signUp(ctxOf(db), outside, { key, input }),
    ]);
    expect(outside.letters).toHaveLength(1);
    await expect(signUp(ctxOf(db), outside, { key, input: { ...input, name: 'Jean' } })).rejects.toEqual(
      refusal('idempotency-mismatch'),
    );
  });

  it('two sign-ups of one address at once make one person, and one of the two links works', async () => {
    const email = anyEmail();
    const both = [watchedOutside(), watchedOutside()];
    await Promise.all(
      both.map((outside) =>
        signUp(ctxOf(db), outside, {
          key: randomUUID(),
          input: { name: 'Jeanne', email, password: goodPassword, profile: 'private' },
        }),
      ),
    );
    const [people] = await world.owner`select count(*) as n from person where email = ${email}`;
    expect(people?.n).toBe(1);
    const tried = await Promise.allSettled(
      both.map((outside) => verifyEmail(ctxOf(db), outside, outside.tokenTo(email), device)),
    );
    expect(tried.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a confirmation link', () => {
  it('works once, even when pressed twice at once', async () => {
    const email = anyEmail();
    const outside = watchedOutside();
    await signUp(ctxOf(db), outside, {
      key: randomUUID(),
      input: { name: 'Jeanne', email, password: goodPassword, profile: 'private' },
    });
    const link = outside.tokenTo(email);
    const tried = await Promise.allSettled(
      [1, 2, 3].map(() => verifyEmail(ctxOf(db), outside, link, device)),
    );
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tried)
      if (one.status === 'rejected') expect(one.reason).toEqual(refusal('link-expired'));
    const [made] =
      await world.owner`select count(*) as n from membership m join person p on p.id = m.person_id where p.email = ${email}`;
    expect(made?.n).toBe(1);
  });

  it('expires, and leaves no trace when it does', async () => {
    const email = anyEmail();
    const outside = watchedOutside();
    await signUp(ctxOf(db), outside, {
      key: randomUUID(),
      input: { name: 'Jeanne', email, password: goodPassword, profile: 'private' },
    });
    const [life] =
      await world.owner`update token set expires_at = ledger.clock() where person_id = (select id from person where email = ${email})
      returning extract(epoch from ledger.clock() - created_at) as age`;
    expect(Number(life?.age)).toBeLessThan(60);
    await expect(verifyEmail(ctxOf(db), outside, outside.tokenTo(email), device)).rejects.toEqual(
      refusal('link-expired'),
    );
    expect(
      await world.owner`select 1 from person where email = ${email} and email_verified_at is not null`,
    ).toHaveLength(0);
  });

  it('is not a password link, and an invented one is like an expired one', async () => {
    const email = anyEmail();
    const outside = watchedOutside();
    await signUp(ctxOf(db), outside, {
      key: randomUUID(),
      input: { name: 'Jeanne', email, password: goodPassword, profile: 'private' },
    });
    const link = outside.tokenTo(email);
    await expect(resetPassword(ctxOf(db), outside, { link, password: goodPassword, device })).rejects.toEqual(
      refusal('link-expired'),
    );
    await expect(verifyEmail(ctxOf(db), outside, 'A'.repeat(43), device)).rejects.toEqual(
      refusal('link-expired'),
    );
  });
});

describe('signing in', () => {
  it('runs one comparison and gives one answer for wrong, unknown, unconfirmed and without password', async () => {
    const { email } = await confirmed();
    const waiting = anyEmail();
    await signUp(ctxOf(db), watchedOutside(), {
      key: randomUUID(),
      input: { name: 'Jeanne', email: waiting, password: goodPassword, profile: 'private' },
    });
    const guest = anyEmail();
    await world.owner`insert into person (email, name, email_verified_at) values (${guest}, 'Guest', ledger.clock())`;
    for (const address of [email, anyEmail(), waiting, guest]) {
      const outside = watchedOutside();
      const tried = signIn(ctxOf(db), outside, {
        email: address,
        password: 'pas le bon mot de passe',
        device,
      });
      await expect(tried).rejects.toEqual(
        expect.objectContaining({ code: 'wrong-credentials', details: {} }),
      );
      expect(outside.argon).toEqual({ hashed: 0, compared: 1 });
      expect(outside.letters).toEqual([]);
    }
  });

  it('takes as long for an unknown address as for a known one', async () => {
    const { email } = await confirmed();
    const time = async (address: string) => {
      const start = performance.now();
      await signIn(ctxOf(db), watchedOutside(), {
        email: address,
        password: 'pas le bon mot de passe',
        device,
      }).catch(() => {});
      return performance.now() - start;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 15; i++) {
      known.push(await time(email));
      unknown.push(await time(anyEmail()));
    }
    const median = (list: number[]) => list.sort((a, b) => a - b)[7] ?? 0;
    const ratio = median(known) / median(unknown);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  it('with the right password before confirmation sends the link again', async () => {
    const email = anyEmail();
    const outside = watchedOutside();
    await signUp(ctxOf(db), outside, {
      key: randomUUID(),
      input: { name: 'Jeanne', email, password: goodPassword, profile: 'private' },
    });
    await expect(signIn(ctxOf(db), outside, { email, password: goodPassword, device })).rejects.toEqual(
      refusal('email-not-verified'),
    );
    expect(outside.letters.map((letter) => letter.kind)).toEqual(['verify-email', 'verify-email']);
    await verifyEmail(ctxOf(db), outside, outside.tokenTo(email), device);
    await signIn(ctxOf(db), outside, { email, password: goodPassword, device });
  });

  it('changes the secret: a session fixed or held before does not survive', async () => {
    const { email, opened } = await confirmed();
    const before = secretIn(opened.cookie);
    const again = await signIn(ctxOf(db), watchedOutside(), {
      email,
      password: goodPassword,
      device: { ...device, replaces: before },
    });
    expect(secretIn(again.cookie)).not.toBe(before);
    expect(await readSession(db, before)).toBeNull();
    const planted = 'B'.repeat(43);
    const third = await signIn(ctxOf(db), watchedOutside(), {
      email,
      password: goodPassword,
      device: { ...device, replaces: planted },
    });
    expect(secretIn(third.cookie)).not.toBe(planted);
    expect(await readSession(db, planted)).toBeNull();
  });
});

describe('a forgotten password', () => {
  it('answers the same for an unknown address, and writes to nobody', async () => {
    const { email } = await confirmed();
    const outside = watchedOutside();
    const known = await requestPasswordReset(ctxOf(db), outside, { key: randomUUID(), email });
    const unknown = await requestPasswordReset(ctxOf(db), outside, { key: randomUUID(), email: anyEmail() });
    expect(known).toEqual(unknown);
    expect(outside.letters).toHaveLength(1);
  });

  it('is replaced through the link, which ends every session and opens a new one', async () => {
    const { email, opened } = await confirmed();
    const outside = watchedOutside();
    await requestPasswordReset(ctxOf(db), outside, { key: randomUUID(), email });
    const link = outside.tokenTo(email);
    const password = 'quatre ardoises et un seau';
    const after = await resetPassword(ctxOf(db), outside, { link, password, device });
    expect(await readSession(db, secretIn(opened.cookie))).toBeNull();
    expect((await readSession(db, secretIn(after.cookie)))?.person.email).toBe(email);
    await expect(signIn(ctxOf(db), outside, { email, password: goodPassword, device })).rejects.toEqual(
      refusal('wrong-credentials'),
    );
    await signIn(ctxOf(db), outside, { email, password, device });
    await expect(resetPassword(ctxOf(db), outside, { link, password, device })).rejects.toEqual(
      refusal('link-expired'),
    );
  });

  it('refuses a password made of the address and leaves the link usable', async () => {
    const { email } = await confirmed('private', anyEmail('materiaux-du-canal'));
    const outside = watchedOutside();
    await requestPasswordReset(ctxOf(db), outside, { key: randomUUID(), email });
    const link = outside.tokenTo(email);
    await expect(
      resetPassword(ctxOf(db), outside, { link, password: 'materiaux-du-canal1', device }),
    ).rejects.toEqual(refusal('password-too-common'));
    await resetPassword(ctxOf(db), outside, { link, password: 'quatre ardoises et un seau', device });
  });

  it('used twice at once changes the password once', async () => {
    const { email } = await confirmed();
    const outside = watchedOutside();
    await requestPasswordReset(ctxOf(db), outside, { key: randomUUID(), email });
    const link = outside.tokenTo(email);
    const tried = await Promise.allSettled(
      ['quatre ardoises et un seau', 'cinq tuiles et une truelle'].map((password) =>
        resetPassword(ctxOf(db), outside, { link, password, device }),
      ),
    );
    expect(tried.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const [sessions] =
      await world.owner`select count(*) as n from session s join person p on p.id = s.person_id where p.email = ${email}`;
    expect(sessions?.n).toBe(1);
  });
});

describe('changing the password', () => {
  it('needs the current one, rotates this session and ends the others', async () => {
    const { email, ctx, opened } = await confirmed();
    const outside = watchedOutside();
    const elsewhere = await signIn(ctxOf(db), outside, { email, password: goodPassword, device });
    const next = 'cinq tuiles et une truelle';
    await expect(changePassword(ctx, outside, { current: next, next, device })).rejects.toEqual(
      refusal('wrong-password'),
    );
    expect(await readSession(db, secretIn(opened.cookie))).not.toBeNull();
    const after = await changePassword(ctx, outside, { current: goodPassword, next, device });
    expect(await readSession(db, secretIn(opened.cookie))).toBeNull();
    expect(await readSession(db, secretIn(elsewhere.cookie))).toBeNull();
    expect(await readSession(db, secretIn(after.cookie))).not.toBeNull();
  });

  it('done twice at once from the same old one succeeds once', async () => {
    const { ctx } = await confirmed();
    const outside = watchedOutside();
    const tried = await Promise.allSettled(
      ['cinq tuiles et une truelle', 'six poutres et un palan'].map((next) =>
        changePassword(ctx, outside, { current: goodPassword, next, device }),
      ),
    );
    expect(tried.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});
