import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeDiagnosis, makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { deleteDrafts } from './commands/delete-drafts.server.ts';
import { duplicateLot } from './commands/duplicate-lot.server.ts';
import { publishLots } from './commands/publish-lots.server.ts';
import { undoBatch } from './commands/undo-batch.server.ts';
import { previewDeletion } from './preview.server.ts';

let world: TestDatabase;
let holder: Acting;
let site: Made;
beforeAll(async () => {
  world = await testDatabase();
  holder = await acting(world, { role: 'site_manager' });
  site = await makeSite(world.owner, holder.party);
});

const draft = () => makeLot(world.owner, holder.party, { site, publish: false });
const at = (lots: Made[], version = 1) => lots.map(({ publicId }) => ({ publicId, version }));
const remove = (lots: Made[], { ctx }: Pick<Acting, 'ctx'> = holder, key = randomUUID()) =>
  deleteDrafts(ctx, { key, lots: at(lots) });
const publish = (lots: Made[]) =>
  publishLots(holder.ctx, { key: randomUUID(), lots: lots.map(({ publicId }) => publicId) });
async function left(lot: Made): Promise<boolean> {
  return (await world.owner`select from lot where id = ${lot.id}`).length === 1;
}

async function photographed(lot: Made): Promise<number> {
  const sha256 = createHash('sha256').update(randomBytes(8)).digest('hex');
  const [file] = await world.owner`insert into stored_file (sha256, width, height, bytes, thumbhash, widths)
    values (${sha256}, 4, 3, 100, 'x', '{480}') returning id`;
  await world.owner`insert into lot_photo (lot_id, file_id) values (${lot.id}, ${file?.id})`;
  return Number(file?.id);
}

describe('a draft is deleted', () => {
  it('with its photos and documents, whose files a job clears; a photo on its way is forgotten', async () => {
    const lot = await draft();
    const file = await photographed(lot);
    const sha = createHash('sha256').update(randomBytes(8)).digest('hex');
    await world.owner`insert into lot_document (lot_id, kind, name, sha256, media_type, bytes)
      values (${lot.id}, 'other', 'Notice', ${sha}, 'application/pdf', 10)`;
    await world.owner`insert into photo_upload (organisation_id, public_id, lot_id, bytes, parts)
      values (${holder.party.organisation}, ${randomUUID()}, ${lot.id}, 10, '{0}')`;
    await world.owner`insert into lot_audience (lot_id, audience, opens_at)
      values (${lot.id}, 'public', ledger.clock() + interval '2 days')`;
    expect(await remove([lot])).toMatchObject({ done: [lot.publicId], refused: [], site: site.publicId });
    expect(await left(lot)).toBe(false);
    const told =
      await world.owner`select kind, payload from event where organisation_id = ${holder.party.organisation}
      and (payload ->> 'file' = ${String(file)} or payload ->> 'sha256' = ${sha} or payload ->> 'lot' = ${String(lot.id)})
      order by kind`;
    expect(told).toMatchObject([
      { kind: 'lot.deleted' },
      { kind: 'lot.document-removed', payload: { mediaType: 'application/pdf' } },
      { kind: 'lot.photo-removed' },
    ]);
    const uploads = await world.owner`select lot_id from photo_upload where parts = '{0}'
      and organisation_id = ${holder.party.organisation}`;
    expect(uploads).toMatchObject([{ lot_id: null }]);
  });

  it('what a diagnosis announced stays, named by no lot', async () => {
    const lot = await draft();
    const diagnosis = await makeDiagnosis(world.owner, holder.party, site);
    await world.owner`update diagnosis_row set lot_id = ${lot.id} where diagnosis_id = ${diagnosis.id}`;
    await remove([lot]);
    const rows = await world.owner`select lot_id from diagnosis_row where diagnosis_id = ${diagnosis.id}`;
    expect(rows).toEqual([{ lot_id: null }]);
    expect(await left(lot)).toBe(false);
  });

  it('never once it was published, publication undone or not, withdrawn or reserved; the others go', async () => {
    const lots = [await draft(), await draft(), await draft(), await draft()] as const;
    const [never, undone, offered, reserved] = lots;
    await publish([offered, reserved]);
    const { batch } = await publish([undone]);
    await undoBatch(holder.ctx, batch ?? '', { key: randomUUID() });
    await makeReservation(world.owner, reserved, (await acting(world)).party);
    const seen = await previewDeletion(holder.ctx, at([...lots]));
    expect(seen.lots.map(({ publicId }) => publicId)).toEqual([never.publicId]);
    expect(await left(never)).toBe(true);
    expect(await remove([...lots])).toMatchObject({
      done: [never.publicId],
      refused: [
        { publicId: undone.publicId, code: 'lot-has-history' },
        { publicId: offered.publicId, code: 'lot-has-history' },
        { publicId: reserved.publicId, code: 'lot-has-history' },
      ],
    });
    expect(await Promise.all(lots.map(left))).toEqual([false, true, true, true]);
  });

  it('the database itself keeps a lot that was offered, whoever asks', async () => {
    const [offered, undone] = [await draft(), await draft()];
    const { batch } = await publish([offered, undone]);
    await expect(world.owner`delete from lot where id = ${offered.id}`).rejects.toMatchObject({
      constraint_name: 'lot_leaves_as_draft',
    });
    await undoBatch(holder.ctx, batch ?? '', { key: randomUUID() });
    await world.owner`delete from lot_audience where lot_id = ${undone.id}`;
    await expect(world.owner`delete from lot where id = ${undone.id}`).rejects.toMatchObject({
      code: '23503',
    });
    await expect(world.sql`delete from lot where id = ${undone.id}`).rejects.toMatchObject({ code: '42501' });
  });

  it('not once somebody changed it since it was read', async () => {
    const lot = await draft();
    await world.owner`update lot set version = 2 where id = ${lot.id}`;
    expect((await remove([lot])).refused).toMatchObject([{ code: 'changed-meanwhile' }]);
    expect(await left(lot)).toBe(true);
  });

  it('not by a stranger or a member', async () => {
    const lot = await draft();
    expect(await refusalOf(remove([lot], await acting(world)))).toMatchObject({ code: 'not-found' });
    const member = { ctx: inRole(holder, 'member') };
    expect(await refusalOf(remove([lot], member))).toMatchObject({ code: 'forbidden' });
    expect(await refusalOf(remove([]))).toMatchObject({ code: 'nothing-chosen' });
    expect(await left(lot)).toBe(true);
  });

  it('its double stays', async () => {
    const lot = await draft();
    const { publicId } = await duplicateLot(holder.ctx, lot.publicId, { key: randomUUID(), title: (t) => t });
    await remove([lot]);
    expect(await world.owner`select from lot where public_id = ${publicId}`).toHaveLength(1);
  });
});

it('an import taken back: a draft that was offered once is withdrawn, the others disappear', async () => {
  const [never, undone] = [await draft(), await draft()];
  const { batch } = await publish([undone]);
  await undoBatch(holder.ctx, batch ?? '', { key: randomUUID() });
  const diagnosis = await makeDiagnosis(world.owner, holder.party, site);
  await world.owner`update diagnosis_row set lot_id = ${undone.id}, outcome = 'created' where diagnosis_id = ${diagnosis.id}`;
  await world.owner`insert into diagnosis_row (diagnosis_id, line, verdict, ref, cells, findings, type_code, type_by, lot_id, outcome)
    select diagnosis_id, 3, verdict, 'G-3', cells, findings, type_code, type_by, ${never.id}, 'created' from diagnosis_row
     where diagnosis_id = ${diagnosis.id}`;
  const [answer] = await world.owner`select diagnosis_withdraw(${diagnosis.id}, ${holder.party.person}) as a`;
  expect(answer?.a).toMatchObject({ outcome: 'ok', deleted: 1, withdrawn: 1 });
  expect([await left(never), await left(undone)]).toEqual([false, true]);
});

describe('two at once', () => {
  it('the same order sent twice deletes once and answers alike', async () => {
    const [one, two] = [await draft(), await draft()];
    const key = randomUUID();
    const answers = await Promise.all([remove([one, two], holder, key), remove([one, two], holder, key)]);
    expect(answers[1]).toEqual(answers[0]);
    expect(await remove([one, two], holder, key)).toEqual(answers[0]);
  });

  it('two people: one deletes, the other is told it is not there', async () => {
    const lot = await draft();
    const answers = await Promise.allSettled([remove([lot]), remove([lot])]);
    const done = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value.done : []));
    expect(done).toEqual([lot.publicId]);
  });

  it('deleted and published: whichever comes first wins, and nothing is left half', async () => {
    for (let turn = 0; turn < 8; turn++) {
      const lot = await draft();
      const [deleted, published] = await Promise.allSettled([remove([lot]), publish([lot])]);
      const gone = deleted.status === 'fulfilled' && deleted.value.done.length === 1;
      const offered = published.status === 'fulfilled' && published.value.done.length === 1;
      expect([gone, offered].filter(Boolean)).toHaveLength(1);
      const stocks = await world.owner`select from ledger.stock where lot_id = ${lot.id}`;
      expect([await left(lot), stocks.length]).toEqual(offered ? [true, 1] : [false, 0]);
    }
  });
});
