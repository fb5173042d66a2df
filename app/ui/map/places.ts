/** Where a map may be sent: ids are those of the catalogue `map.overseas`. Boxes are west, south, east, north. */
export type Box = [number, number, number, number];

export const MAINLAND: Box = [-5.2, 41.3, 9.7, 51.2];

export const OVERSEAS: { id: 'guadeloupe' | 'martinique' | 'guyane' | 'reunion' | 'mayotte'; box: Box }[] = [
  { id: 'guadeloupe', box: [-61.85, 15.82, -60.98, 16.53] },
  { id: 'martinique', box: [-61.25, 14.37, -60.79, 14.9] },
  { id: 'guyane', box: [-54.65, 2.1, -51.55, 5.8] },
  { id: 'reunion', box: [55.2, -21.4, 55.85, -20.86] },
  { id: 'mayotte', box: [45.0, -13.02, 45.32, -12.62] },
];
