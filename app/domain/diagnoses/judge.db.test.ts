import { expect, it } from 'vitest';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { acting, refusalOf } from '#tests/support/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { codesOf, importer } from '#tests/support/diagnoses.ts';
import { makeSite } from '#tests/support/factories.ts';

/** A line is judged as its lot will be when it is published: by the same rules, with the same facts and documents. */
const TABLE = [
  'ref;designation;type_code;quantite;unite;localisation;prix_unitaire_eur;masse_unitaire_kg',
  'P-1;Plaques de faux plafond;CLO-05;30;u;Hall;0;12',
].join('\n');

async function world(facts: Record<string, unknown>) {
  const database = await testDatabase();
  const who = await acting(database);
  const site = await makeSite(database.owner, who.party);
  await database.owner`update site set ${database.owner({ permit_year: 1960, ...facts })} where id = ${site.id}`;
  const imports = importer(database, who, site);
  const said = async (id: string) => {
    const [row] = await imports.rows(id);
    return { codes: codesOf(row), rules: row?.findings.map(({ rule }) => rule).filter(Boolean) };
  };
  return { database, who, ...imports, said };
}

it('waits for the survey of the building, unless the site already names it; publication says the same', async () => {
  for (const { facts, waits } of [
    { facts: {}, waits: true },
    { facts: { lead_survey_ref: 'CREP 12' }, waits: true },
    { facts: { asbestos_survey_ref: 'RAAT 2026-114' }, waits: false },
  ]) {
    const { who, read, said, accept, lots } = await world(facts);
    const id = await read(TABLE);
    expect(await said(id)).toEqual(
      waits ? { codes: ['rule-waits'], rules: ['REF-02'] } : { codes: [], rules: [] },
    );
    await accept(id);
    const [lot] = await lots();
    const published = publishLot(who.ctx, lot?.public_id, { key: crypto.randomUUID() });
    if (waits) expect(await refusalOf(published)).toMatchObject({ code: 'offering-waits', rule: 'REF-02' });
    else await published;
  }
});

it('a document of the lot a line already is answers for that line when the file comes back', async () => {
  const { database, read, accept, lots, said } = await world({});
  await accept(await read(TABLE));
  const [lot] = await lots();
  expect((await said(await read(TABLE))).codes).toEqual(['rule-waits']);
  await database.owner`insert into lot_document (lot_id, kind, name, sha256, media_type, bytes)
    values (${lot?.id}, 'asbestos_survey', 'Repérage', ${'a'.repeat(64)}, 'application/pdf', 10)`;
  expect((await said(await read(TABLE))).codes).toEqual([]);
});

it('whose materials they are is who holds title, not who owns the works', async () => {
  const town = { owner_name: 'Commune', owner_status: 'collectivite', permit_year: 2010 };
  const rulesOf = async (facts: Record<string, unknown>) => {
    const { read, said } = await world({ ...town, ...facts });
    return (await said(await read(TABLE))).rules;
  };
  const owners = await rulesOf({ title_holder: 'owner' });
  const firms = await rulesOf({
    title_holder: 'firm',
    title_firm_name: 'Dépose',
    title_reference: 'Marché 7',
  });
  expect(owners).not.toEqual(firms);
  expect(firms).toEqual([]);
});
