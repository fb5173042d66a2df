import { ASSOCIATIONS } from './associations.ts';
import { COLLECTIVITES } from './collectivites.ts';
import { FIRMS } from './firms.ts';
import { LANDLORDS } from './landlords.ts';
import { type PersonTale, works } from './tales.ts';

export const ORGANISATIONS = [...FIRMS, ...LANDLORDS, ...COLLECTIVITES, ...ASSOCIATIONS];

export const PEOPLE: PersonTale[] = [
  {
    id: 'maelle',
    name: 'Maëlle Kerivoal',
    at: 'bruz',
    site: works('Maison des Saules, fin de chantier', 'renovation', 'bruz', 3),
  },
  { id: 'bastien', name: 'Bastien Aubrée', at: 'rennes' },
  { id: 'ophelie', name: 'Ophélie Trémaudan', at: 'redon' },
  { id: 'noe', name: 'Noé Lanvallay', at: 'saintMalo' },
  { id: 'capucine', name: 'Capucine Rezeau', at: 'nantes' },
  { id: 'idriss', name: 'Idriss Vallet', at: 'orvault' },
  {
    id: 'katell',
    name: 'Katell Poulmarc’h',
    at: 'morlaix',
    site: works('Penty de la Grève, extension', 'renovation', 'morlaix', 2),
  },
  { id: 'yoann', name: 'Yoann Trividic', at: 'merdrignac' },
  { id: 'rozenn', name: 'Rozenn Cadoret', at: 'saintBrieuc' },
  { id: 'leila', name: 'Leïla Maurel', at: 'colombes' },
  { id: 'arthur', name: 'Arthur Vignal', at: 'montreuil' },
  { id: 'gaelle', name: 'Gaëlle Rivière-Hoarau', at: 'saintPierre' },
  { id: 'teddy', name: 'Teddy Mornal', at: 'baieMahault' },
  { id: 'marie-josee', name: 'Marie-Josée Clarac', at: 'leLamentin' },
  { id: 'wilson', name: 'Wilson Patient-Boyer', at: 'cayenne' },
  { id: 'zaina', name: 'Zaïna Attoumani-Roy', at: 'koungou' },
];
