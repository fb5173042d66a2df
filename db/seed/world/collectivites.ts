import { type OrganisationTale, works } from './tales.ts';

/** Town services under invented names, on real territories so that their figures can be read. */
const epci = (code: string) => ({ level: 'epci', code });

export const COLLECTIVITES: OrganisationTale[] = [
  {
    id: 'demo-collectivite',
    name: 'Collectivité du bassin rennais (démo)',
    kind: 'collectivite',
    at: 'rennes',
    territory: epci('243500139'),
    takes: 2,
    person: 'Hugo Marchadour',
    sites: [
      works('Ancienne piscine municipale, vestiaires', 'demolition', 'rennes', 8),
      works('Groupe scolaire des Tanneurs', 'renovation', 'bruz', 7),
    ],
  },
  {
    id: 'pays-uzel',
    name: 'Service du patrimoine du pays d’Uzel',
    kind: 'collectivite',
    at: 'uzel',
    territory: { level: 'commune', code: '22384' },
    takes: 2,
    person: 'Annaïg Lorec',
    sites: [
      works('Ancienne école publique, préau et classes', 'renovation', 'uzel', 7),
      works('Atelier communal, changement de toiture', 'renovation', 'uzel', 3),
    ],
  },
  {
    id: 'rade',
    name: 'Bâtiments publics de la rade',
    kind: 'collectivite',
    at: 'brest',
    territory: epci('242900314'),
    takes: 2,
    person: 'Pierrick Moalic-Sand',
    sites: [
      works('Gymnase du Vallon, toiture et sols', 'renovation', 'brest', 6),
      works('Médiathèque du Rempart, mobilier', 'renovation', 'landerneau', 4),
    ],
  },
  {
    id: 'estuaire',
    name: 'Direction du bâti de l’estuaire',
    kind: 'collectivite',
    at: 'nantes',
    territory: epci('244400404'),
    takes: 2,
    person: 'Lucie Bonnamy',
    sites: [
      works('Marché couvert des Allées, verrière', 'renovation', 'saintHerblain', 7),
      works('Place de la Gare, pavages', 'renovation', 'saintNazaire', 4),
    ],
  },
  {
    id: 'est-parisien',
    name: 'Atelier public de l’Est parisien',
    kind: 'collectivite',
    at: 'pantin',
    territory: { level: 'ept', code: '200057875' },
    takes: 2,
    person: 'Benoît Aubray',
    sites: [
      works('Bibliothèque du Canal, réaménagement', 'renovation', 'pantin', 7),
      works('Crèche des Lilas, second œuvre', 'renovation', 'colombes', 4),
    ],
  },
];
