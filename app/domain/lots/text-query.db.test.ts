import { beforeAll, describe, expect, it } from 'vitest';
import { acting } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeLot } from '#tests/support/factories.ts';
import { saysText } from '#tests/support/naive-lots.ts';
import { understandText } from './text-query.server.ts';

let world: TestDatabase;

beforeAll(async () => {
  world = await freshDatabase();
  const { party } = await acting(world);
  for (const title of ['Claustra en mélèze', 'Tommettes hexagonales', 'Xylophène']) {
    const lot = await makeLot(world.owner, party);
    await world.owner`update lot set title = ${title}, type_code = type_code, published_at = published_at - interval '1 minute'
      where id = ${lot.id}`;
  }
  await world.owner`select search_words_learn()`;
});

const read = (q: string) => understandText(world.db, q);

describe('what a text is understood as', () => {
  it.each([
    ['lavbo', 'lavabo'],
    ['LAVABBO', 'lavabo'],
    ['prote', 'porte'],
    ['fenètrre', 'fenêtre'],
    ['radiatuer', 'radiateur'],
    ['velus', 'velux'],
    ['parqet', 'parquet'],
    ['clautsra', 'claustra'],
  ])('%s is a slip for %s', async (typed, meant) => {
    const { corrected, words, exactly, text } = await read(typed);
    expect(corrected).toEqual([{ from: typed.toLowerCase(), to: meant }]);
    expect(words).toEqual([meant]);
    expect(exactly).toBe(`"${typed}"`);
    const known = await read(meant);
    expect(text).toEqual(known.text);
  });

  it.each([
    'lavabos',
    'portes',
    'Fenêtre',
    'fenetres',
    'IPN',
    'ipn 200',
    'velux',
    'mélèzes',
    'claustras',
    'zqxwkj',
    '"lavbo"',
    'r2d2',
  ])('%s is searched as typed', async (typed) => expect((await read(typed)).corrected).toEqual([]));

  it('begins a known word: radiat, claust', async () => {
    for (const typed of ['radiat', 'claust']) {
      const { text, corrected } = await read(typed);
      expect([text, corrected]).toEqual([{ op: 'word', lexeme: typed, prefix: true }, []]);
    }
  });

  it('is the same in the plural', async () => {
    const { text } = await read('lavabos');
    expect(saysText(new Set(['lavabo']), text ?? { op: 'none' })).toBe(true);
    expect(saysText(new Set(['lavabos']), text ?? { op: 'none' })).toBe(true);
  });

  it('takes dimensions out, keeps the words', async () => {
    const understood = await read('Porte 83x204 en chêne');
    expect(understood).toMatchObject({ words: ['porte', 'chêne'], size: [830, 2040], corrected: [] });
  });

  it.each(['de la', 'l', '?!', '---', ' ', '20x8', '"'])('%s searches no word', async (typed) => {
    expect((await read(typed)).text).toBeNull();
  });

  it.each([
    "'; drop table lot; --",
    "o'brien \\",
    '((((a & | !b <-> :* ',
    '%_\\%',
    '.*+?^$ {}()|[]',
    "'':*",
    'a'.repeat(200),
    'é'.repeat(200),
    '漢字 العربية 🙂',
    'porte\u0000',
  ])('%s breaks nothing', async (typed) => {
    const { text } = await read(typed);
    if (text) expect(saysText(new Set(['port']), text)).toEqual(expect.any(Boolean));
  });

  it('leaves a word out', async () => {
    expect((await read('porte -chêne')).text).toEqual({
      op: 'and',
      of: [
        { op: 'word', lexeme: 'port', prefix: false },
        { op: 'not', of: expect.objectContaining({}) },
      ],
    });
  });
});

describe('the words that are known', () => {
  it('are the taxonomy and what titles say, with how many lots', async () => {
    const rows =
      await world.sql`select word, label, lots, taxonomy from search_word where word in ('meleze', 'velux', 'claustra')`;
    expect([...rows].sort((a, b) => a.word.localeCompare(b.word))).toEqual([
      { word: 'claustra', label: 'claustra', lots: 1, taxonomy: expect.any(Boolean) },
      { word: 'meleze', label: 'mélèze', lots: 1, taxonomy: false },
      { word: 'velux', label: 'velux', lots: 0, taxonomy: true },
    ]);
  });

  it('are read again whole: what no title says is forgotten, counts do not grow', async () => {
    await world.owner`update lot set title = 'Bardeaux' where title = 'Xylophène'`;
    await world.owner`select search_words_restart()`;
    while (Number((await world.owner`select search_words_learn(2) as n`)[0]?.n) > 0);
    const words =
      await world.sql`select word, lots from search_word where word in ('xylophene', 'meleze', 'bardeaux') order by word`;
    expect([...words]).toEqual([
      { word: 'bardeaux', lots: 1 },
      { word: 'meleze', lots: 1 },
    ]);
  });
});

describe('the search of a lot', () => {
  it('is the same as cutting up its title, type, family and description', async () => {
    const { party } = await acting(world);
    const lot = await makeLot(world.owner, party);
    await world.owner`update lot set description = 'Déposées en 2024, avec leurs huisseries' where id = ${lot.id}`;
    const [row] = await world.sql`
      select l.search = setweight(to_tsvector('public.fr', l.title), 'A')
          || setweight(to_tsvector('public.fr', t.name_fr || ' ' || t.name_en), 'B')
          || setweight(to_tsvector('public.fr', array_to_string(t.synonyms_fr, ' ') || ' ' || f.name_fr || ' ' || f.name_en), 'C')
          || setweight(to_tsvector('public.fr', l.description), 'D') as same
        from lot l join material_type t on t.code = l.type_code join material_family f on f.code = t.family_code where l.id = ${lot.id}`;
    expect(row?.same).toBe(true);
  });

  it('follows its type: a name or a synonym changed is searched in the lots made since', async () => {
    await world.owner`update material_type set synonyms_fr = synonyms_fr || '{zinzolin}' where code = 'BOI-01'`;
    const [row] =
      await world.sql`select search @@ 'zinzolin'::tsquery as found from material_type where code = 'BOI-01'`;
    expect(row?.found).toBe(true);
    expect((await understandText(world.db, 'zinzolim')).corrected).toEqual([
      { from: 'zinzolim', to: 'zinzolin' },
    ]);
  });
});
