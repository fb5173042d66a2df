import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActingOrganisation, Ctx, Role } from '#app/domain/context.ts';
import { metresBetween } from '#app/domain/territories/distance.ts';
import { type Party, party } from '#tests/ledger/world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { createSite } from './commands/create-site.server.ts';
import { updateSite } from './commands/update-site.server.ts';
import { mySites, sitePublicView, siteWholeView } from './queries.server.ts';
import { siteInput } from './schema.ts';

const secret = 'a secret of these tests, long enough';
let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
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

const typed = (more: Record<string, unknown> = {}) =>
  siteInput.parse({ kind: 'works', name: 'Les Tilleuls', communeCode: '35238', ...more });
const create = (ctx: Ctx, more: Record<string, unknown> = {}, key = randomUUID()) =>
  createSite(ctx, { key, input: typed(more), secret });
const update = (
  ctx: Ctx,
  id: string,
  version: number,
  more: Record<string, unknown> = {},
  key = randomUUID(),
) => updateSite(ctx, id, { key, input: typed(more), secret, version });
const newParty = () => party(world.owner);

describe('opening a site', () => {
  it('places it at the commune’s point, shown 300 to 500 m away; a depot is shown where it is', async () => {
    const ctx = as(await newParty());
    const works = await siteWholeView(ctx, (await create(ctx)).publicId);
    expect(works).toMatchObject({ name: 'Les Tilleuls', positionSource: 'commune', version: 1 });
    const metres = metresBetween(works ?? { lon: 0, lat: 0 }, {
      lon: works?.publicLon ?? 0,
      lat: works?.publicLat ?? 0,
    });
    expect(metres).toBeGreaterThanOrEqual(300);
    expect(metres).toBeLessThanOrEqual(500);
    const depot = await siteWholeView(
      ctx,
      (await create(ctx, { kind: 'depot', pastedPosition: '48.11, -1.68' })).publicId,
    );
    expect(depot).toMatchObject({ lon: -1.68, lat: 48.11, publicLon: -1.68, publicLat: 48.11 });
  });

  it('sent twice, even at once, opens one', async () => {
    const ctx = as(await newParty());
    const key = randomUUID();
    const [one, two] = await Promise.all([create(ctx, {}, key), create(ctx, {}, key)]);
    expect(two).toEqual(one);
    expect(await mySites(ctx)).toHaveLength(1);
    await expect(create(ctx, { name: 'Autre' }, key)).rejects.toMatchObject({ code: 'idempotency-mismatch' });
  });

  it('is refused, and leaves nothing, for an unknown commune, a far position or a mere member', async () => {
    const ctx = as(await newParty());
    await expect(create(ctx, { communeCode: '99999' })).rejects.toMatchObject({
      code: 'commune-unknown',
      details: { field: 'communeCode' },
    });
    await expect(create(ctx, { communeCode: '99999', pastedPosition: '48.11, -1.68' })).rejects.toMatchObject(
      { code: 'commune-unknown' },
    );
    await expect(create(ctx, { pastedPosition: '43.29, 5.37' })).rejects.toMatchObject({
      code: 'position-far',
      details: { field: 'pastedPosition' },
    });
    await expect(create({ ...ctx, actor: as(await newParty(), 'member').actor })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await mySites(ctx)).toEqual([]);
  });
});

describe('changing a site', () => {
  it('keeps the public point until the site moves, and erases what was emptied', async () => {
    const ctx = as(await newParty());
    const { publicId } = await create(ctx, { address: '3 rue des Tilleuls', contactPhone: '0612345678' });
    const before = await siteWholeView(ctx, publicId);
    await update(ctx, publicId, 1, { name: 'Renommé' });
    const after = await siteWholeView(ctx, publicId);
    expect(after).toMatchObject({ name: 'Renommé', address: null, contactPhone: null, version: 2 });
    expect([after?.publicLon, after?.publicLat]).toEqual([before?.publicLon, before?.publicLat]);
    await update(ctx, publicId, 2, { pastedPosition: '48.12, -1.70' });
    const moved = await siteWholeView(ctx, publicId);
    expect(moved?.publicLon).not.toBe(before?.publicLon);
  });

  it('forgets a pin left in the commune it came from', async () => {
    const ctx = as(await newParty());
    const { publicId } = await create(ctx, { lon: '-1.68', lat: '48.11', positionSource: 'drag' });
    await update(ctx, publicId, 1, {
      communeCode: '35278',
      lon: '-1.68',
      lat: '48.11',
      positionSource: 'drag',
    });
    const site = await siteWholeView(ctx, publicId);
    expect(site).toMatchObject({ positionSource: 'commune', commune: { code: '35278' } });
    expect(site?.lon).not.toBe(-1.68);
  });

  it('by two tabs: the second is told, and changes nothing', async () => {
    const ctx = as(await newParty());
    const { publicId } = await create(ctx);
    const both = await Promise.allSettled([
      update(ctx, publicId, 1, { name: 'Un' }),
      update(ctx, publicId, 1, { name: 'Deux' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'changed-meanwhile' },
    });
    expect((await siteWholeView(ctx, publicId))?.version).toBe(2);
  });

  it('tells a stranger what it tells of a site that does not exist, and a member that the role is missing', async () => {
    const home = await newParty();
    const { publicId } = await create(as(home));
    const stranger = as(await newParty());
    await expect(update(stranger, publicId, 1)).rejects.toMatchObject({ code: 'not-found' });
    await expect(update(stranger, randomUUID(), 1)).rejects.toMatchObject({ code: 'not-found' });
    await expect(update(as(home, 'member'), publicId, 1)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await siteWholeView(stranger, publicId)).toBeNull();
    expect(await sitePublicView(stranger, publicId)).toBeNull();
    expect(await siteWholeView(as(home, 'analyst'), publicId)).toBeNull();
  });
});
