import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActingOrganisation, Ctx, Role } from '#app/domain/context.ts';
import { addPhoto } from '#app/domain/lots/commands/add-photo.server.ts';
import { describePhoto } from '#app/domain/lots/commands/describe-photo.server.ts';
import { removePhoto } from '#app/domain/lots/commands/remove-photo.server.ts';
import { reorderPhotos } from '#app/domain/lots/commands/reorder-photos.server.ts';
import { lotPhotos } from '#app/domain/lots/photo-queries.server.ts';
import { PHOTO_LIMITS, type PhotoFacts } from '#app/domain/lots/photos.ts';
import { react } from '#app/jobs/react.server.ts';
import { keepPhoto, photoKey } from '#app/platform/images/photo-files.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import { lot as makeLot, type Party, party } from '#tests/ledger/world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';

let world: TestDatabase;
let storage: Storage;

beforeAll(async () => {
  world = await testDatabase();
  storage = folderStorage(await mkdtemp(join(tmpdir(), 'gisement-lot-photos-')));
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

async function draft() {
  const holder = await party(world.owner);
  const id = await makeLot(world.owner, holder, { publish: false });
  const [row] = await world.sql`select public_id from lot where id = ${id}`;
  return { holder, ctx: as(holder), id, publicId: String(row?.public_id) };
}

function anyPhoto(): PhotoFacts {
  const sha256 = createHash('sha256').update(randomBytes(16)).digest('hex');
  return {
    sha256,
    width: 1600,
    height: 1200,
    bytes: 1000,
    thumbhash: 'CAgIBQI=',
    widths: PHOTO_LIMITS.widths,
  };
}

const keep = (photo: PhotoFacts) => () =>
  keepPhoto(storage, {
    sha256: photo.sha256,
    files: photo.widths.map((width) => ({ width, content: Buffer.from('x') })),
  });
const add = (ctx: Ctx, lot: string, photo = anyPhoto(), key = randomUUID()) =>
  addPhoto(ctx, { key, lot, photo }, keep(photo));

describe('the photos of a lot', () => {
  it('are added in order, moved, described; the form sent twice adds one', async () => {
    const { ctx, publicId } = await draft();
    const [first, second] = [anyPhoto(), anyPhoto()];
    const key = randomUUID();
    const one = await add(ctx, publicId, first, key);
    expect(await add(ctx, publicId, first, key)).toEqual(one);
    expect(await add(ctx, publicId, first)).toEqual(one);
    const two = await add(ctx, publicId, second);
    await reorderPhotos(ctx, { key: randomUUID(), lot: publicId, photo: two.publicId, move: 'first' });
    await describePhoto(ctx, { key: randomUUID(), lot: publicId, photo: one.publicId, alt: 'Une porte' });
    const { photos } = await lotPhotos(ctx, publicId);
    expect(photos.map(({ sha256, alt }) => [sha256, alt])).toEqual([
      [second.sha256, null],
      [first.sha256, 'Une porte'],
    ]);
    await reorderPhotos(ctx, { key: randomUUID(), lot: publicId, photo: two.publicId, move: 'later' });
    await reorderPhotos(ctx, { key: randomUUID(), lot: publicId, photo: two.publicId, move: 'later' });
    expect((await lotPhotos(ctx, publicId)).photos.map(({ publicId: id }) => id)).toEqual([
      one.publicId,
      two.publicId,
    ]);
  });

  it('a removed photo leaves storage, unless another lot shows it', async () => {
    const mine = await draft();
    const other = await draft();
    const photo = anyPhoto();
    const first = photoKey(photo.sha256, 480);
    const a = await add(mine.ctx, mine.publicId, photo);
    const b = await add(other.ctx, other.publicId, photo);
    const settle = async (lotId: number) => {
      const events =
        await world.sql`select id from event where kind = 'lot.photo-removed' and (payload ->> 'lot')::bigint = ${lotId}`;
      for (const { id } of events) await react(world.db, { storage }, Number(id));
    };
    await removePhoto(mine.ctx, { key: randomUUID(), lot: mine.publicId, photo: a.publicId });
    await settle(mine.id);
    expect(await storage.head(first)).not.toBeNull();
    await removePhoto(other.ctx, { key: randomUUID(), lot: other.publicId, photo: b.publicId });
    await settle(other.id);
    expect(await storage.head(first)).toBeNull();
    expect((await world.sql`select 1 from stored_file where sha256 = ${photo.sha256}`).length).toBe(0);
    expect((await add(mine.ctx, mine.publicId, photo)).publicId).toBeTruthy();
    expect(await storage.head(first)).not.toBeNull();
  });

  it('are twelve at most, two forms at once included', async () => {
    const { ctx, publicId } = await draft();
    for (let count = 0; count < 10; count += 1) await add(ctx, publicId);
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => add(ctx, publicId)));
    expect(answers.filter(({ status }) => status === 'fulfilled').length).toBe(2);
    const refused = answers.find((answer) => answer.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'too-many-photos' });
    expect((await lotPhotos(ctx, publicId)).photos.length).toBe(12);
  });

  it('are nobody else’s: a stranger is told nothing, a mere member may not, nothing is kept', async () => {
    const { holder, ctx, publicId } = await draft();
    const stranger = as(await party(world.owner));
    const photo = anyPhoto();
    await expect(add(stranger, publicId, photo)).rejects.toMatchObject({ code: 'not-found' });
    await expect(add(stranger, randomUUID(), photo)).rejects.toMatchObject({ code: 'not-found' });
    await expect(lotPhotos(stranger, publicId)).rejects.toMatchObject({ code: 'not-found' });
    await expect(add(as(holder, 'member'), publicId, photo)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await storage.head(photoKey(photo.sha256, 480))).toBeNull();
    const mine = await add(ctx, publicId);
    const theirs = await draft();
    const elsewhere = { key: randomUUID(), lot: theirs.publicId, photo: mine.publicId };
    await expect(removePhoto(theirs.ctx, elsewhere)).rejects.toMatchObject({ code: 'not-found' });
    await expect(describePhoto(theirs.ctx, { ...elsewhere, alt: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await lotPhotos(ctx, publicId)).photos.length).toBe(1);
  });
});
