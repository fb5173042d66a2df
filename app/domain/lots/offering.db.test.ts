import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActingOrganisation, Ctx } from '#app/domain/context.ts';
import { type Party, party } from '#tests/ledger/world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeSite } from '#tests/support/factories.ts';
import { publishLot } from './commands/publish-lot.server.ts';
import { updateLot } from './commands/update-lot.server.ts';
import { offeringOfLot, questionedLots } from './offering-of-lot.server.ts';
import { lotInput } from './schema.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

function as(of: Party): Ctx {
  const organisation = { id: of.organisation, role: 'site_manager', kind: 'firm', territory: null };
  return {
    db: world.db,
    actor: {
      person: { id: of.person } as never,
      organisation: organisation as ActingOrganisation,
      via: 'session',
    },
    now: new Date(),
    locale: 'fr',
  };
}

interface Site {
  permit_year?: number;
  owner_name?: string;
  owner_status?: string;
  title_holder?: string;
  asbestos_survey_ref?: string;
}

/** A draft of a type that may contain asbestos, in a building of 1960 unless said otherwise. */
async function draft(
  site: Site = {},
  { type = 'CLO-05', price = null as number | null, kind = 'firm' } = {},
) {
  const holder = await party(world.owner, kind);
  const home = await makeSite(world.owner, holder);
  await world.owner`update site set ${world.owner({ permit_year: 1960, ...site })} where id = ${home.id}`;
  const lot = await makeLot(world.owner, holder, { site: home, publish: false });
  await world.owner`update lot set type_code = ${type}, family_code = ${type.slice(0, 3)}, price_cents = ${price} where id = ${lot.id}`;
  return { ctx: as(holder), holder, home, lot };
}

const publish = (ctx: Ctx, lot: Made, key = randomUUID()) => publishLot(ctx, lot.publicId, { key });
const status = async (lot: Made) =>
  (await world.owner`select status from lot where id = ${lot.id}`)[0]?.status;

describe('publishing asks the rules', () => {
  it('waits for the survey, says which rule, and leaves nothing', async () => {
    const { ctx, lot } = await draft();
    const key = randomUUID();
    await expect(publish(ctx, lot, key)).rejects.toMatchObject({
      code: 'offering-waits',
      details: { rule: 'REF-02', needs: 'asbestos_survey' },
    });
    expect(await status(lot)).toBe('draft');
    const left =
      await world.owner`select (select count(*)::int from ledger.stock where lot_id = ${lot.id}) as stock,
      (select count(*)::int from command where key = ${key}) as command`;
    expect(left[0]).toMatchObject({ stock: 0, command: 0 });
  });

  it('goes once the lot has its document, or its site the reference', async () => {
    const one = await draft();
    await world.owner`insert into lot_document (lot_id, kind, name, sha256, media_type, bytes)
      values (${one.lot.id}, 'asbestos_survey', 'Repérage', ${'a'.repeat(64)}, 'application/pdf', 10)`;
    await publish(one.ctx, one.lot);
    expect(await status(one.lot)).toBe('published');
    const two = await draft({ asbestos_survey_ref: 'RAAT 2026-114' });
    await publish(two.ctx, two.lot);
    expect(await status(two.lot)).toBe('published');
  });

  it('an empty answer on asbestos is unknown: a building of 1960 waits, one of 1998 goes', async () => {
    const old = await draft();
    expect((await offeringOfLot(old.ctx, old.lot.id)).verdict).toBe('wait');
    const recent = await draft({ permit_year: 1998 });
    expect((await offeringOfLot(recent.ctx, recent.lot.id)).verdict).toBe('ok');
  });

  it('a rule added by SQL applies to the next publication; ended, no more', async () => {
    const type = 'CLO-02';
    const one = await draft({ permit_year: 2010 }, { type });
    const [rule] = await world.owner`
      insert into offering_rule (code, effect, reason_fr, reason_en, basis_fr, basis_en, conditions, source_quality, valid_from)
      values (${`ZZ-${String(Date.now() % 90).padStart(2, '0')}`}, 'refuse', 'Non.', 'No.', 'Loi', 'Law',
        ${world.owner.json({ types: [type] })}, 'test', '2026-01-01') returning id`;
    await expect(publish(one.ctx, one.lot)).rejects.toMatchObject({ code: 'offering-refused' });
    await world.owner`update offering_rule set valid_until = '2026-01-02' where id = ${Number(rule?.id)}`;
    await publish(one.ctx, one.lot);
    expect(await status(one.lot)).toBe('published');
  });

  it('two at once publish once', async () => {
    const { ctx, lot } = await draft({ permit_year: 2010 });
    const both = await Promise.allSettled([publish(ctx, lot), publish(ctx, lot)]);
    expect(both.filter(({ status: how }) => how === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status: how }) => how === 'rejected')).toMatchObject({
      reason: { code: 'lot-not-draft' },
    });
  });

  it('tells a stranger what it tells of a lot that does not exist', async () => {
    const { lot } = await draft();
    await expect(publish(as(await party(world.owner)), lot)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what changes later', () => {
  it('a permit year corrected on the site warns of its published lots, without taking them down', async () => {
    const { ctx, lot, home } = await draft({ permit_year: 1998 });
    await publish(ctx, lot);
    expect(await questionedLots(ctx, home.id)).toEqual([]);
    await world.owner`update site set permit_year = 1970 where id = ${home.id}`;
    expect(await questionedLots(ctx, home.id)).toMatchObject([
      { publicId: lot.publicId, status: 'published', verdict: 'wait', reasons: [{ rule: 'REF-02' }] },
    ]);
    expect(await status(lot)).toBe('published');
  });

  it('a published lot is not renamed into what may not be offered', async () => {
    const { ctx, lot } = await draft({ permit_year: 2010 }, { type: 'BOI-03' });
    await publish(ctx, lot);
    const typed = (title: string) =>
      lotInput.parse({
        ...{ typeCode: 'BOI-03', title, unit: 'u', quantity: '20', pricing: 'gift', condition: 'good' },
        ...{ asbestos: 'no', lead: 'no', removal: 'removed', unitMassKg: '20' },
      });
    const update = (title: string) =>
      updateLot(ctx, lot.publicId, { key: randomUUID(), version: 1, input: typed(title) });
    await expect(update('Traverses de chemin de fer')).rejects.toMatchObject({ code: 'offering-refused' });
    await update('Chevrons de sapin');
  });
});

describe('a public owner', () => {
  it('an organisation that is public says whose materials it gives before it gives them', async () => {
    const { ctx, lot, home, holder } = await draft({ permit_year: 2010 }, { price: 0, kind: 'collectivite' });
    await world.owner`update organisation set legal_status = 'collectivite' where id = ${holder.organisation}`;
    await expect(publish(ctx, lot)).rejects.toMatchObject({ details: { rule: 'CGP-02' } });
    await world.owner`update site set owner_name = 'Commune', owner_status = 'collectivite', title_holder = 'owner' where id = ${home.id}`;
    expect((await offeringOfLot(ctx, lot.id)).reasons).toMatchObject([{ rule: 'CGP-01', verdict: 'warn' }]);
    await publish(ctx, lot);
  });

  it('a firm that lists for a commune gives the commune’s materials: its own status changes nothing', async () => {
    const owned = {
      permit_year: 2010,
      owner_name: 'Commune',
      owner_status: 'collectivite',
      title_holder: 'owner',
    };
    const { ctx, lot } = await draft(owned, { price: 0 });
    expect((await offeringOfLot(ctx, lot.id)).reasons).toMatchObject([{ rule: 'CGP-01' }]);
  });
});
