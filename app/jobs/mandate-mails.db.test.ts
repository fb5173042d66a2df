import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { endMandate } from '#app/domain/sites/commands/end-mandate.server.ts';
import { giveMandate } from '#app/domain/sites/commands/give-mandate.server.ts';
import { mandateInput } from '#app/domain/sites/mandate-schema.ts';
import { jobsRun, mailsTo } from '#tests/scenarios/trade.ts';
import { type Acting, acting, refusalOf } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeMember, makeSite } from '#tests/support/factories.ts';

let world: TestDatabase;
let owner: Acting;
let consultant: Acting;
let readers: Record<'manager' | 'member' | 'stranger', string>;
let mandate: string;

beforeAll(async () => {
  world = await freshDatabase();
  owner = await acting(world);
  consultant = await acting(world, { locale: 'en' });
  await world.owner`update organisation set name = 'Ville de Rennes' where id = ${owner.party.organisation}`;
  await world.owner`update organisation set name = 'Réemploi Conseil' where id = ${consultant.party.organisation}`;
  const member = (of: Acting, role: string) => makeMember(world.owner, { id: of.party.organisation }, role);
  readers = {
    manager: (await member(consultant, 'site_manager')).email,
    member: (await member(owner, 'member')).email,
    stranger: (await acting(world)).email,
  };
  const site = await makeSite(world.owner, owner.party);
  await world.owner`update site set name = 'École des Ormes' where id = ${site.id}`;
  const [row] = await world.owner`select ledger.clock()::date::text as today`;
  const input = mandateInput.parse({
    organisation: consultant.ctx.actor.organisation?.slug,
    scopes: ['list', 'handover'],
    startsOn: row?.today,
  });
  mandate = (await giveMandate(owner.ctx, site.publicId, { key: randomUUID(), input })).publicId;
});

const lastTo = async (email: string) => (await mailsTo(world, email)).at(-1);

describe('a mandate is told by mail', () => {
  it('when it is given: to the managers of both organisations, each in their language, once', async () => {
    await jobsRun(world);
    await world.owner`update event set handled_at = null where kind = 'mandate.given'`;
    await jobsRun(world);
    const given = await lastTo(owner.email);
    expect(await mailsTo(world, owner.email)).toHaveLength(1);
    expect(given).toMatchObject({ kind: 'mandate.given', subject: 'Un mandat sur École des Ormes' });
    expect(given?.text).toContain('Ville de Rennes confie à Réemploi Conseil le chantier École des Ormes.');
    expect(given?.text).toContain('Proposer des lots, Remettre les matériaux');
    expect(given?.text).toMatch(/\/sites\/[0-9a-f-]{36}/);
    for (const email of [consultant.email, readers.manager]) {
      const [held, ...more] = await mailsTo(world, email);
      expect(more).toEqual([]);
      expect(held).toMatchObject({ kind: 'mandate.given' });
      expect(held?.text).toContain('Ville de Rennes');
    }
    expect((await lastTo(consultant.email))?.locale).toBe('en');
    expect((await lastTo(consultant.email))?.text).toContain('entrusts you with the site École des Ormes');
    for (const email of [readers.member, readers.stranger]) expect(await mailsTo(world, email)).toEqual([]);
  });

  it('when it is ended, by whichever side: to both again; a second end tells nothing', async () => {
    await endMandate(consultant.ctx, mandate, { key: randomUUID() });
    expect(await refusalOf(endMandate(owner.ctx, mandate, { key: randomUUID() }))).toMatchObject({
      code: 'already-done',
    });
    await jobsRun(world);
    expect((await mailsTo(world, owner.email)).map(({ kind }) => kind)).toEqual([
      'mandate.given',
      'mandate.ended',
    ]);
    const ended = await lastTo(owner.email);
    expect(ended?.subject).toBe('Fin d’un mandat sur École des Ormes');
    expect(ended?.text).toContain('a pris fin. L’accès est coupé.');
    expect(await lastTo(readers.manager)).toMatchObject({ kind: 'mandate.ended' });
    expect(await lastTo(consultant.email)).toMatchObject({ kind: 'mandate.ended', locale: 'en' });
    for (const email of [readers.member, readers.stranger]) expect(await mailsTo(world, email)).toEqual([]);
  });
});
