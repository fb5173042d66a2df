/** The 14 material families of the taxonomy, in its order, with the drawing that stands for each. */
export const familyCodes = [
  'STR',
  'MAC',
  'BOI',
  'COU',
  'FAC',
  'MEX',
  'MIN',
  'CLO',
  'SOL',
  'SAN',
  'CVC',
  'ELE',
  'MET',
  'EXT',
] as const;
export type FamilyCode = (typeof familyCodes)[number];

export function isFamilyCode(value: string): value is FamilyCode {
  return (familyCodes as readonly string[]).includes(value);
}

/**
 * One solid shape per family on a 24 x 24 grid (fill rule even-odd), legible at 12 px: a beam's section, bricks, a
 * log's end… The map draws the same paths.
 */
export const familyShapes: Record<FamilyCode, string> = {
  STR: 'M4 3h16v4h-6v10h6v4H4v-4h6V7H4z',
  MAC: 'M2 4h9v4.5H2zM13 4h9v4.5h-9zM2 10h4v4.5H2zM8 10h8v4.5H8zM18 10h4v4.5h-4zM2 16h9v4.5H2zM13 16h9v4.5h-9z',
  BOI: 'M12 2a10 10 0 1 0 0 20a10 10 0 0 0 0-20zM12 5a7 7 0 1 1 0 14a7 7 0 0 1 0-14zM12 7.2a4.8 4.8 0 1 0 0 9.6a4.8 4.8 0 0 0 0-9.6zM12 10a2 2 0 1 1 0 4a2 2 0 0 1 0-4z',
  COU: 'M1 3h6.7v3a3.35 3.35 0 0 1-6.7 0zM8.65 3h6.7v3a3.35 3.35 0 0 1-6.7 0zM16.3 3H23v3a3.35 3.35 0 0 1-6.7 0zM4.8 10.5h6.7v3a3.35 3.35 0 0 1-6.7 0zM12.5 10.5h6.7v3a3.35 3.35 0 0 1-6.7 0zM1 18h6.7v1a3.35 3.35 0 0 1-6.7 0zM8.65 18h6.7v1a3.35 3.35 0 0 1-6.7 0zM16.3 18H23v1a3.35 3.35 0 0 1-6.7 0z',
  FAC: 'M3 3h4v18H3zM9 3l3 3-3 3 3 3-3 3 3 3-3 3h3l3-3-3-3 3-3-3-3 3-3-3-3zM17 3h4v18h-4z',
  MEX: 'M3 2h18v20H3zM6 5v6h4.5V5zM13.5 5v6H18V5zM6 13.5v5.5h4.5v-5.5zM13.5 13.5v5.5H18v-5.5z',
  MIN: 'M5 2h14v20H5zM14.5 11a1.5 1.5 0 1 0 0 3a1.5 1.5 0 0 0 0-3z',
  CLO: 'M2 3h20v3H2zM4 7.5h3v9H4zM10.5 7.5h3v9h-3zM17 7.5h3v9h-3zM2 18h20v3H2z',
  SOL: 'M2 2h9.2v9.2H2zM12.8 12.8H22V22h-9.2zM12.8 2H22v9.2h-9.2zM15.4 4.6v4h4v-4zM2 12.8h9.2V22H2zM4.6 15.4v4h4v-4z',
  SAN: 'M12 1.5c4.5 6 7.5 9.6 7.5 13.2a7.5 7.5 0 0 1-15 0c0-3.6 3-7.2 7.5-13.2zM8 14.5a4 4 0 0 0 4 4.2v-2.2a2 2 0 0 1-1.9-2z',
  CVC: 'M2 6h20v3H2zM2 16h20v3H2zM3.5 3h3v18h-3zM8.2 3h3v18h-3zM12.9 3h3v18h-3zM17.5 3h3v18h-3z',
  ELE: 'M14 1L4 14h6.5L9 23l11-13.5h-7z',
  MET: 'M2 5h20v2.5H2zM2 17.5h20V20H2zM4 7.5h2v10H4zM11 7.5h2v10h-2zM18 7.5h2v10h-2zM8.5 9.5l2 3-2 3-2-3zM15.5 9.5l2 3-2 3-2-3z',
  EXT: 'M12 1l5 2.9v5.7l-5 2.9-5-2.9V3.9zM6.2 11.6l5 2.9v5.7l-5 2.8-5-2.8v-5.7zM17.8 11.6l5 2.9v5.7l-5 2.8-5-2.8v-5.7z',
};
