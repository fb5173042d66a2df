import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentsOf, fileOfDocument, verifyDocument } from '#app/domain/documents/queries.server.ts';
import { fileKey } from '#app/domain/documents/vocabulary.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import { call, expectOk, handedOver, weighed } from '#tests/ledger/world.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { makeDocuments } from './make.server.ts';

let world: TestDatabase;
let storage: Storage;
beforeAll(async () => {
  world = await testDatabase();
  storage = folderStorage(await mkdtemp(join(tmpdir(), 'gisement-documents-')));
});

const make = (reservation: number, kept: Storage = storage) =>
  makeDocuments({ db: world.db, storage: kept }, { reservation });

/** An accepted reservation of two units on a site whose owner is named. */
async function reserved(holder: Acting, taker: Acting) {
  const site = await makeSite(world.owner, holder.party, {
    address: '4 rue des Portes',
    contactPhone: '02 99 00 00 00',
  });
  await world.owner`update site set owner_name = 'Ville de Rennes', owner_siren = '213502388', owner_status = 'collectivite',
    title_holder = 'owner' where id = ${site.id}`;
  const lot = await makeLot(world.owner, holder.party, { site });
  const reservation = await makeReservation(world.owner, lot, taker.party, { acceptedBy: holder.party });
  return { site, lot, reservation };
}

const both = async () => ({
  holder: await acting(world),
  taker: await acting(world, { kind: 'private_person' }),
});

const documents = async (reservation: number) => [
  ...(await world.owner`select id, kind, number, sequence, version, replaces_id, facts from document
    where reservation_id = ${reservation} order by id`),
];
const kinds = async (reservation: number) => (await documents(reservation)).map(({ kind }) => String(kind));

describe('documents of a reservation', () => {
  it('a slip once accepted; removal slip, deed and certificate once handed over; each in two languages, once', async () => {
    const { holder, taker } = await both();
    const { reservation } = await reserved(holder, taker);
    await make(reservation.id);
    expect(await kinds(reservation.id)).toEqual(['slip']);
    await handedOver(world.owner, holder.party, taker.party, reservation.id, 2000, 40_000);
    await make(reservation.id);
    await make(reservation.id);
    expect(await kinds(reservation.id)).toEqual(['slip', 'removal', 'deed', 'certificate']);
    const { documents: lines, missing } = await documentsOf(taker.ctx, reservation.id);
    expect(missing).toEqual([]);
    expect(lines.map(({ locales }) => locales)).toEqual(Array(4).fill(['en', 'fr']));
    for (const { publicId } of lines) {
      const file = await fileOfDocument(holder.ctx, publicId, 'fr');
      const found = file && (await storage.get(fileKey(file.sha256)));
      expect(
        found &&
          createHash('sha256')
            .update(await buffer(found.stream))
            .digest('hex'),
      ).toBe(file?.sha256);
    }
    const [deed] = (await documents(reservation.id)).filter(({ kind }) => kind === 'deed');
    expect(deed?.facts).toMatchObject({
      seller: { name: 'Ville de Rennes', kind: 'public' },
      taker: { kind: 'private_person' },
    });
  });
});
