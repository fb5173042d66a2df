import { expect, it } from 'vitest';
import { loadReference } from '#db/reference/load.ts';
import { freshDatabase } from '#tests/support/database.ts';

it('the full set replaces the reduced one, once, with every level and every point', { timeout: 60_000 }, async () => {
  const { owner } = await freshDatabase();
  await loadReference(owner);
  const counts = await owner`select level, count(*)::int as n from territory group by 1 order by 1`;
  expect(Object.fromEntries(counts.map((row) => [row.level, row.n]))).toEqual({
    commune: 34_969,
    departement: 109,
    epci: 1255,
    ept: 11,
    france: 1,
    region: 26,
  });
  const [facts] = await owner`select
    (select count(*)::int from commune where epci_siren is null) as alone,
    (select count(*)::int from commune where lon is null) as unplaced,
    (select count(*)::int from commune_former) as former,
    (select count(*)::int from material_type) as types,
    (select code from commune_former join commune using (code) where former_code = '69381') as lyon,
    (select timezone from departement where code = '974') as zone`;
  expect(facts).toEqual({ alone: 98, unplaced: 94, former: 4285, types: 163, lyon: '69123', zone: 'Indian/Reunion' });
  const [before] = await owner`select xmin::text as at from territory where level = 'commune' and code = '35238'`;
  await loadReference(owner);
  const [after] = await owner`select xmin::text as at from territory where level = 'commune' and code = '35238'`;
  expect(after).toEqual(before);
});
