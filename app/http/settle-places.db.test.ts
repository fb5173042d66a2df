import { beforeAll, expect, it } from 'vitest';
import { visitor } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { settlePlaces } from './settle-places.server.ts';

let world: TestDatabase;
let twins: string;
beforeAll(async () => {
  world = await testDatabase();
  const [row] = await world.sql`
    select min(name) as name from commune group by place_key(name) having count(*) between 2 and 9 order by count(*) desc, 1 limit 1`;
  twins = String(row?.name);
});

async function settled(typed: Record<string, string>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  const unsettled = await settlePlaces(form, async () => visitor(world));
  return { unsettled, ...Object.fromEntries(form) } as Record<string, unknown> & {
    unsettled: typeof unsettled;
  };
}

it('a name typed without a script becomes its code, whatever its accents and capitals', async () => {
  expect(await settled({ communeCode: '', communeCode_text: 'rennes' })).toMatchObject({
    communeCode: '35238',
    unsettled: {},
  });
  expect(await settled({ communeCode_text: '35000 Rennes' })).toMatchObject({
    communeCode: '35238',
    unsettled: {},
  });
});

it('a code counts only as long as its words do', async () => {
  const [other] = await world.sql`select code, name from commune where code = '35278'`;
  const kept = await settled({ communeCode: '35238', communeCode_text: 'Rennes' });
  expect(kept.communeCode).toBe('35238');
  const retyped = await settled({ communeCode: '35238', communeCode_text: String(other?.name) });
  expect(retyped).toMatchObject({ communeCode: '35278', unsettled: {} });
  const emptied = await settled({ communeCode: '35238', communeCode_text: ' ' });
  expect(emptied).toMatchObject({ communeCode: '', unsettled: {} });
});

it('several that fit are offered, and the one ticked is taken', async () => {
  const asked = await settled({ communeCode: '', communeCode_text: twins });
  const { choices, why } = asked.unsettled.communeCode ?? { choices: [], why: '' };
  expect(why).toBe('place-ambiguous');
  expect(choices.length).toBeGreaterThan(1);
  expect(choices[0]).toMatchObject({ label: twins });
  expect(asked.communeCode).toBe('');
  const second = String(choices[1]?.value);
  expect(await settled({ communeCode: second, communeCode_text: twins })).toMatchObject({
    communeCode: second,
    unsettled: {},
  });
});

it('a text that is no place is said so, the code emptied', async () => {
  expect(await settled({ communeCode: '35238', communeCode_text: 'Zzyzxq' })).toMatchObject({
    communeCode: '',
    communeCode_text: 'Zzyzxq',
    unsettled: { communeCode: { why: 'commune-unknown', choices: [] } },
  });
});

it('another level is settled at that level; without one it waits for it', async () => {
  const typed = { territoryCode: '', territoryCode_text: 'Bretagne' };
  expect(await settled({ ...typed, territoryLevel: 'region' })).toMatchObject({
    territoryCode: '53',
    unsettled: {},
  });
  expect(await settled({ ...typed, territoryCode_text: 'Zzyzxq', territoryLevel: 'epci' })).toMatchObject({
    unsettled: { territoryCode: { why: 'territory-unknown' } },
  });
  expect(await settled({ ...typed, territoryLevel: '' })).toMatchObject({ territoryCode: '', unsettled: {} });
});
