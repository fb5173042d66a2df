import { describe, expect, it } from 'vitest';
import { materialRows } from '#db/reference/materials.ts';
import { makeGuess } from './guess.ts';

const types = materialRows().types.map((row) => ({
  code: row.code,
  core: row.core,
  nameFr: row.name_fr,
  synonymsFr: row.synonyms_fr,
}));
const guess = makeGuess(types);
const nameOf = (code: string | undefined) => types.find((type) => type.code === code)?.nameFr;

describe('the guess of a material', () => {
  it.each([
    ['Ardoises naturelles', '', 'Ardoise naturelle'],
    ['Bloc-porte intérieur âme pleine 83x204', 'Bois', 'Bloc-porte âme pleine'],
    ['Blocs-portes interieurs', '', 'Bloc-porte âme pleine'],
    ['Briques pleines', 'terre cuite', 'Brique pleine terre cuite'],
    ['Chemin de cable', 'acier', 'Chemin de câbles'],
    ['Cuvette WC suspendue', '', 'WC céramique'],
    ['Dalles de faux-plafond 60x60', '', 'Dalle de faux plafond minérale'],
    ['Fenêtres PVC double vitrage 120x140', 'PVC', 'Fenêtre PVC double vitrage'],
    ['Garde-corps métallique', '', 'Garde-corps'],
    ['Laine de verre 200 mm', '', 'Laine de verre'],
    ['Lavabo céramique blanc', 'céramique', 'Lavabo ou vasque céramique'],
    ['Luminaire LED encastré', '', 'Luminaire LED'],
    ['Moquette en dalles', '', 'Dalle de moquette'],
    ['Parquet massif chêne', 'bois', 'Parquet massif'],
    ['Pavés granit', '', 'Pavé pierre (granit, grès)'],
    ['Plaques de plâtre BA13', '', 'Plaque de plâtre'],
    ['Porte coupe-feu EI30', '', 'Bloc-porte coupe-feu'],
    ['Poutrelle IPN 200', 'acier', 'Profilé acier (IPE, HEA, UPN)'],
    ['Radiateur fonte 10 éléments', 'Métal', 'Radiateur fonte'],
    ['Radiatuer en fonte', '', 'Radiateur fonte'],
    ['TUILES MECANIQUES', 'terre cuite', 'Tuile mécanique terre cuite'],
    ['Tuile mécanique terre cuite 13/m2', 'Terre cuite', 'Tuile mécanique terre cuite'],
    ['Velux 78x98', '', 'Fenêtre de toit'],
    ['radiateurs en fonte', '', 'Radiateur fonte'],
    ['Évier inox 2 bacs', '', 'Évier inox'],
  ])('%s (%s) is first of all %s', (designation, nature, name) => {
    expect(nameOf(guess(designation, nature)[0])).toBe(name);
  });

  it('offers a few others, best first, and nothing for what resembles nothing', () => {
    expect(guess('Tuiles', 'terre cuite').length).toBeGreaterThan(1);
    expect(guess('Tuiles', 'terre cuite').length).toBeLessThanOrEqual(4);
    expect(guess('zzzz qqqq', '')).toEqual([]);
    expect(guess('', '')).toEqual([]);
    expect(guess('12 x 34', '')).toEqual([]);
  });

  it('finds every type by its own name, among the first three', () => {
    for (const { code, nameFr } of types)
      expect([nameFr, guess(nameFr, '').slice(0, 3)]).toEqual([nameFr, expect.arrayContaining([code])]);
  });
});
