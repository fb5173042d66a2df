import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Ctx, Role } from '#app/domain/context.ts';
import { correctionInput } from '#app/domain/ledger/correction-schema.ts';
import { makeTasks } from '#app/jobs/tasks.server.ts';
import { openEncoder } from '#app/platform/images/encoder.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { accepted, call, handedOver, type LotOptions, lot, type Party, party } from '#tests/ledger/world.ts';
import { testDatabase } from '#tests/support/database.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';
import { answerCorrection } from './commands/answer-correction.server.ts';
import { proposeCorrection } from './commands/propose-correction.server.ts';
import { correctionOfReservation, lineDetail } from './corrections.server.ts';
import { statementPlace } from './statement.server.ts';

const { db, owner, sql } = await testDatabase();

function ctxOf(who: Party, role: Role = 'site_manager'): Ctx {
  const organisation = {
    ...{
      id: who.organisation,
      publicId: '',
      slug: '',
      name: '',
      kind: 'firm' as const,
      role,
      territory: null,
    },
  };
  return { db, actor: { person: null, organisation, via: 'session' }, now: new Date(), locale: 'fr' };
}

/** Three units of 20 kg collected on a ticket of 60 kg, or counted. */
async function collected(options: LotOptions = {}) {
  const [holder, taker] = [await party(owner), await party(owner)];
  await owner`insert into membership values (${holder.organisation}, ${holder.person}, 'site_manager'),
    (${taker.organisation}, ${taker.person}, 'administrator')`;
  const lotId = await lot(owner, holder, options);
  const reservation = await accepted(owner, holder, taker, lotId, 3000);
  const { movement } = await handedOver(owner, holder, taker, reservation, 3000, 60_000);
  const [row] = await sql`select public_id from lot where id = ${lotId}`;
  const line = { lot: String(row?.public_id), seq: Number(movement) };
  const detail = async (ctx: Ctx) => {
    const place = await statementPlace(ctx, { lot: line.lot });
    return place && lineDetail(ctx, { ...place, of: { lot: line.lot } }, line.seq);
  };
  return { holder, taker, lotId, reservation, line, detail };
}

const key = () => randomUUID();
const said = (fields: Record<string, string>) =>
  correctionInput.parse({ quantity: '3', method: 'weighed', massKg: '60', reason: 'ticket', ...fields });

describe('a correction of what was collected', () => {
  it('proposed by the taker, consented by the holder: line undone and written anew; both are told', async () => {
    const { holder, taker, lotId, reservation, line, detail } = await collected();
    const input = said({ massKg: '61' });
    const { public_id, state } = await proposeCorrection(ctxOf(taker), line, { key: key(), input });
    expect(state).toBe('proposed');
    expect(await detail(ctxOf(taker))).toMatchObject({ mine: true, mayPropose: false, mayAnswer: true });
    expect(await detail(ctxOf(holder))).toMatchObject({
      correction: { byMe: false, newMassG: 61_000, newEvidence: 'A', reason: 'ticket' },
      mayAnswer: true,
      yearClosed: false,
    });
    const answered = await answerCorrection(ctxOf(holder), public_id, { key: key(), consent: true });
    expect(answered.state).toBe('consented');
    const after = await correctionOfReservation(ctxOf(taker), reservation);
    expect(after).toEqual({ line: line.seq + 2, open: null });
    const lines =
      await sql`select kind, mass_g, corrects from ledger.movement where lot_id = ${lotId} and corrects is not null order by seq`;
    expect(lines.map((one) => [one.kind, one.mass_g, one.corrects])).toEqual([
      ['reverse', 60_000, line.seq],
      ['collect', 61_000, line.seq],
    ]);
    const tasks = makeTasks({
      ...{
        db,
        storage: folderStorage('/nowhere'),
        photos: openEncoder(),
        transport: null,
        from: 'a@b.example',
      },
    });
    await readAtOnce(sql);
    for (const {
      id,
    } of await sql`select id from event where kind like 'correction.%' and (payload ->> 'lot')::bigint = ${lotId} order by id`)
      await tasks.react?.({ event: id }, { lastAttempt: false });
    const mails = async (who: Party) =>
      [
        ...(await sql`select kind, body_text from mail where to_person_id = ${who.person} order by id`),
      ].filter(({ kind }) => String(kind).startsWith('correction.'));
    expect((await mails(holder)).map(({ kind }) => kind)).toEqual([
      'correction.proposed',
      'correction.consented',
    ]);
    expect((await mails(taker)).map(({ kind }) => kind)).toEqual(['correction.consented']);
    expect((await mails(holder))[0]?.body_text).toMatch(/61\u00a0kg[\s\S]*\/lots\/.*\/history\/\d+/);
  });

  it('what a ticket said is not counted again; a proposal is taken back, or declined', async () => {
    const { holder, taker, line } = await collected({ basis: 'default' });
    // the line is on a ticket: counting it again is no better proof
    const counted = {
      quantity: 2000,
      method: 'counted',
      reason: 'miscount',
      sure: false,
      massKg: undefined,
    } as const;
    const asked = proposeCorrection(ctxOf(holder), line, { key: key(), input: counted });
    await expect(asked).rejects.toMatchObject({ code: 'evidence-mismatch' });
    const less = { key: key(), input: said({ quantity: '2', massKg: '41' }) };
    const { public_id } = await proposeCorrection(ctxOf(holder), line, less);
    expect((await proposeCorrection(ctxOf(holder), line, less)).public_id).toBe(public_id);
    expect(await answerCorrection(ctxOf(holder), public_id, { key: key(), consent: false })).toMatchObject({
      state: 'retracted',
    });
    const again = await proposeCorrection(ctxOf(holder), line, {
      key: key(),
      input: said({ quantity: '2', massKg: '40' }),
    });
    expect(
      await answerCorrection(ctxOf(taker), again.public_id, { key: key(), consent: false }),
    ).toMatchObject({
      state: 'declined',
    });
  });

  it('a counted line is counted again with the unit mass frozen on it', async () => {
    const [holder, taker] = [await party(owner), await party(owner)];
    const lotId = await lot(owner, holder);
    const reservation = await accepted(owner, holder, taker, lotId, 3000);
    const counted = [reservation, 3000, 60_000, 54_000, 66_000, 'B'] as const;
    await call(owner, 'confirm_handover', taker, ...counted);
    const { movement } = await call(owner, 'confirm_handover', holder, ...counted);
    const [row] = await sql`select public_id from lot where id = ${lotId}`;
    const line = { lot: String(row?.public_id), seq: Number(movement) };
    const input = said({ quantity: '2', method: 'counted', massKg: '', reason: 'miscount' });
    const { public_id } = await proposeCorrection(ctxOf(holder), line, { key: key(), input });
    const [kept] =
      await sql`select new_mass_g, new_low_g, new_high_g, new_evidence from ledger.correction where public_id = ${public_id}`;
    expect(kept).toEqual({ new_mass_g: 40_000, new_low_g: 36_000, new_high_g: 44_000, new_evidence: 'B' });
  });

  it('figures that look like a slip are asked about; nothing at all is a correction too', async () => {
    const { taker, line } = await collected();
    const input = said({ massKg: '600' });
    const slip = proposeCorrection(ctxOf(taker), line, { key: key(), input });
    await expect(slip).rejects.toMatchObject({ code: 'count-unsure', details: { field: 'sure' } });
    const sure = await proposeCorrection(ctxOf(taker), line, { key: key(), input: { ...input, sure: true } });
    await answerCorrection(ctxOf(taker), sure.public_id, { key: key(), consent: false });
    const never = said({ quantity: '0', massKg: '', reason: 'not-taken' });
    expect(await proposeCorrection(ctxOf(taker), line, { key: key(), input: never })).toMatchObject({
      state: 'proposed',
    });
  });

  it('a stranger is told nothing; a member of the holder may not; nobody consents to their own', async () => {
    const { holder, taker, line, detail } = await collected();
    const stranger = ctxOf(await party(owner));
    const asking = () => ({ key: key(), input: said({ massKg: '61' }) });
    await expect(proposeCorrection(stranger, line, asking())).rejects.toMatchObject({ code: 'not-found' });
    await expect(proposeCorrection(ctxOf(holder, 'member'), line, asking())).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await detail(stranger)).toBeNull();
    expect(await detail(ctxOf(holder, 'member'))).toMatchObject({ mayPropose: false, mayAnswer: false });
    const { public_id } = await proposeCorrection(ctxOf(taker), line, asking());
    const yes = { key: key(), consent: true };
    await expect(answerCorrection(stranger, public_id, yes)).rejects.toMatchObject({ code: 'not-found' });
    await expect(answerCorrection(ctxOf(taker), public_id, yes)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(proposeCorrection(ctxOf(holder), line, asking())).rejects.toMatchObject({
      code: 'correction-open',
    });
  });

  it('two consents at once: one line written anew', async () => {
    const { holder, taker, lotId, line } = await collected();
    const { public_id } = await proposeCorrection(ctxOf(taker), line, {
      key: key(),
      input: said({ massKg: '62' }),
    });
    const answers = await Promise.allSettled(
      [1, 2].map(() => answerCorrection(ctxOf(holder), public_id, { key: key(), consent: true })),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(
      await sql`select count(*) as n from ledger.movement where lot_id = ${lotId} and corrects = ${line.seq}`,
    ).toEqual([{ n: 2 }]);
  });
});
