import { randomUUID } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addPhoto } from '#app/domain/lots/commands/add-photo.server.ts';
import { maskPhoto } from '#app/domain/lots/commands/mask-photo.server.ts';
import { lotPhotos } from '#app/domain/lots/photo-queries.server.ts';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import { factsOf, keeping, maskPixels } from '#app/http/photo.server.ts';
import { purgeUploads } from '#app/jobs/purge-uploads.server.ts';
import { react } from '#app/jobs/react.server.ts';
import { renderPhoto } from '#app/jobs/render-photo.server.ts';
import { openEncoder, type PhotoEncoder } from '#app/platform/images/encoder.server.ts';
import { photoKey, sourceKey } from '#app/platform/images/photo-files.server.ts';
import { keepPart, partKey } from '#app/platform/images/upload-parts.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import { picture } from '#tests/fixtures/images/picture.ts';
import { accepted, expectOk, handedOver, call as ledgerCall } from '#tests/ledger/world.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeSite } from '#tests/support/factories.ts';

let world: TestDatabase;
let storage: Storage;
let photos: PhotoEncoder;
let shades = 0;

beforeAll(async () => {
  world = await testDatabase();
  storage = folderStorage(await mkdtemp(join(tmpdir(), 'gisement-job-photos-')));
  photos = openEncoder();
});
afterAll(() => photos.stop());

async function photographed(holder: Acting, lot: Made) {
  shades += 1;
  const content = await picture(1100, 700 + shades)
    .jpeg()
    .toBuffer();
  const look = await photos.look(content, PHOTO_LIMITS);
  const call = { key: randomUUID(), lot: lot.publicId, photo: factsOf(look) };
  const { publicId } = await addPhoto(holder.ctx, call, keeping(storage, look));
  const [row] = await world.sql`select id from stored_file where sha256 = ${look.sha256}`;
  return { publicId, sha256: look.sha256, file: Number(row?.id), content };
}

const render = (file: number, lastAttempt = false) =>
  renderPhoto({ db: world.db, storage, photos }, { file, widths: PHOTO_LIMITS.widths, lastAttempt });

it('a photo shows its smallest version at once; the job makes the others and lets the source go', async () => {
  const holder = await acting(world);
  const lot = await makeLot(world.owner, holder.party, { publish: false });
  const { sha256, file } = await photographed(holder, lot);
  const before = await lotPhotos(holder.ctx, lot.publicId);
  expect(before.photos[0]).toMatchObject({ widths: [480], avif: false, pending: true });
  expect(await storage.head(photoKey(sha256, 480))).not.toBeNull();
  expect(await storage.head(sourceKey(sha256))).not.toBeNull();

  const [event] =
    await world.sql`select id from event where kind = 'lot.photo-added' and (payload ->> 'file')::bigint = ${file}`;
  await react(world.db, { storage }, Number(event?.id));
  const [job] = await world.owner`
    select j.key, q.queue_name from graphile_worker.jobs j join graphile_worker._private_job_queues q on q.queue_name = j.queue_name
     where j.key = ${`photo:${file}`}`;
  expect(job?.queue_name).toBe(`photos-${file % 2}`);

  expect(await render(file)).toBe('rendered');
  expect(await render(file)).toBe('rendered');
  const after = await lotPhotos(holder.ctx, lot.publicId);
  expect(after.photos[0]).toMatchObject({ widths: [480, 960, 1600], avif: true, pending: false });
  for (const width of [480, 960, 1600])
    for (const format of ['webp', 'avif'] as const)
      expect(await storage.head(photoKey(sha256, width, format))).not.toBeNull();
  expect(await storage.head(sourceKey(sha256))).toBeNull();
});

it('a job that ended half-way goes on from the versions already stored', async () => {
  const holder = await acting(world);
  const lot = await makeLot(world.owner, holder.party, { publish: false });
  const { file, sha256 } = await photographed(holder, lot);
  let asked = 0;
  const dying: PhotoEncoder = {
    ...photos,
    render: async (...call) => {
      asked += 1;
      if (asked === 3) throw new Error('the machine went down');
      return photos.render(...call);
    },
  };
  const options = { file, widths: PHOTO_LIMITS.widths, lastAttempt: false };
  await expect(renderPhoto({ db: world.db, storage, photos: dying }, options)).rejects.toThrow(/went down/);
  expect(await storage.head(sourceKey(sha256))).not.toBeNull();
  await renderPhoto({ db: world.db, storage, photos: dying }, options);
  // five versions are new (the smallest was there), one of them asked twice
  expect(asked).toBe(6);
  expect((await lotPhotos(holder.ctx, lot.publicId)).photos[0]?.pending).toBe(false);
});

it('a photo that cannot be finished keeps its smallest version; one removed meanwhile leaves nothing', async () => {
  const holder = await acting(world);
  const lot = await makeLot(world.owner, holder.party, { publish: false });
  const broken = await photographed(holder, lot);
  await storage.delete(sourceKey(broken.sha256));
  await render(broken.file, true);
  expect((await lotPhotos(holder.ctx, lot.publicId)).photos[0]).toMatchObject({
    widths: [480],
    pending: false,
  });

  const gone = await photographed(holder, lot);
  const removing: PhotoEncoder = {
    ...photos,
    render: async (...call) => {
      await world.owner`delete from lot_photo where file_id = ${gone.file}`;
      await world.owner`delete from stored_file where id = ${gone.file}`;
      return photos.render(...call);
    },
  };
  const options = { file: gone.file, widths: PHOTO_LIMITS.widths, lastAttempt: false };
  await renderPhoto({ db: world.db, storage, photos: removing }, options);
  expect(await storage.head(photoKey(gone.sha256, 960, 'avif'))).toBeNull();
  expect(await storage.head(sourceKey(gone.sha256))).toBeNull();
});

it('a masked photo takes the place of the other on every lot of the holder; nothing of the other is kept', async () => {
  const holder = await acting(world);
  const [one, two] = [
    await makeLot(world.owner, holder.party, { publish: false }),
    await makeLot(world.owner, holder.party, { publish: false }),
  ];
  const stranger = await acting(world);
  const { publicId, sha256, file } = await photographed(holder, one);
  await render(file);
  await world.owner`insert into lot_photo (lot_id, file_id, position) values (${two.id}, ${file}, 0)`;
  const zones = [{ left: 100, top: 100, width: 300, height: 300 }];
  const look = await maskPixels({ storage, photos }, { sha256, widths: [480, 960, 1600] }, zones);
  const call = { key: randomUUID(), lot: one.publicId, photo: publicId, zones, masked: factsOf(look) };
  await expect(maskPhoto(stranger.ctx, call, keeping(storage, look))).rejects.toMatchObject({
    code: 'not-found',
  });
  await maskPhoto(holder.ctx, call, keeping(storage, look));
  await maskPhoto(holder.ctx, call, keeping(storage, look));
  for (const lot of [one, two])
    expect((await lotPhotos(holder.ctx, lot.publicId)).photos.map((photo) => photo.sha256)).toEqual([
      look.sha256,
    ]);
  const [event] =
    await world.sql`select id from event where kind = 'lot.photo-removed' and (payload ->> 'file')::bigint = ${file}`;
  await react(world.db, { storage }, Number(event?.id));
  for (const width of [480, 960, 1600])
    for (const format of ['webp', 'avif'] as const)
      expect(await storage.head(photoKey(sha256, width, format))).toBeNull();
  expect((await world.sql`select 1 from stored_file where sha256 = ${sha256}`).length).toBe(0);
});

it('reaches the lot a taker listed again, and the one after it; not a stranger’s', async () => {
  const [holder, taker, second, stranger] = await Promise.all([1, 2, 3, 4].map(() => acting(world)));
  if (!holder || !taker || !second || !stranger) throw new Error('nobody');
  const from = await makeLot(world.owner, holder.party);
  /** A lot that `of` listed again from what it took of `lot`. */
  const relisted = async (giver: Acting, lot: { id: number }, of: Acting): Promise<Made> => {
    const { owner } = world;
    const reservation = await accepted(owner, giver.party, of.party, lot.id, 2000);
    await handedOver(owner, giver.party, of.party, reservation, 2000, 41_500);
    const site = await makeSite(owner, of.party);
    const made = expectOk(await ledgerCall(owner, 'relist', of.party, reservation, site.id, 2000));
    return { id: Number(made.lot), publicId: String(made.public_id) };
  };
  const again = await relisted(holder, from, taker);
  expectOk(await ledgerCall(world.owner, 'publish', taker.party, again.id));
  const last = await relisted(taker, again, second);
  const theirs = await makeLot(world.owner, stranger.party, { publish: false });
  const { publicId, sha256, file } = await photographed(holder, from);
  await render(file);
  for (const lot of [again, last, theirs])
    await world.owner`insert into lot_photo (lot_id, file_id, position) values (${lot.id}, ${file}, 0)`;
  const zones = [{ left: 0, top: 0, width: 500, height: 500 }];
  const look = await maskPixels({ storage, photos }, { sha256, widths: [480, 960, 1600] }, zones);
  const call = { key: randomUUID(), lot: from.publicId, photo: publicId, zones, masked: factsOf(look) };
  await maskPhoto(holder.ctx, call, keeping(storage, look));
  for (const [of, lot] of [
    [holder, from],
    [taker, again],
    [second, last],
  ] as const)
    expect((await lotPhotos(of.ctx, lot.publicId)).photos.map((one) => one.sha256)).toEqual([look.sha256]);
  expect((await lotPhotos(stranger.ctx, theirs.publicId)).photos.map((one) => one.sha256)).toEqual([sha256]);
  const gone = async () => {
    const [event] = await world.sql`select id from event where kind = 'lot.photo-removed'
      and (payload ->> 'file')::bigint = ${file} order by id desc limit 1`;
    await world.owner`update event set handled_at = null where id = ${Number(event?.id)}`;
    await react(world.db, { storage }, Number(event?.id));
    const kept = [480, 960, 1600].flatMap((width) =>
      (['webp', 'avif'] as const).map((format) => storage.head(photoKey(sha256, width, format))),
    );
    return (await Promise.all([...kept, storage.head(sourceKey(sha256))])).every((found) => found === null);
  };
  expect(await gone()).toBe(false);
  await world.owner`delete from lot_photo where lot_id = ${theirs.id}`;
  expect(await gone()).toBe(true);
});

it('an upload begun and forgotten leaves after a day', async () => {
  const holder = await acting(world);
  const lot = await makeLot(world.owner, holder.party, { publish: false });
  const upload = randomUUID();
  const { organisation } = holder.party;
  await keepPart(storage, partKey(organisation, upload, 0), Buffer.from('half'));
  await world.owner`insert into photo_upload (organisation_id, public_id, lot_id, bytes, received, parts, created_at)
    values (${organisation}, ${upload}, ${lot.id}, 8, 4, '{0}', ledger.clock() - interval '25 hours')`;
  await purgeUploads({ db: world.db, storage });
  expect(await storage.head(partKey(organisation, upload, 0))).toBeNull();
  expect((await world.sql`select 1 from photo_upload where public_id = ${upload}`).length).toBe(0);
});
