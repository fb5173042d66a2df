import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { relistTaken } from '#app/domain/reservations/commands/relist-taken.server.ts';
import { accepted, handedOver } from '#tests/ledger/world.ts';
import { type Acting, acting, inRole, refusalOf, visitor } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeSite } from '#tests/support/factories.ts';
import { addDocument } from './commands/add-document.server.ts';
import { duplicateLot } from './commands/duplicate-lot.server.ts';
import { mergeLots } from './commands/merge-lots.server.ts';
import { moveLots } from './commands/move-lots.server.ts';
import { removeDocument } from './commands/remove-document.server.ts';
import { splitLot } from './commands/split-lot.server.ts';
import { withdrawLot } from './commands/withdraw-lot.server.ts';
import { documentFile } from './document-queries.server.ts';
import { lotLife } from './life.server.ts';
import { lotPage } from './lot-page.server.ts';
import { siteLots } from './site-lots.server.ts';
import { readTableState } from './site-table.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

interface Scene {
  holder: Acting;
  stranger: Acting;
  lot: Made;
}
async function scene(publish = true): Promise<Scene> {
  const holder = await acting(world, { role: 'site_manager' });
  return {
    holder,
    stranger: await acting(world),
    lot: await makeLot(world.owner, holder.party, { publish }),
  };
}
const key = () => randomUUID();
const split = ({ ctx }: Pick<Acting, 'ctx'>, lot: Made, quantityMilli: number) =>
  splitLot(ctx, lot.publicId, { key: key(), quantityMilli });

describe('dividing, moving, merging', () => {
  it('divides with the words and the files, and tells its holder’s history at both ends', async () => {
    const { holder, lot } = await scene();
    const document = { kind: 'other', name: 'a.pdf', shownTo: 'everyone', sha256: 'ab'.repeat(32) } as const;
    await addDocument(
      holder.ctx,
      { key: key(), lot: lot.publicId, document: { ...document, mediaType: 'application/pdf', bytes: 10 } },
      async () => {},
    );
    const { publicId } = await split(holder, lot, 8000);
    const part = await lotPage(holder.ctx, publicId);
    expect(part).toMatchObject({ quantityMilli: 8000, leftMilli: 8000, status: 'published' });
    expect(part?.documents).toMatchObject([{ name: 'a.pdf', readable: true }]);
    expect(await lotPage(holder.ctx, lot.publicId)).toMatchObject({
      quantityMilli: 12_000,
      leftMilli: 12_000,
    });
    const kinds = async (id: number) => (await lotLife(holder.ctx, id)).map(({ kind }) => kind);
    expect(await kinds(lot.id)).toEqual(['split', 'published', 'created']);
    expect(await kinds(part?.id ?? 0)).toEqual(['from-split', 'created']);
  });

  it('refuses beside the field, to a member and to a stranger, and leaves nothing', async () => {
    const { holder, stranger, lot } = await scene();
    expect(await refusalOf(split(holder, lot, 20_000))).toMatchObject({
      code: 'not-enough-left',
      field: 'quantity',
    });
    expect(await refusalOf(split({ ctx: inRole(holder, 'member') }, lot, 1000))).toMatchObject({
      code: 'forbidden',
    });
    expect(await refusalOf(split(stranger, lot, 1000))).toMatchObject({ code: 'not-found' });
    expect(await lotPage(holder.ctx, lot.publicId)).toMatchObject({ quantityMilli: 20_000 });
  });

  it('moves several, each with its own answer, and never to the site of others', async () => {
    const { holder, stranger, lot } = await scene();
    const [site, theirs] = [
      await makeSite(world.owner, holder.party),
      await makeSite(world.owner, stranger.party),
    ];
    const gone = await makeLot(world.owner, holder.party);
    await withdrawLot(holder.ctx, gone.publicId, { key: key(), fate: 'kept' });
    const move = (to: Made) =>
      moveLots(holder.ctx, { key: key(), lots: [lot.publicId, gone.publicId], site: to.publicId });
    expect(await refusalOf(move(theirs))).toMatchObject({ code: 'not-found' });
    const { done, refused } = await move(site);
    expect(refused).toMatchObject([{ publicId: gone.publicId, code: 'lot-closed' }]);
    expect(await lotPage(holder.ctx, done[0] ?? '')).toMatchObject({
      leftMilli: 20_000,
      site: { publicId: site.publicId },
    });
  });

  it('merges the parts into the oldest; a stranger merges nothing', async () => {
    const { holder, stranger, lot } = await scene();
    const part = (await split(holder, lot, 8000)).publicId;
    const merge = (ctx: Acting['ctx']) => mergeLots(ctx, { key: key(), lots: [part, lot.publicId] });
    expect(await refusalOf(merge(stranger.ctx))).toMatchObject({ code: 'not-found' });
    expect(await merge(holder.ctx)).toEqual({ publicId: lot.publicId });
    expect(await lotPage(holder.ctx, lot.publicId)).toMatchObject({
      quantityMilli: 20_000,
      leftMilli: 20_000,
    });
    const other = await makeLot(world.owner, holder.party);
    const unlike = mergeLots(holder.ctx, { key: key(), lots: [lot.publicId, other.publicId] });
    expect(await refusalOf(unlike)).toMatchObject({ code: 'merge-unequal', what: ['origin', 'site'] });
  });

  it('duplicates as a draft declared anew, without laundering an origin that has counted', async () => {
    const { holder, stranger, lot } = await scene();
    const once = key();
    const copy = (ctx: Acting['ctx'], k = key()) =>
      duplicateLot(ctx, lot.publicId, { key: k, title: (title) => `${title} (copie)` });
    expect(await refusalOf(copy(stranger.ctx))).toMatchObject({ code: 'not-found' });
    const [one, two] = await Promise.all([copy(holder.ctx, once), copy(holder.ctx, once)]);
    expect(two).toEqual(one);
    expect(await lotPage(holder.ctx, one.publicId)).toMatchObject({
      status: 'draft',
      quantityMilli: 20_000,
      photos: [],
    });
    const [row] = await world.owner`
      select origin_site_id = site_id as here, origin_counted, title from lot where public_id = ${one.publicId}`;
    expect(row).toMatchObject({ here: true, origin_counted: false });
    expect(String(row?.title)).toMatch(/ \(copie\)$/);
  });
});

describe('what was taken', () => {
  it('is listed again by its taker alone, once for one key, and never for more', async () => {
    const { holder, stranger, lot } = await scene();
    const taker = await acting(world, { kind: 'association' });
    const id = await accepted(world.sql, holder.party, taker.party, lot.id, 5000);
    await handedOver(world.sql, holder.party, taker.party, id, 5000, 100_000);
    const [row] = await world.owner`select public_id from ledger.reservation where id = ${id}`;
    const publicId = String(row?.public_id);
    const site = (await makeSite(world.owner, taker.party)).publicId;
    const relist = (ctx: Acting['ctx'], quantityMilli: number, k = key()) =>
      relistTaken(ctx, publicId, { key: k, site, quantityMilli });
    expect(await refusalOf(relist(stranger.ctx, 1000))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(relist(holder.ctx, 1000))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(relist(taker.ctx, 6000))).toMatchObject({
      code: 'not-enough-left',
      field: 'quantity',
    });
    const once = key();
    const [one, two] = await Promise.all([relist(taker.ctx, 5000, once), relist(taker.ctx, 5000, once)]);
    expect(two).toEqual(one);
    expect(await lotPage(taker.ctx, one.publicId)).toMatchObject({ status: 'draft', quantityMilli: 5000 });
  });
});

describe('documents', () => {
  const paper = {
    kind: 'asbestos_survey',
    name: 'constat.pdf',
    mediaType: 'application/pdf',
    bytes: 9,
  } as const;
  const attach = (
    ctx: Acting['ctx'],
    lot: Made,
    sha256: string,
    shownTo: 'everyone' | 'parties' = 'parties',
  ) =>
    addDocument(
      ctx,
      { key: key(), lot: lot.publicId, document: { ...paper, sha256, shownTo } },
      async () => {},
    );

  it('are named to all who see the lot and opened by the two sides only, unless said otherwise', async () => {
    const { holder, stranger, lot } = await scene();
    const taker = await acting(world);
    const { publicId } = await attach(holder.ctx, lot, 'cd'.repeat(32));
    const open = (ctx: Acting['ctx']) => documentFile(ctx, lot.publicId, publicId);
    expect(await open(stranger.ctx)).toBeNull();
    expect(await open(visitor(world))).toBeNull();
    expect((await lotPage(stranger.ctx, lot.publicId))?.documents).toMatchObject([{ readable: false }]);
    expect(await open(holder.ctx)).toMatchObject({ name: 'constat.pdf' });
    await accepted(world.sql, holder.party, taker.party, lot.id, 1000);
    expect(await open(taker.ctx)).toMatchObject({ mediaType: 'application/pdf' });
    const shown = await attach(holder.ctx, lot, 'ef'.repeat(32), 'everyone');
    expect(await documentFile(visitor(world), lot.publicId, shown.publicId)).not.toBeNull();
  });

  it('are attached and taken off by those who manage the lot', async () => {
    const { holder, stranger, lot } = await scene(false);
    expect(await refusalOf(attach(stranger.ctx, lot, '01'.repeat(32)))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(attach(inRole(holder, 'member'), lot, '01'.repeat(32)))).toMatchObject({
      code: 'forbidden',
    });
    const [one, two] = await Promise.all([
      attach(holder.ctx, lot, '02'.repeat(32)),
      attach(holder.ctx, lot, '02'.repeat(32)),
    ]);
    expect(two).toEqual(one);
    const remove = (ctx: Acting['ctx']) =>
      removeDocument(ctx, { key: key(), lot: lot.publicId, document: one.publicId });
    expect(await refusalOf(remove(stranger.ctx))).toMatchObject({ code: 'not-found' });
    await remove(holder.ctx);
    expect((await lotPage(holder.ctx, lot.publicId))?.documents).toEqual([]);
    expect(await refusalOf(remove(holder.ctx))).toMatchObject({ code: 'not-found' });
  });
});

describe('the table of a site', () => {
  it('is read by pages in each order, forwards and backwards, without missing or repeating a lot', async () => {
    const { holder } = await scene();
    const site = await makeSite(world.owner, holder.party);
    for (let n = 0; n < 56; n++) await makeLot(world.owner, holder.party, { site, publish: n % 7 === 0 });
    await world.owner`update lot set price_cents = nullif(id % 4, 0) * 100, title = 'Même titre' where site_id = ${site.id}`;
    for (const query of [
      '',
      'sort=title',
      'sort=title&dir=desc',
      'sort=status',
      'sort=price&dir=desc',
      'sort=until',
    ]) {
      const state = readTableState(new URLSearchParams(query));
      const first = await siteLots(holder.ctx, site.id, state);
      const second = await siteLots(holder.ctx, site.id, { ...state, after: first.next ?? undefined });
      const all = [...first.rows, ...second.rows].map(({ publicId }) => publicId);
      expect([query, all.length, new Set(all).size, first.total, second.next]).toEqual([
        query,
        56,
        56,
        56,
        null,
      ]);
    }
    const drafts = await siteLots(holder.ctx, site.id, readTableState(new URLSearchParams('state=draft')));
    expect(drafts).toMatchObject({ total: 48, next: null });
  });
});
