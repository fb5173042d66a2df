import { createHash } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { issueDocuments } from '#app/domain/documents/commands/issue-documents.server.ts';
import {
  documentsOf,
  documentsOfOrganisation,
  fileOfDocument,
  verifyDocument,
} from '#app/domain/documents/queries.server.ts';
import { fileKey, numberOf, shortNumber } from '#app/domain/documents/vocabulary.ts';
import { react } from '#app/jobs/react.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import type { Database } from '#db/client.ts';
import { call, expectOk, handedOver, weighed } from '#tests/ledger/world.ts';
import { type Acting, acting, alone, inRole, visitor } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite, makeSlot } from '#tests/support/factories.ts';
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
      holder: { name: holder.ctx.actor.organisation?.name },
      taker: { kind: 'private_person' },
    });
  });

  it('the deed waits while the site does not say whose the materials are: never the account that typed', async () => {
    const { holder, taker } = await both();
    const { site, reservation } = await reserved(holder, taker);
    await world.owner`update site set title_holder = null where id = ${site.id}`;
    await handedOver(world.owner, holder.party, taker.party, reservation.id, 2000, 40_000);
    await make(reservation.id);
    expect(await kinds(reservation.id)).toEqual(['removal', 'certificate']);
    expect((await documentsOf(holder.ctx, reservation.id)).waits).toBe('title');
    await world.owner`update site set title_holder = 'owner' where id = ${site.id}`;
    expect(await documentsOf(holder.ctx, reservation.id)).toMatchObject({ missing: ['deed'], waits: null });
    await make(reservation.id);
    expect(await kinds(reservation.id)).toEqual(['removal', 'certificate', 'deed']);
  });

  it('what serves another purpose counts for nobody: no certificate', async () => {
    const { holder, taker } = await both();
    const { reservation } = await reserved(holder, taker);
    expectOk(
      await call(
        world.owner,
        'confirm_handover',
        taker.party,
        reservation.id,
        2000,
        ...weighed(40_000),
        null,
        null,
        false,
      ),
    );
    expectOk(
      await call(
        world.owner,
        'confirm_handover',
        holder.party,
        reservation.id,
        2000,
        null,
        null,
        null,
        null,
        null,
        null,
        false,
      ),
    );
    await make(reservation.id);
    expect(await kinds(reservation.id)).toEqual(['removal', 'deed']);
  });

  it('a booked hour makes a new slip, which names the one it replaces; nothing new makes nothing', async () => {
    const { holder, taker } = await both();
    const { site, reservation } = await reserved(holder, taker);
    await make(reservation.id);
    const slot = await makeSlot(world.owner, site);
    expectOk(await call(world.owner, 'book_slot', taker.party, `{${reservation.id}}`, slot.id));
    await make(reservation.id);
    await make(reservation.id);
    const [first, second, ...more] = await documents(reservation.id);
    expect(more).toEqual([]);
    expect(second).toMatchObject({ kind: 'slip', version: 2, replaces_id: first?.id });
    const seen = await verifyDocument(visitor(world), String(first?.number));
    expect(seen).toMatchObject({
      state: 'superseded',
      replacedBy: { number: shortNumber(String(second?.number)) },
    });
  });

  it('a correction makes new versions of what it changes; one that says it never took place cancels them', async () => {
    const { holder, taker } = await both();
    const { lot, reservation } = await reserved(holder, taker);
    const { movement } = await handedOver(
      world.owner,
      holder.party,
      taker.party,
      reservation.id,
      2000,
      40_000,
    );
    await make(reservation.id);
    const before = await documents(reservation.id);
    await correct(holder, taker, { lot: lot.id, movement: Number(movement), milli: 1000, grams: 21_000 });
    await make(reservation.id);
    const after = await documents(reservation.id);
    expect(after.map(({ version }) => version)).toEqual([1, 1, 1, 2, 2, 2]);
    expect(after.slice(3).map(({ replaces_id }) => replaces_id)).toEqual(before.map(({ id }) => id));
    const old = await verifyDocument(taker.ctx, String(before[2]?.number));
    expect(old).toMatchObject({
      kind: 'certificate',
      state: 'superseded',
      mass: { massG: 40_000, evidence: 'A' },
    });
    expect(old?.replacedBy?.number).toBe(after[5]?.number);
    expect((await verifyDocument(taker.ctx, String(after[5]?.number)))?.mass).toMatchObject({
      massG: 21_000,
      lowG: 20_580,
    });
    const [line] =
      await world.owner`select seq from ledger.movement m where reservation_id = ${reservation.id} and kind = 'collect'
      order by seq desc limit 1`;
    await correct(holder, taker, { lot: lot.id, movement: Number(line?.seq), milli: 0, grams: null });
    await make(reservation.id);
    const [, , last] = (await documents(reservation.id)).slice(-3);
    expect(last).toMatchObject({ kind: 'certificate', version: 3 });
    expect(await verifyDocument(visitor(world), String(last?.number))).toMatchObject({
      state: 'cancelled',
      mass: null,
    });
  });

  it('what its taker throws away since leaves the certificate, and only the certificate', async () => {
    const [holder, taker] = [await acting(world), await acting(world)];
    const { reservation } = await reserved(holder, taker);
    await handedOver(world.owner, holder.party, taker.party, reservation.id, 2000, 40_000);
    await make(reservation.id);
    const say = (...parts: (number | string | null)[]) =>
      call(world.owner, 'say_outcome', taker.party, reservation.id, ...parts);
    expectOk(await say(1000, 0, 0, 1000, 'recycled'));
    await make(reservation.id);
    const after = await documents(reservation.id);
    expect(after.map(({ kind, version }) => `${kind} ${version}`).slice(-1)).toEqual(['certificate 2']);
    expect(after).toHaveLength(4);
    expect((await verifyDocument(taker.ctx, String(after[3]?.number)))?.mass).toMatchObject({
      massG: 20_000,
      lowG: 19_600,
    });
    expectOk(await say(0, 0, 0, 2000, 'recycled'));
    await make(reservation.id);
    const last = (await documents(reservation.id)).at(-1);
    expect(await verifyDocument(visitor(world), String(last?.number))).toMatchObject({
      state: 'cancelled',
      mass: null,
    });
  });
});

async function correct(
  holder: Acting,
  taker: Acting,
  { lot, movement, milli, grams }: { lot: number; movement: number; milli: number; grams: number | null },
) {
  const mass = grams === null ? [null, null, null, null] : weighed(grams);
  const { correction } = expectOk(
    await call(
      world.owner,
      'propose_correction',
      holder.party,
      lot,
      movement,
      milli,
      ...mass,
      null,
      null,
      'ticket',
    ),
  );
  expectOk(await call(world.owner, 'answer_correction', taker.party, Number(correction), true));
}

describe('numbers', () => {
  it('follow one another for an issuer, whatever comes at once, fails or is run twice', async () => {
    const holder = await acting(world);
    const takers = await Promise.all(Array.from({ length: 6 }, () => acting(world)));
    const asked = [];
    for (const taker of takers) asked.push((await reserved(holder, taker)).reservation.id);
    const issue = (id: number) =>
      issueDocuments({ ...holder.ctx, actor: { ...holder.ctx.actor, via: 'job' } }, id);
    const failing = (id: number) =>
      world.db
        .transaction(async (tx) => {
          await issueDocuments({ ...holder.ctx, db: tx }, id);
          throw new Error('killed');
        })
        .catch(() => undefined);
    await Promise.all(asked.flatMap((id) => [issue(id), failing(id), issue(id)]));
    const rows = await world.owner`select number, sequence, year from document
      where organisation_id = ${holder.party.organisation} order by sequence`;
    expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    const year = String(rows[0]?.year);
    expect(rows.map(({ number }) => String(number).slice(0, 11))).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `${year}-0000${n}-`),
    );
    expect(new Set(rows.map(({ number }) => String(number).slice(11))).size).toBe(6);
  });

  it.each([1, 2, 3, 5, 6])(
    'a job killed before its step %i and run again ends in the same documents, files and bytes',
    async (step) => {
      const { holder, taker } = await both();
      const { reservation } = await reserved(holder, taker);
      await handedOver(world.owner, holder.party, taker.party, reservation.id, 2000, 40_000);
      const killed = { ...world, ...killer(step) };
      await expect(
        makeDocuments({ db: killed.db, storage: killed.storage }, { reservation: reservation.id }),
      ).rejects.toThrow('killed');
      const begun = (await documents(reservation.id)).map(({ number }) => number);
      await Promise.all([make(reservation.id), make(reservation.id)]);
      const done = await documents(reservation.id);
      expect(done.map(({ kind }) => kind)).toEqual(['removal', 'deed', 'certificate']);
      expect(done.map(({ number }) => number).slice(0, begun.length)).toEqual(begun);
      expect(done.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
      const files =
        await world.owner`select f.sha256 from document_file f join document d on d.id = f.document_id
      where d.reservation_id = ${reservation.id}`;
      expect(files).toHaveLength(6);
      for (const { sha256 } of files) expect(await storage.head(fileKey(String(sha256)))).not.toBeNull();
    },
  );
});

/** A world that dies before the given step: transaction, file put, row kept, file put… */
function killer(step: number): { db: Database; storage: Storage } {
  let left = step;
  const tick = () => {
    left -= 1;
    if (left === 0) throw new Error('killed');
  };
  const db = new Proxy(world.db, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...values: unknown[]) => {
        if (name === 'transaction' || name === 'execute') tick();
        return Reflect.apply(value, target, values);
      };
    },
  });
  const put: Storage['put'] = async (...values) => {
    tick();
    return storage.put(...values);
  };
  return { db, storage: { ...storage, put } };
}

describe('who reads, and what cannot be done', () => {
  it('the two sides and who holds title; a stranger, an analyst and a visitor are told nothing', async () => {
    const { holder, taker } = await both();
    const [stranger, owner] = [await acting(world), await acting(world, { kind: 'collectivite' })];
    const { site, reservation } = await reserved(holder, taker);
    await world.owner`update site set owner_organisation_id = ${owner.party.organisation} where id = ${site.id}`;
    await make(reservation.id);
    await handedOver(world.owner, holder.party, taker.party, reservation.id, 2000, 40_000);
    await make(reservation.id);
    const ids = [
      ...(await world.owner`select public_id, kind from document where reservation_id = ${reservation.id} order by id`),
    ];
    const opens = async (ctx: Ctx) => {
      const open = await Promise.all(
        ids.map(({ public_id }) => fileOfDocument(ctx, String(public_id), 'en')),
      );
      return ids.filter((_, at) => open[at]).map(({ kind }) => kind);
    };
    const all = ['slip', 'removal', 'deed', 'certificate'];
    expect(await opens(holder.ctx)).toEqual(all);
    expect(await opens(inRole(holder, 'member'))).toEqual(all);
    expect(await opens(taker.ctx)).toEqual(all);
    expect(await opens(owner.ctx)).toEqual(all.slice(1));
    for (const ctx of [
      stranger.ctx,
      inRole(owner, 'analyst'),
      inRole(holder, 'analyst'),
      visitor(world),
      await alone(world),
    ])
      expect(await opens(ctx)).toEqual([]);
    expect((await documentsOfOrganisation(stranger.ctx, { kind: null, before: null })).documents).toEqual([]);
    expect((await documentsOfOrganisation(owner.ctx, { kind: null, before: null })).documents).toHaveLength(
      3,
    );
  });

  it('a slip with an address is closed again when the reservation falls, and says so', async () => {
    const { holder, taker } = await both();
    const { reservation } = await reserved(holder, taker);
    await make(reservation.id);
    const [slip] =
      await world.owner`select public_id, number, facts from document where reservation_id = ${reservation.id}`;
    expect(slip?.facts.core.place.address).toBe('4 rue des Portes');
    expect(await fileOfDocument(taker.ctx, String(slip?.public_id), 'fr')).not.toBeNull();
    expectOk(await call(world.owner, 'cancel', taker.party, reservation.id));
    for (const { ctx } of [holder, taker]) {
      expect(await fileOfDocument(ctx, String(slip?.public_id), 'fr')).toBeNull();
      expect((await documentsOf(ctx, reservation.id)).documents).toMatchObject([
        { hidden: true, locales: [] },
      ]);
    }
    const seen = await verifyDocument(visitor(world), String(slip?.number));
    expect(seen).toMatchObject({ state: 'closed', parties: null });
    expect(JSON.stringify(seen)).not.toContain('rue des Portes');
  });

  it('a stranger with the number sees no name; the parties see theirs; a part of a number is nothing', async () => {
    const { holder, taker } = await both();
    const { reservation } = await reserved(holder, taker);
    await handedOver(world.owner, holder.party, taker.party, reservation.id, 2000, 40_000);
    await make(reservation.id);
    const [deed] = (await documents(reservation.id)).filter(({ kind }) => kind === 'deed');
    const number = String(deed?.number);
    const seen = JSON.stringify(await verifyDocument(visitor(world), number));
    for (const hidden of [
      'Ville de Rennes',
      holder.ctx.actor.organisation?.name,
      taker.ctx.actor.organisation?.name,
      'rue des Portes',
    ])
      expect(seen).not.toContain(hidden);
    expect((await verifyDocument(taker.ctx, number))?.parties?.seller).toBe('Ville de Rennes');
    for (const wrong of [
      shortNumber(number),
      `${shortNumber(number)}-0000000000`,
      `${number}0`,
      "' or true --",
    ])
      expect(numberOf(wrong) && (await verifyDocument(visitor(world), wrong))).toBeNull();
  });

  it('nobody changes, removes, renumbers or back-dates a document, not the owner of the tables either', async () => {
    const { holder, taker } = await both();
    const { reservation } = await reserved(holder, taker);
    await make(reservation.id);
    const hostile = [
      `update document set facts = facts || '{"seller": 1}'`,
      'delete from document',
      'truncate document cascade',
      'delete from document_file',
      `update document_file set sha256 = repeat('0', 64)`,
      'update document_counter set last = last + 2',
      'update document_counter set last = last - 1',
      'delete from document_counter',
      `insert into document (kind, organisation_id, about_year, version, year, sequence, number, facts)
       values ('statement', ${holder.party.organisation}, 2026, 1, 2026, 1, '2026-00001-AAAAAAAAAA', '{"core": {}}')`,
      `insert into document_file (document_id, locale, sha256, bytes) select id, 'fr', repeat('0', 64), 1 from document`,
    ];
    for (const statement of hostile) {
      await expect(world.owner.unsafe(statement), statement).rejects.toThrow();
      await expect(world.sql.unsafe(statement), statement).rejects.toThrow();
    }
    expect(await kinds(reservation.id)).toEqual(['slip']);
  });
});

it('an accepted request asks for its documents in the transaction that marks the event, once however often it runs', async () => {
  const { holder, taker } = await both();
  const { reservation } = await reserved(holder, taker);
  const events =
    await world.owner`select id from event where payload ->> 'reservation' = ${String(reservation.id)} order by id`;
  for (const { id } of [...events, ...events]) await react(world.db, { storage }, Number(id));
  const jobs =
    await world.owner`select task_identifier from graphile_worker.jobs where key = ${`documents:${reservation.id}`}`;
  expect(jobs.map(({ task_identifier }) => task_identifier)).toEqual(['make-document']);
});

it('a statement adds up what was handed over and collected, corrections included, and is made again only when it changed', async () => {
  const { holder, taker } = await both();
  const { lot, reservation } = await reserved(holder, taker);
  const { movement } = await handedOver(world.owner, holder.party, taker.party, reservation.id, 2000, 40_000);
  await correct(holder, taker, { lot: lot.id, movement: Number(movement), milli: 1000, grams: 21_000 });
  const [clock] = await world.owner`select extract(year from ledger.clock())::int as year`;
  const year = Number(clock?.year);
  const subject = { organisation: holder.party.organisation, year };
  await makeDocuments({ db: world.db, storage }, subject);
  await makeDocuments({ db: world.db, storage }, subject);
  const rows =
    await world.owner`select facts, version from document where organisation_id = ${subject.organisation} and kind = 'statement'`;
  expect(rows).toHaveLength(1);
  expect(rows[0]?.facts.core).toMatchObject({
    year,
    given: {
      total: { handovers: 1, massG: 21_000, lowG: 20_580, highG: 21_420 },
      aside: { handovers: 0, massG: 0 },
    },
    received: { rows: [], total: { handovers: 0, massG: 0 } },
  });
});
