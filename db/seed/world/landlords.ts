import { type OrganisationTale, works } from './tales.ts';

/** Public offices and companies of social housing, invented. */
export const LANDLORDS: OrganisationTale[] = [
  {
    id: 'demo-landlord',
    name: 'Habitat Rance et Vilaine (démo)',
    kind: 'landlord',
    status: 'public_establishment',
    at: 'rennes',
    takes: 3,
    person: 'Solène Guivarc’h',
    sites: [
      works('Résidence des Courtils, réhabilitation de 84 logements', 'renovation', 'rennes', 14),
      works('Tour du Verger, démolition', 'demolition', 'saintMalo', 10),
      works('Résidence du Moulin, remplacement des menuiseries', 'renovation', 'fougeres', 8),
      works('Foyer Sainte-Croix, chaufferie et sanitaires', 'renovation', 'vitre', 5),
    ],
  },
  {
    id: 'penn-ar-mor',
    name: 'Office de l’habitat Penn ar Mor',
    kind: 'landlord',
    status: 'public_establishment',
    at: 'brest',
    takes: 2,
    person: 'Erwan Le Dantec-Mao',
    sites: [
      works('Résidence de la Rade, 60 logements', 'renovation', 'brest', 9),
      works('Cité des Genêts, barre C', 'demolition', 'landerneau', 6),
    ],
  },
  {
    id: 'toits-erdre',
    name: 'Les Toits de l’Erdre',
    kind: 'landlord',
    status: 'private',
    at: 'nantes',
    takes: 2,
    person: 'Mathilde Coëffard',
    sites: [
      works('Résidence des Peupliers, 120 logements', 'renovation', 'orvault', 10),
      works('Résidence du Bac, démolition partielle', 'demolition', 'reze', 6),
    ],
  },
  {
    id: 'deux-marnes',
    name: 'Foyer des Deux-Marnes',
    kind: 'landlord',
    status: 'private',
    at: 'creteil',
    takes: 2,
    person: 'Sylvain Toulouse-Noé',
    sites: [
      works('Résidence du Lac, halls et paliers', 'renovation', 'creteil', 9),
      works('Résidence des Arcades, sanitaires', 'renovation', 'paris', 6),
    ],
  },
  {
    id: 'plaine-canal',
    name: 'Office Plaine et Canal',
    kind: 'landlord',
    status: 'public_establishment',
    at: 'aubervilliers',
    takes: 2,
    person: 'Farida Mesnil',
    sites: [
      works('Cité des Filatures, tour 2', 'demolition', 'aubervilliers', 10),
      works('Résidence du Canal, ascenseurs et paliers', 'renovation', 'pantin', 4),
    ],
  },
  {
    id: 'ravine',
    name: 'Ravine Habitat',
    kind: 'landlord',
    status: 'private',
    at: 'saintDenisReunion',
    takes: 1,
    person: 'Corinne Payet-Sauger',
    sites: [works('Résidence des Filaos, 48 logements', 'renovation', 'lePort', 6)],
  },
];
