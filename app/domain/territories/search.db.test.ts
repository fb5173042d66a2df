import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { testDatabase } from '#tests/support/database.ts';
import { placeKey } from './place-key.ts';
import { communesOf, currentCommune, epcisOf, territory } from './queries.server.ts';
import { resolveCommune, searchPlaces } from './search.server.ts';

let ctx: Ctx;
beforeAll(async () => {
  const { db } = await testDatabase();
  ctx = { db, actor: { person: null, organisation: null, via: 'none' }, now: new Date(), locale: 'fr' };
});
const names = async (q: string) => (await searchPlaces(ctx, q)).map(({ level, name }) => `${level} ${name}`);

describe('places', () => {
  it('are found without accents, hyphens or the whole of "saint", the largest first', async () => {
    expect((await names('st malo'))[0]).toBe('commune Saint-Malo');
    expect((await names('REN'))[0]).toBe('epci Rennes Métropole');
    expect((await names('rennes'))[0]).toBe('commune Rennes');
    expect((await names('rheu'))[0]).toBe('commune Le Rheu');
    expect((await names('Renes'))[0]).toBe('commune Rennes');
  });

  it('are found by postcode, code, former code and département', async () => {
    expect(await names('35000')).toEqual(['commune Rennes']);
    expect(await names('35238')).toEqual(['commune Rennes']);
    expect(await names('75112')).toEqual(['commune Paris']);
    expect((await names('35'))[0]).toBe('departement Ille-et-Vilaine');
    expect((await names('354'))[0]).toBe('commune Saint-Malo');
    expect(await names('243500139')).toEqual(['epci Rennes Métropole']);
  });

  it.each(['', '   ', '%', "'; drop table commune; --", '\u0000', 'é'.repeat(500)])(
    'nothing breaks on "%s"',
    async (q) => {
      expect(Array.isArray(await searchPlaces(ctx, q))).toBe(true);
    },
  );

  it('one name settles it, homonyms are offered', async () => {
    expect((await resolveCommune(ctx, '35000 Rennes')).commune?.code).toBe('35238');
    expect((await resolveCommune(ctx, 'Rennes')).commune?.code).toBe('35238');
    const homonyms = await resolveCommune(ctx, 'Saint-Denis');
    expect(homonyms.commune).toBeNull();
    expect(homonyms.choices.map(({ code }) => code)).toEqual(expect.arrayContaining(['93066', '97411']));
  });

  it('have one key in TypeScript and in SQL', async () => {
    const { sql } = await testDatabase();
    for (const { name, search_key } of await sql`select name, search_key from territory`)
      expect(placeKey(name)).toBe(search_key);
  });
});

describe('territories', () => {
  it('a commune lies in its EPT, EPCI, département, région and France', async () => {
    const found = await territory(ctx, 'commune', '93066');
    expect(found?.parents.map(({ level }) => level)).toEqual([
      'ept',
      'epci',
      'departement',
      'region',
      'france',
    ]);
  });

  it('an island without EPCI is a commune like another', async () => {
    const found = await territory(ctx, 'commune', '29155');
    expect(found?.parents.map(({ level }) => level)).toEqual(['departement', 'region', 'france']);
  });

  it('a COM has its page, without a point', async () => {
    expect(await territory(ctx, 'departement', '987')).toMatchObject({
      name: 'Polynésie française',
      zone: 'com',
      lon: null,
    });
    expect((await territory(ctx, 'commune', '97502'))?.parents.map(({ level }) => level)).toEqual([
      'departement',
      'france',
    ]);
  });

  it('former codes and arrondissements lead to the commune of today; others nowhere', async () => {
    expect(await currentCommune(ctx, '75112')).toBe('75056');
    expect(await currentCommune(ctx, '35238')).toBe('35238');
    expect(await currentCommune(ctx, '99999')).toBeNull();
    expect(await territory(ctx, 'epci', '35238')).toBeNull();
  });

  it('list what lies inside, by name', async () => {
    const communes = (await communesOf(ctx, 'epci', '243500139')).map(({ name }) => name);
    expect(communes).toHaveLength(43);
    expect(communes.slice(0, 2)).toEqual(['Acigné', 'Bécherel']);
    expect((await epcisOf(ctx, 'departement', '35')).some(({ code }) => code === '243500139')).toBe(true);
  });
});
