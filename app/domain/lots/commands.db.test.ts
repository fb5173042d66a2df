import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActingOrganisation, Ctx, Role } from '#app/domain/context.ts';
import { createSite } from '#app/domain/sites/commands/create-site.server.ts';
import { siteInput } from '#app/domain/sites/schema.ts';
import { anyType, type Party, party } from '#tests/ledger/world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { createLot } from './commands/create-lot.server.ts';
import { publishLot } from './commands/publish-lot.server.ts';
import { updateLot } from './commands/update-lot.server.ts';
import { withdrawLot } from './commands/withdraw-lot.server.ts';
import { lotPage } from './lot-page.server.ts';
import { lotsOfSite } from './queries.server.ts';
import { lotInput } from './schema.ts';

let world: TestDatabase;
let typeCode: string;
beforeAll(async () => {
  world = await testDatabase();
  typeCode = String((await anyType(world.owner)).code);
});

function as(of: Party, role: Role = 'site_manager'): Ctx {
  const organisation = { id: of.organisation, role, kind: 'firm', territory: null } as ActingOrganisation;
  const person = {
    id: of.person,
    publicId: randomUUID(),
    name: 'Zoé',
    email: 'zoe@example.org',
    locale: 'fr',
    platformAdmin: false,
  } as const;
  return { db: world.db, actor: { person, organisation, via: 'session' }, now: new Date(), locale: 'fr' };
}

const nobody: Ctx['actor'] = { person: null, organisation: null, via: 'none' };
const typed = (more: Record<string, unknown> = {}) =>
  lotInput.parse({ typeCode, title: 'Portes', unit: 'u', quantity: '42', pricing: 'gift', ...more });

async function home() {
  const holder = await party(world.owner);
  const ctx = as(holder);
  const input = siteInput.parse({ kind: 'works', name: 'Chantier', communeCode: '35238' });
  const site = (await createSite(ctx, { key: randomUUID(), input, secret: 'secret' })).publicId;
  const create = async (more: Record<string, unknown> = {}) =>
    (await createLot(ctx, site, { key: randomUUID(), input: typed(more) })).publicId;
  return { holder, ctx, site, create };
}
const publish = (ctx: Ctx, lot: string, key = randomUUID()) => publishLot(ctx, lot, { key });
const update = (ctx: Ctx, lot: string, version: number, more: Record<string, unknown> = {}) =>
  updateLot(ctx, lot, { key: randomUUID(), input: typed(more), version });

describe('listing a lot', () => {
  it('makes a draft with the type’s mass, which only its holder sees', async () => {
    const { ctx, create } = await home();
    const type = await anyType(world.owner);
    const lot = await create();
    expect(await lotPage(ctx, lot)).toMatchObject({
      status: 'draft',
      quantityMilli: 42_000,
      leftMilli: 42_000,
      massBasis: 'default',
      unitMassG: Number(type.unit_mass_g),
      massLowG: Number(type.mass_low_g),
    });
    expect(await lotPage({ ...ctx, actor: nobody }, lot)).toBeNull();
    expect(await lotPage(as(await party(world.owner)), lot)).toBeNull();
  });

  it('sent twice, even at once, makes one', async () => {
    const { ctx, site } = await home();
    const key = randomUUID();
    const ask = () => createLot(ctx, site, { key, input: typed() });
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(two).toEqual(one);
    expect(await lotsOfSite(ctx, site, { whole: true })).toHaveLength(1);
  });

  it('is refused, and leaves nothing, without a known type or a mass in that unit', async () => {
    const { ctx, site, create } = await home();
    await expect(create({ typeCode: 'XXX-99' })).rejects.toMatchObject({
      code: 'type-unknown',
      details: { field: 'typeCode' },
    });
    await expect(create({ unit: 'pallet' })).rejects.toMatchObject({
      code: 'unit-mass-needed',
      details: { field: 'unitMassKg' },
    });
    expect(await lotsOfSite(ctx, site, { whole: true })).toEqual([]);
    const weighed = await create({ unit: 'pallet', massBasis: 'declared', unitMassKg: '450' });
    expect(await lotPage(ctx, weighed)).toMatchObject({ unitMassG: 450_000, massLowG: null });
    expect(await lotPage(ctx, await create({ unit: 't', quantity: '2,5' }))).toMatchObject({
      unitMassG: 1_000_000,
    });
  });

  it('tells a stranger nothing of the site, and a member that the role is missing', async () => {
    const { holder, site } = await home();
    const ask = (ctx: Ctx, id = site) => createLot(ctx, id, { key: randomUUID(), input: typed() });
    await expect(ask(as(await party(world.owner)))).rejects.toMatchObject({ code: 'not-found' });
    await expect(ask(as(holder), randomUUID())).rejects.toMatchObject({ code: 'not-found' });
    await expect(ask(as(holder, 'member'))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('publishing', () => {
  it('shows the lot to everyone, once, whoever presses twice or from two tabs', async () => {
    const { ctx, create } = await home();
    const lot = await create();
    const key = randomUUID();
    await Promise.all([publish(ctx, lot, key), publish(ctx, lot, key)]);
    expect(await lotPage({ ...ctx, actor: nobody }, lot)).toMatchObject({
      status: 'published',
      leftMilli: 42_000,
    });
    await expect(publish(ctx, lot)).rejects.toMatchObject({ code: 'lot-not-draft' });
  });

  it('is refused for asbestos or a window that is over', async () => {
    const { ctx, create } = await home();
    const asbestos = await create({ asbestos: 'yes' });
    await expect(publish(ctx, asbestos)).rejects.toMatchObject({
      code: 'lot-incomplete',
      details: { missing: ['asbestos'] },
    });
    const over = await create({ availableUntil: '2020-01-01' });
    await expect(publish(ctx, over)).rejects.toMatchObject({ code: 'lot-closed' });
    expect(await lotPage(ctx, asbestos)).toMatchObject({ status: 'draft' });
  });

  it('and withdrawing are the holder’s: a stranger is told nothing', async () => {
    const { holder, create } = await home();
    const lot = await create();
    const stranger = as(await party(world.owner));
    const key = randomUUID();
    await expect(publish(stranger, lot)).rejects.toMatchObject({ code: 'not-found' });
    await expect(publish(as(holder, 'member'), lot)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(withdrawLot(stranger, lot, { key, fate: 'kept' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await publish(as(holder), lot);
    await withdrawLot(as(holder), lot, { key, fate: 'recycled' });
    await withdrawLot(as(holder), lot, { key, fate: 'recycled' });
    expect(await lotPage(as(holder), lot)).toMatchObject({ status: 'withdrawn', leftMilli: 0 });
    await expect(update(as(holder), lot, 1)).rejects.toMatchObject({ code: 'lot-closed' });
  });
});

describe('changing a lot', () => {
  it('as a draft changes everything and erases what was emptied', async () => {
    const { ctx, create } = await home();
    const lot = await create({ room: 'couloir', massBasis: 'measured', unitMassKg: '30' });
    await update(ctx, lot, 1, { quantity: '10', title: 'Portes de palier' });
    expect(await lotPage(ctx, lot)).toMatchObject({
      title: 'Portes de palier',
      quantityMilli: 10_000,
      room: null,
      massBasis: 'default',
      version: 2,
    });
  });

  it('once published keeps type, unit, quantity and mass, and refuses asbestos beside its field', async () => {
    const { ctx, create } = await home();
    const lot = await create();
    await publish(ctx, lot);
    const version = (await lotPage(ctx, lot))?.version ?? 0;
    await update(ctx, lot, version, { quantity: '7', unit: 'm2', title: 'Nouveau', pricing: 'on_request' });
    expect(await lotPage(ctx, lot)).toMatchObject({
      title: 'Nouveau',
      unit: 'u',
      quantityMilli: 42_000,
      priceCents: null,
    });
    await expect(update(ctx, lot, version + 1, { asbestos: 'yes' })).rejects.toMatchObject({
      code: 'asbestos-declared',
      details: { field: 'asbestos' },
    });
  });

  it('by two tabs: the second is told; a stranger is told nothing', async () => {
    const { holder, ctx, create } = await home();
    const lot = await create();
    const both = await Promise.allSettled([
      update(ctx, lot, 1, { title: 'Un' }),
      update(ctx, lot, 1, { title: 'Deux' }),
    ]);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'changed-meanwhile' },
    });
    expect((await lotPage(ctx, lot))?.version).toBe(2);
    await expect(update(as(await party(world.owner)), lot, 2)).rejects.toMatchObject({ code: 'not-found' });
    await expect(update(as(holder, 'member'), lot, 2)).rejects.toMatchObject({ code: 'forbidden' });
  });
});
