import { describe, expect, it } from 'vitest';
import { materialRows } from '#db/reference/materials.ts';
import { rankTypes, searchWords } from './search.ts';

const types = materialRows().types.map((row) => ({
  code: row.code,
  core: row.core,
  nameFr: row.name_fr,
  nameEn: row.name_en,
  synonymsFr: row.synonyms_fr,
}));
const first = (q: string) => rankTypes(types, q)[0]?.nameFr;

describe('search of the taxonomy', () => {
  it.each([
    ['radiateurs en fonte', 'Radiateur fonte'],
    ['RADIATUER', 'Radiateur fonte'],
    ['évier', 'Évier inox'],
    ['evier', 'Évier inox'],
    ['IPN', 'Profilé acier (IPE, HEA, UPN)'],
    ['velux', 'Fenêtre de toit'],
    ['plaques de platre', 'Plaque de plâtre'],
    ['laine de roche', 'Laine de roche'],
    ['radiateurs Zorglub 1962', 'Radiateur fonte'],
  ])('"%s" finds %s first', (q, name) => {
    expect(first(q)).toBe(name);
  });

  it('answers to English names', () => {
    expect(first('roof window')).toBe('Fenêtre de toit');
  });

  it('finds every type by its own name', () => {
    for (const type of types) expect(rankTypes(types, type.nameFr).slice(0, 3)).toContain(type);
  });

  it('finds nothing for nothing, nor for what does not exist', () => {
    expect(rankTypes(types, '')).toEqual([]);
    expect(rankTypes(types, 'zzzz')).toEqual([]);
  });

  it('takes singular and plural for one word', () => {
    expect(searchWords('Chevaux, panneaux et portes')).toEqual(['cheval', 'panneau', 'porte']);
  });
});
