import { beforeAll, expect, it } from 'vitest';
import { accepted, call, expectOk, handedOver, type Party } from '#tests/ledger/world.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeOrganisation, makePerson, makeSite } from '#tests/support/factories.ts';
import { recolementOf } from './queries.server.ts';
import { statesOf, summaryOf } from './summary.ts';

let world: TestDatabase;
let holder: Acting;
let site: Made;

beforeAll(async () => {
  world = await testDatabase();
  holder = await acting(world);
  site = await makeSite(world.owner, holder.party);
});

const read = () => recolementOf(holder.ctx, { id: site.id, organisationId: holder.party.organisation });

async function partyOf(kind: string): Promise<Party & { name: string }> {
  const organisation = await makeOrganisation(world.owner, kind);
  const person = await makePerson(world.owner);
  await world.owner`update organisation set name = ${`Secret ${organisation.slug}`}, siren = '732829320' where id = ${organisation.id}`;
  return { organisation: organisation.id, person: person.id, name: `Secret ${organisation.slug}` };
}

const listed = async (ref: string | null, publish = true) => {
  const lot = await makeLot(world.owner, holder.party, { site, publish });
  await world.owner`update lot set pemd_ref = ${ref} where id = ${lot.id}`;
  return lot;
};

it('says of every quantity, once, what it became; a private person is a commune and nothing else', async () => {
  const [firm, person] = [await partyOf('firm'), await partyOf('private_person')];
  const one = await listed('PEM-1');
  const two = await listed('PEM-2');
  await listed('PEM-3', false);
  const elsewhere = await makeLot(world.owner, (await acting(world)).party);

  const first = await accepted(world.owner, holder.party, firm, one.id, 6000);
  await handedOver(world.owner, holder.party, firm, first, 6000, 130_000);
  const second = await accepted(world.owner, holder.party, person, one.id, 3000);
  await handedOver(world.owner, holder.party, person, second, 3000, 61_000);
  await accepted(world.owner, holder.party, firm, one.id, 4000);
  expectOk(await call(world.owner, 'withdraw', holder.party, two.id, 5000, 'recycled', null));
  expectOk(await call(world.owner, 'withdraw', holder.party, two.id, 2000, 'landfilled', null));

  const recolement = await read();
  const brief = recolement.lines.map(({ pemdRef, outcome, milli }) => `${pemdRef} ${outcome} ${milli}`);
  expect(brief.sort()).toEqual([
    ...['PEM-1 available 7000', 'PEM-1 handed_over 3000', 'PEM-1 handed_over 6000', 'PEM-1 held 4000'],
    ...['PEM-2 available 13000', 'PEM-2 landfilled 2000', 'PEM-2 recycled 5000', 'PEM-3 draft 20000'],
  ]);
  expect(recolement.lines.some(({ lot }) => lot?.publicId === elsewhere.publicId)).toBe(false);

  const given = recolement.lines.filter(({ outcome }) => outcome === 'handed_over');
  const toPerson = given.find(({ recipient }) => recipient?.kind === 'private_person');
  expect(toPerson?.recipient).toEqual({
    ...{
      kind: 'private_person',
      own: false,
      name: null,
      siren: null,
      commune: { code: '35278', name: expect.any(String) },
    },
  });
  expect(JSON.stringify(recolement)).not.toContain(person.name);
  expect(given.find(({ recipient }) => recipient?.kind === 'firm')).toMatchObject({
    ...{
      massG: 130_000,
      evidence: 'A',
      legalLine: 'reemploi',
      recipient: { name: firm.name, siren: '732829320' },
    },
    ...{
      handover: expect.stringMatching(/^[0-9a-f-]{36}$/),
      day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    },
  });
  const total = recolement.lines.reduce((milli, line) => milli + line.milli, 0);
  expect(total).toBe(60_000);
  expect(summaryOf(recolement).capture).toMatchObject({ reusedG: 191_000, basis: 'lots' });
});

it('a corrected hand-over counts as corrected, what was undone does not', async () => {
  const taker = await partyOf('firm');
  const lot = await listed('PEM-9');
  const reservation = await accepted(world.owner, holder.party, taker, lot.id, 5000);
  const { movement } = await handedOver(world.owner, holder.party, taker, reservation, 5000, 100_000);
  const [row] =
    await world.sql`select seq from ledger.movement where lot_id = ${lot.id} and kind = 'collect'`;
  const proposed = expectOk(
    await call(
      world.owner,
      'propose_correction',
      holder.party,
      ...[
        lot.id,
        Number(movement ?? row?.seq),
        5000,
        90_000,
        88_200,
        91_800,
        'A',
        'weighed',
        null,
        'miscounted',
      ],
    ),
  );
  expectOk(await call(world.owner, 'answer_correction', taker, Number(proposed.correction), true));
  const lines = (await read()).lines.filter(
    ({ pemdRef, outcome }) => pemdRef === 'PEM-9' && outcome === 'handed_over',
  );
  expect(lines.map(({ milli, massG }) => [milli, massG])).toEqual([[5000, 90_000]]);
});

it('what the diagnosis announced and nobody listed is there, and measures the rate', async () => {
  const [diagnosis] = await world.owner`
    insert into diagnosis (organisation_id, site_id, file_name, kind, bytes, sha256, state, accepted_at)
    values (${holder.party.organisation}, ${site.id}, 'pemd.csv', 'csv', 10, ${'ab'.repeat(32)}, 'accepted', ledger.clock()) returning id`;
  const [type] =
    await world.sql`select code from material_type where unit = 'u' and unit_mass_g is not null order by code limit 1`;
  const row = (line: number, ref: string, cells: object, verdict = 'accepted') => world.owner`
    insert into diagnosis_row (diagnosis_id, line, verdict, ref, cells, findings, type_code, type_by)
    values (${Number(diagnosis?.id)}, ${line}, ${verdict}, ${ref}, ${world.owner.json(cells as never)}, '[]', ${type?.code}, 'guess')`;
  await row(2, 'PEM-1', { designation: 'Portes', quantite: '25', unite: 'U', potentiel_reemploi: 'Fort' });
  await row(3, 'PEM-7', {
    designation: 'Lavabos',
    quantite: '1 200,5',
    unite: 'pièce',
    code_dechet: '17 01 03',
  });
  await row(4, 'PEM-8', { designation: 'Gravats', quantite: '10', unite: 'u', potentiel_reemploi: 'nul' });
  // asbestos: never reusable, whatever the diagnosis hoped; weighed or not
  const hoped = {
    designation: 'Dalles',
    quantite: '400',
    unite: 'u',
    potentiel_reemploi: 'Fort',
    amiante: 'oui',
  };
  await row(5, 'PEM-10', hoped, 'refused');
  await row(6, 'PEM-11', { ...hoped, quantite: 'dix' }, 'refused');
  const recolement = await read();
  expect(recolement.diagnosis?.fileName).toBe('pemd.csv');
  expect(recolement.lines.find(({ pemdRef }) => pemdRef === 'PEM-7')).toMatchObject({
    ...{ outcome: 'not_offered', milli: 1_200_500, unit: 'u', designation: 'Lavabos', lot: null },
  });
  const states = statesOf(recolement);
  expect(states.slice(0, 2).map(({ pemdRef, announcedMilli }) => [pemdRef, announcedMilli])).toEqual([
    ['PEM-1', 25_000],
    ['PEM-7', 1_200_500],
  ]);
  expect(states[0]).toMatchObject({
    handedOverMilli: 9000,
    heldMilli: 4000,
    leftMilli: 7000,
    evidence: ['A'],
  });
  const { capture } = summaryOf(recolement);
  const announcedG = recolement.announced
    .filter(({ pemdRef }) => pemdRef === 'PEM-1' || pemdRef === 'PEM-7')
    .reduce((g, one) => g + (one.massG ?? 0), 0);
  expect(capture).toMatchObject({ basis: 'diagnosis', announcedG, unweighed: 0 });
  // left out of the rate, not of the statement: it was announced and nobody may offer it
  expect(recolement.lines.find(({ pemdRef }) => pemdRef === 'PEM-10')).toMatchObject({
    ...{ outcome: 'not_offered', milli: 400_000 },
  });
});

it('counts a hold past its deadline as available, before any job gives it back', async () => {
  const [owner, firm] = [await acting(world), await partyOf('firm')];
  const works = await makeSite(world.owner, owner.party);
  const lot = await makeLot(world.owner, owner.party, { site: works });
  const id = await accepted(world.owner, owner.party, firm, lot.id, 6000);
  await world.owner`update ledger.reservation set expires_at = ledger.clock() - interval '1 second' where id = ${id}`;
  const { lines } = await recolementOf(owner.ctx, { id: works.id, organisationId: owner.party.organisation });
  expect(lines.map(({ outcome, milli }) => `${outcome} ${milli}`)).toEqual(['available 20000']);
});
