import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { jobsRun, mailsTo } from '#tests/scenarios/trade.ts';
import { type Acting, acting, alone, inRole, refusalOf } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Act, logAct, operatorAct } from './operator-act.server.ts';
import { actsAboutMe, actsAboutMyOrganisation, loggedActs } from './queries.server.ts';

let world: TestDatabase;
let operator: Ctx;
let firm: Acting;

beforeAll(async () => {
  world = await freshDatabase();
  operator = await alone(world, { platformAdmin: true });
  firm = await acting(world);
});

const reason = 'Statuts et SIREN relus au répertoire';
const verified = (concerned: Acting, more: Partial<Act> = {}): Act => ({
  act: 'verify-organisation',
  subject: { kind: 'organisation', id: concerned.ctx.actor.organisation?.publicId ?? null },
  concerns: { organisation: concerned.party.organisation },
  reason,
  ...more,
});
const acted = (ctx: Ctx, act: Act, key = randomUUID()) =>
  operatorAct(ctx, { ...act, key }, async (_tx, add) => {
    add({ details: { from: null, to: 'yes' } });
    return 'done';
  });
const linesAbout = async (concerned: Acting) =>
  (await loggedActs(operator, { about: concerned.ctx.actor.organisation?.slug }, null)).acts;

describe('an act of the operator', () => {
  it('is one line of the log, with its reason, once', async () => {
    const key = randomUUID();
    expect(await acted(operator, verified(firm), key)).toBe('done');
    expect(await acted(operator, verified(firm), key)).toBe('done');
    expect(await linesAbout(firm)).toMatchObject([
      {
        act: 'verify-organisation',
        reason,
        by: operator.actor.person?.name,
        script: false,
        details: { from: null, to: 'yes' },
        organisation: { slug: firm.ctx.actor.organisation?.slug },
      },
    ]);
  });

  it('is refused without a reason, and then does nothing', async () => {
    const other = await acting(world);
    expect(await refusalOf(acted(operator, verified(other, { reason: ' vu ' })))).toMatchObject({
      code: 'invalid-input',
      field: 'reason',
    });
    expect(await linesAbout(other)).toEqual([]);
  });

  it('leaves no line when its work fails', async () => {
    const other = await acting(world);
    const failing = operatorAct(operator, { ...verified(other), key: randomUUID() }, () =>
      Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(await linesAbout(other)).toEqual([]);
  });

  it('does not exist for anybody else, nor by a token or a job', async () => {
    expect(await refusalOf(acted(firm.ctx, verified(firm)))).toEqual({ code: 'not-found' });
    for (const via of ['token', 'job'] as const) {
      const as = { ...operator, actor: { ...operator.actor, via } };
      expect(await refusalOf(acted(as, verified(firm)))).toEqual({ code: 'not-found' });
    }
    expect(await refusalOf(loggedActs(firm.ctx, {}, null))).toEqual({ code: 'not-found' });
  });

  it('bears the name of an operator or of a machine, whoever asks the database', async () => {
    await expect(logAct(firm.ctx, verified(firm))).rejects.toThrow();
    const other = await acting(world);
    await logAct(firm.ctx, verified(other), { script: 'zoe' });
    expect(await linesAbout(other)).toMatchObject([{ by: 'zoe', script: true }]);
  });

  it('is never changed nor deleted, by the owner either', async () => {
    for (const write of [
      world.owner`update operator_act set reason = 'something else entirely'`,
      world.owner`delete from operator_act`,
      world.owner`truncate operator_act`,
      world.sql`update operator_act set reason = 'something else entirely'`,
    ])
      await expect(write).rejects.toThrow(/forbidden: append-only|permission denied/);
  });
});

describe('those concerned', () => {
  it('read what was done and why, not who did it: administrators only', async () => {
    const other = await acting(world);
    await acted(operator, verified(other));
    const [line, ...more] = await actsAboutMyOrganisation(other.ctx);
    expect(more).toEqual([]);
    expect(Object.keys(line ?? {}).sort()).toEqual(['act', 'at', 'publicId', 'reason']);
    expect(line).toMatchObject({ act: 'verify-organisation', reason });
    expect(await actsAboutMyOrganisation(inRole(other, 'member'))).toEqual([]);
    expect(await actsAboutMyOrganisation((await acting(world)).ctx)).toEqual([]);
  });

  it('a person reads what concerns them', async () => {
    const other = await acting(world);
    const about = { person: other.party.person };
    await acted(operator, {
      ...verified(other),
      act: 'make-administrator',
      subject: { kind: 'person', id: null },
      concerns: about,
    });
    expect(await actsAboutMe(other.ctx)).toMatchObject([{ act: 'make-administrator', reason }]);
    expect(await actsAboutMe(firm.ctx)).toEqual([]);
  });

  it('get a letter with the reason, once, in their language; a slice that writes its own sends no second one', async () => {
    const other = await acting(world, { locale: 'en' });
    await acted(operator, verified(other));
    await jobsRun(world);
    await world.owner`update event set handled_at = null where kind = 'operator.acted'`;
    await jobsRun(world);
    const [letter, ...more] = await mailsTo(world, other.email);
    expect(more).toEqual([]);
    expect(letter).toMatchObject({
      kind: 'operator.acted',
      subject: 'Gisement’s operator: Organisation verified',
    });
    expect(letter?.text).toContain(reason);
    expect(letter?.text).not.toContain(operator.actor.person?.name);
    const quiet = await acting(world);
    await operatorAct(operator, { ...verified(quiet), key: randomUUID(), ownLetter: true }, async () => null);
    await jobsRun(world);
    expect(await mailsTo(world, quiet.email)).toEqual([]);
  });
});

describe('the log', () => {
  it('is read page after page, and by act, subject and day', async () => {
    const other = await acting(world);
    for (let i = 0; i < 53; i++)
      await logAct(operator, verified(other, { reason: `${reason} ${i}` }), { script: 'zoe' });
    const about = other.ctx.actor.organisation?.slug;
    const first = await loggedActs(operator, { about }, null);
    expect(first.acts).toHaveLength(50);
    const rest = await loggedActs(operator, { about }, first.next);
    expect(rest).toMatchObject({ next: null });
    expect([...first.acts, ...rest.acts].map((act) => act.reason)).toEqual(
      Array.from({ length: 53 }, (_, i) => `${reason} ${52 - i}`),
    );
    const none = { about, act: 'change-delays' } as const;
    expect((await loggedActs(operator, none, null)).acts).toEqual([]);
    expect((await loggedActs(operator, { about, until: '2020-01-01' }, null)).acts).toEqual([]);
    const today = dayOf(new Date());
    expect((await loggedActs(operator, { about, from: '2020-01-01', until: today }, null)).acts).not.toEqual(
      [],
    );
  });
});
