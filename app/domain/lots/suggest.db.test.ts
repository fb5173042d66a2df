import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { acting, visitor } from '#tests/support/context.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { makeLot } from '#tests/support/factories.ts';
import { suggest } from './suggest.server.ts';

let ctx: Ctx;

beforeAll(async () => {
  const world = await freshDatabase();
  const { party } = await acting(world);
  for (const title of ['Porte palière en mélèze', 'Portail forgé', 'Porte palière']) {
    const lot = await makeLot(world.owner, party);
    await world.owner`update lot set title = ${title}, published_at = published_at - interval '1 minute' where id = ${lot.id}`;
  }
  await world.owner`select search_words_learn()`;
  ctx = visitor(world);
});

const found = async (q: string, kind: string) => (await suggest(ctx, q)).filter((one) => one.kind === kind);

describe('suggestions while typing', () => {
  it.each([
    ['velu', 'COU-14', 'velux'],
    ['ipn', 'STR-01', 'IPN'],
    ['lavab', 'SAN-02', null],
    ['lavbo', 'SAN-02', null],
    ['fenetre de t', 'COU-14', null],
  ])('%s is the type %s', async (q, code, synonym) => {
    const type = (await found(q, 'type')).find(({ value }) => value === code);
    expect(type).toMatchObject({ kind: 'type', label: expect.any(String), count: null });
    if (synonym) expect(type?.detail).toBe(synonym);
  });

  it('finds families and communes, without accents', async () => {
    expect(await found('menuis', 'family')).not.toEqual([]);
    expect(await found('renn', 'place')).toContainEqual(
      expect.objectContaining({ value: '35238', label: 'Rennes', detail: 'Ille-et-Vilaine' }),
    );
  });

  it('completes the word being typed with the words of titles, and keeps those before', async () => {
    expect((await found('por', 'words')).map(({ value }) => value).slice(0, 2)).toEqual(['porte', 'portail']);
    expect((await found('grande Mele', 'words')).map(({ value }) => value)).toEqual(['grande mélèze']);
    expect((await found('paliere', 'words')).map(({ value }) => value)).toEqual(['palière']);
    expect((await found('portial', 'words')).map(({ value }) => value)).toEqual(['portail']);
  });

  it('speaks the reader’s language', async () => {
    const english = await suggest({ ...ctx, locale: 'en' }, 'velux');
    expect(english.find(({ value }) => value === 'COU-14')?.label).toBe('Roof window');
  });

  it.each(['', ' ', '!', '83x204', '123', '\u0000', "'; --", '%', '\\', 'a'.repeat(10_000), '🙂', '('])(
    'bears %s',
    async (q) => expect((await suggest(ctx, q)).length).toBeLessThanOrEqual(13),
  );
});
