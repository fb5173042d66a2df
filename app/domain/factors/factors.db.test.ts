import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { changePassword } from '#app/domain/organisations/commands/change-password.server.ts';
import { requestPasswordReset } from '#app/domain/organisations/commands/request-password-reset.server.ts';
import { resetPassword } from '#app/domain/organisations/commands/reset-password.server.ts';
import { signIn } from '#app/domain/organisations/commands/sign-in.server.ts';
import { signUp } from '#app/domain/organisations/commands/sign-up.server.ts';
import { verifyEmail } from '#app/domain/organisations/commands/verify-email.server.ts';
import { factorTools } from '#app/http/second-factor.server.ts';
import { newMailCode } from '#app/platform/second-factor.server.ts';
import { openSession, readSession } from '#app/platform/session/session.server.ts';
import { anyEmail, ctxOf, device, goodPassword, secretIn, watchedOutside } from '#tests/support/accounts.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { shownCode } from '#tests/support/second-factor.ts';
import { proveAgain } from './commands/prove-again.server.ts';
import { resetFactor } from './commands/reset-factor.server.ts';
import { beginFactor, confirmFactor, dropFactor, renewCodes } from './commands/set-up-factor.server.ts';
import { takeSecondStep } from './commands/take-second-step.server.ts';
import { myFactor } from './queries.server.ts';
import type { FactorTools } from './tools.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code });

/** Somebody with an account; mails leave from here when `mails`. */
async function member({ mails = false } = {}) {
  const { db } = world;
  const email = anyEmail();
  const outside = watchedOutside();
  const tools: FactorTools = { ...factorTools, ...outside };
  if (mails) tools.newMailCode = ({ id }) => newMailCode(id);
  const input = { name: 'Jeanne Le Goff', email, password: goodPassword, profile: 'professional' as const };
  await signUp(ctxOf(db), tools, { key: randomUUID(), input });
  const opened = await verifyEmail(ctxOf(db), tools, outside.tokenTo(email), device);
  const read = await readSession(db, secretIn(opened.cookie));
  if (!read) throw new Error('no session');
  const ctx = ctxOf(db, { person: read.person });
  const enter = (known: Buffer | null = null) =>
    signIn(ctxOf(db), tools, { email, password: goodPassword, device: { ...device, known } });
  const step = (cookie: string, code: string) =>
    takeSecondStep(ctxOf(db), tools, { secret: secretIn(cookie), code, device });
  return {
    ...{ email, tools, outside, ctx, enter, step, opened },
    person: read.person,
    sessionId: opened.id,
  };
}

async function enrolled() {
  const who = await member();
  await beginFactor(who.ctx, who.tools);
  const { codes } = await confirmFactor(who.ctx, who.tools, {
    code: await shownCode(world.owner, who.person),
    sessionId: who.sessionId,
  });
  return { ...who, codes };
}

const reads = async (cookie: string) => (await readSession(world.db, secretIn(cookie))) !== null;

describe('a second factor', () => {
  it('is on once a code came back: ten codes given once, every other session ended, nothing readable kept', async () => {
    const { ctx, tools, person, outside, opened, sessionId } = await member();
    const elsewhere = await openSession(world.db, person.id, { organisationId: null, userAgent: null });
    await beginFactor(ctx, tools);
    const begun = await myFactor(ctx, tools);
    if (begun.state !== 'begun') throw new Error(begun.state);
    expect(begun.enrolment.address).toMatch(/^otpauth:\/\/totp\/Gisement:/);
    expect(await readSession(world.db, secretIn(elsewhere.cookie))).toMatchObject({
      standing: { secondFactor: false },
    });
    await expect(confirmFactor(ctx, tools, { code: '000000', sessionId })).rejects.toEqual(
      refusal('wrong-code'),
    );
    const code = await shownCode(world.owner, person);
    const { codes } = await confirmFactor(ctx, tools, { code, sessionId });
    expect(new Set(codes).size).toBe(10);
    expect(codes[0]).toMatch(/^[0-9a-hjkmnp-tv-z]{6}(-[0-9a-hjkmnp-tv-z]{6}){3}$/);
    expect(await reads(elsewhere.cookie)).toBe(false);
    expect((await readSession(world.db, secretIn(opened.cookie)))?.standing).toMatchObject({
      secondFactor: true,
      proven: true,
    });
    expect(await myFactor(ctx, tools)).toMatchObject({ state: 'on', codesLeft: 10 });
    expect(outside.letters.at(-1)?.kind).toBe('second-factor-on');
    const kept = await world.owner`select to_jsonb(f)::text || (select json_agg(r)::text from recovery_code r
      where r.person_id = f.person_id) as text from second_factor f where person_id = ${person.id}`;
    const typed = begun.enrolment.typed.replaceAll(' ', '');
    for (const secret of [typed, ...codes, ...codes.map((one) => one.replaceAll('-', ''))])
      expect(String(kept[0]?.text)).not.toContain(secret);
    await expect(beginFactor(ctx, tools)).rejects.toEqual(refusal('already-done'));
  });

  it('is asked at sign-in: the password alone opens nothing, and a code serves once', async () => {
    const { enter, step, person } = await enrolled();
    const half = await enter();
    expect([half.awaits, await reads(half.cookie)]).toEqual(['totp', false]);
    const code = await shownCode(world.owner, person);
    const opened = await step(half.cookie, code);
    expect([await reads(opened.cookie), opened.awaits]).toEqual([true, null]);
    expect(secretIn(opened.cookie)).not.toBe(secretIn(half.cookie));
    await expect(step(half.cookie, code)).rejects.toEqual(refusal('step-over'));
    const again = await enter();
    await expect(step(again.cookie, code)).rejects.toEqual(refusal('wrong-code'));
  });

  it('gives five tries, then the sign-in is over even for the right code', async () => {
    const { enter, step, person } = await enrolled();
    const half = await enter();
    for (let i = 0; i < 5; i++)
      await expect(step(half.cookie, '000000')).rejects.toEqual(refusal('wrong-code'));
    await expect(step(half.cookie, await shownCode(world.owner, person))).rejects.toEqual(
      refusal('step-over'),
    );
  });

  it('takes one of two right answers sent together', async () => {
    const { enter, step, person } = await enrolled();
    const half = await enter();
    const code = await shownCode(world.owner, person);
    const answers = await Promise.allSettled([step(half.cookie, code), step(half.cookie, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is asked after a link that chooses a password too: a mailbox alone opens nothing', async () => {
    const { ctx, tools, email, outside } = await enrolled();
    await requestPasswordReset(ctx, tools, { key: randomUUID(), email });
    const opened = await resetPassword(ctx, tools, {
      link: outside.tokenTo(email),
      password: 'un autre long mot de passe',
      device,
    });
    expect([opened.awaits, await reads(opened.cookie)]).toEqual(['totp', false]);
  });

  it('goes on through a change of password made while signed in', async () => {
    const { ctx, tools, opened } = await enrolled();
    const changed = await changePassword(ctx, tools, {
      current: goodPassword,
      next: 'un autre long mot de passe',
      device,
    });
    expect([await reads(opened.cookie), await reads(changed.cookie)]).toEqual([false, true]);
    expect((await readSession(world.db, secretIn(changed.cookie)))?.standing.proven).toBe(false);
  });

  it('is replaced by a recovery code, once each, however it is typed; the person is told', async () => {
    const { enter, step, codes, outside, email } = await enrolled();
    const [first = ''] = codes;
    const typed = first.toUpperCase().replaceAll('-', ' ');
    expect(await reads((await step((await enter()).cookie, typed)).cookie)).toBe(true);
    expect(outside.letterTo(email)).toMatchObject({ kind: 'recovery-code-used', params: { left: 9 } });
    const again = await enter();
    await expect(step(again.cookie, first)).rejects.toEqual(refusal('wrong-code'));
  });

  it('gives new recovery codes and goes away for a code only; the earlier ones are dead', async () => {
    const { ctx, tools, codes, person, enter } = await enrolled();
    await expect(renewCodes(ctx, tools, { code: '000000' })).rejects.toEqual(refusal('wrong-code'));
    const renewed = await renewCodes(ctx, tools, { code: await shownCode(world.owner, person) });
    await expect(dropFactor(ctx, tools, { code: codes[1] ?? '' })).rejects.toEqual(refusal('wrong-code'));
    await dropFactor(ctx, tools, { code: renewed.codes[0] ?? '' });
    expect(await myFactor(ctx, tools)).toEqual({ state: 'none' });
    expect((await enter()).awaits).toBeNull();
  });

  it('is taken away by the operator from who lost everything: every session ends, the password is enough again', async () => {
    const { ctx, email, opened, enter } = await enrolled();
    expect(await resetFactor(ctx, factorTools, email)).toMatchObject({ id: ctx.actor.person?.id });
    expect([await reads(opened.cookie), (await enter()).awaits]).toEqual([false, null]);
    expect(await resetFactor(ctx, factorTools, email)).toBeNull();
  });

  it('does not open under another person’s row', async () => {
    const [one, two] = [await enrolled(), await enrolled()];
    await world.owner`update second_factor f set secret = o.secret from second_factor o
      where f.person_id = ${two.person.id} and o.person_id = ${one.person.id}`;
    const half = await two.enter();
    await expect(two.step(half.cookie, '123456')).rejects.toThrow();
  });
});

describe('a new device', () => {
  it('is asked for the code mailed to its person, then known for ninety days', async () => {
    const { enter, step, outside, email, person } = await member({ mails: true });
    const half = await enter();
    expect([half.awaits, await reads(half.cookie)]).toEqual(['mail', false]);
    const letter = outside.letterTo(email);
    if (letter?.kind !== 'sign-in-code') throw new Error('no code was sent');
    await expect(step(half.cookie, letter.params.code === '000000' ? '000001' : '000000')).rejects.toEqual(
      refusal('wrong-code'),
    );
    const opened = await step(half.cookie, letter.params.code);
    expect(await reads(opened.cookie)).toBe(true);
    expect(opened.deviceCookie).toMatch(
      /^gisement-device=[\w-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/,
    );
    const [known] = await world.owner`select hash from known_device where person_id = ${person.id}`;
    expect((await enter(known?.hash as Buffer)).awaits).toBeNull();
    await world.owner`update known_device set last_used_at = last_used_at - interval '91 days' where person_id = ${person.id}`;
    expect((await enter(known?.hash as Buffer)).awaits).toBe('mail');
  });

  it('of somebody else is no device of mine, and none is known after a change of password', async () => {
    const [one, two] = [await member({ mails: true }), await member({ mails: true })];
    const hash = Buffer.alloc(32, 7);
    await world.owner`insert into known_device (person_id, hash) values (${one.person.id}, ${hash})`;
    expect((await two.enter(hash)).awaits).toBe('mail');
    expect((await one.enter(hash)).awaits).toBeNull();
    await changePassword(one.ctx, one.tools, { current: goodPassword, next: goodPassword, device });
    expect((await one.enter(hash)).awaits).toBe('mail');
  });

  it('keeps no code that a dump could give back, and waits for ten minutes', async () => {
    const { enter, outside, email } = await member({ mails: true });
    const half = await enter();
    const letter = outside.letterTo(email);
    if (letter?.kind !== 'sign-in-code') throw new Error('no code was sent');
    const [row] = await world.owner`select s.*, round(extract(epoch from expires_at - created_at)) as life
      from session s where id = ${half.id}`;
    expect(JSON.stringify(row)).not.toContain(letter.params.code);
    expect(Number(row?.life)).toBe(600);
  });

  it('is not asked where no mail can reach the person', async () => {
    const { enter, person } = await member({ mails: true });
    await world.owner`update person set email_failed_at = ledger.clock(), email_failure = 'no' where id = ${person.id}`;
    expect((await enter()).awaits).toBeNull();
    expect((await (await member()).enter()).awaits).toBeNull();
  });
});

describe('a proof before a dangerous act', () => {
  it('is the password of who has nothing else, and lasts a quarter of an hour', async () => {
    const { ctx, tools, person, sessionId } = await member();
    const proven = async () => {
      const [row] = await world.owner`select proven_at > ledger.clock() - interval '15 minutes' as yes
        from session where id = ${sessionId}`;
      return row?.yes;
    };
    await world.owner`update session set proven_at = proven_at - interval '16 minutes' where person_id = ${person.id}`;
    expect(await proven()).toBe(false);
    await expect(proveAgain(ctx, tools, { proof: 'pas le bon', sessionId })).rejects.toEqual(
      refusal('wrong-password'),
    );
    await proveAgain(ctx, tools, { proof: goodPassword, sessionId });
    expect(await proven()).toBe(true);
  });

  it('is a code of who has a second factor: the password is not enough', async () => {
    const { ctx, tools, person, opened } = await enrolled();
    await expect(proveAgain(ctx, tools, { proof: goodPassword, sessionId: opened.id })).rejects.toEqual(
      refusal('wrong-code'),
    );
    await proveAgain(ctx, tools, { proof: await shownCode(world.owner, person), sessionId: opened.id });
  });
});
