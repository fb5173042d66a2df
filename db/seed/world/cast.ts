import type { ChoosableKind, LegalStatus } from '#app/domain/organisations/vocabulary.ts';
import type { PlaceName } from './places.ts';

/** One site as told: what it is, where, and how many lots it lists in the full story. */
export interface SiteTale {
  name: string;
  works?: 'demolition' | 'renovation' | 'construction';
  at: PlaceName;
  lots: number;
  /** Accepts requests without asking. */
  atOnce?: boolean;
}

export interface OrganisationTale {
  /** Name of its mailbox and of every id drawn for it: never changed. */
  id: string;
  name: string;
  kind: ChoosableKind;
  status?: LegalStatus;
  socialEconomy?: boolean;
  at: PlaceName;
  territory?: { level: string; code: string };
  /** How often it takes material, compared with the others. */
  takes: number;
  person: string;
  sites: SiteTale[];
}

const works = (name: string, kind: SiteTale['works'], at: PlaceName, lots: number): SiteTale => ({
  name,
  works: kind,
  at,
  lots,
});
const depot = (name: string, at: PlaceName, lots: number): SiteTale => ({ name, at, lots, atOnce: true });

/** Invented, every one: no such firm, office, town service or association exists under these names. */
export const FIRMS: OrganisationTale[] = [
  {
    id: 'demo-holder',
    name: 'Démolition Armor (démo)',
    kind: 'firm',
    at: 'rennes',
    takes: 0,
    person: 'Claire Lemoal',
    sites: [
      works('Ancien centre de tri, quai Sud', 'demolition', 'rennes', 16),
      works('Bureaux des Trois-Marches, curage', 'renovation', 'cesson', 14),
      { ...depot('Plateforme de dépose de la Lande', 'saintJacques', 18) },
    ],
  },
  {
    id: 'demo-taker',
    name: 'Rénovation Vilaine (démo)',
    kind: 'firm',
    at: 'bruz',
    takes: 9,
    person: 'Yanis Berthelot',
    sites: [
      works('Longère des Basses-Rives', 'renovation', 'bruz', 3),
      works('Surélévation de la rue des Glycines', 'construction', 'rennes', 3),
    ],
  },
  {
    id: 'kerbrizh',
    name: 'Déconstruction Kerbrizh',
    kind: 'firm',
    at: 'brest',
    takes: 1,
    person: 'Gwenaël Tanguy-Roz',
    sites: [
      works('Caserne du plateau, bâtiments 3 et 4', 'demolition', 'brest', 11),
      works('Ancien collège de la Corniche', 'demolition', 'guipavas', 9),
    ],
  },
  {
    id: 'talvern',
    name: 'Couverture Talvern',
    kind: 'firm',
    at: 'loudeac',
    takes: 5,
    person: 'Maël Corlay-Briend',
    sites: [
      works('Réfection de toitures, rue de la Fontaine', 'renovation', 'loudeac', 7),
      works('Mairie annexe, reprise de couverture', 'renovation', 'merdrignac', 3),
    ],
  },
  {
    id: 'hent-oust',
    name: 'Charpente Hent-Oust',
    kind: 'firm',
    at: 'uzel',
    takes: 4,
    person: 'Ronan Tréhorel',
    sites: [
      works('Grange du Bas-Bourg', 'demolition', 'merleac', 6),
      works('Halle du Champ de foire', 'renovation', 'lamballe', 4),
    ],
  },
  {
    id: 'pierre-longue',
    name: 'Maçonnerie Pierre-Longue',
    kind: 'firm',
    at: 'guingamp',
    takes: 5,
    person: 'Armelle Quéniat',
    sites: [
      works('Ancienne laiterie, aile nord', 'demolition', 'guingamp', 5),
      works('Presbytère des Hauts, dépendances', 'renovation', 'saintBrieuc', 4),
    ],
  },
  {
    id: 'penhoadic',
    name: 'Menuiserie Penhoadic',
    kind: 'firm',
    at: 'quimper',
    takes: 5,
    person: 'Loïc Kersalaün',
    sites: [],
  },
  {
    id: 'estuaire-curage',
    name: 'Curage Estuaire Ouest',
    kind: 'firm',
    at: 'nantes',
    takes: 1,
    person: 'Nadia Bellenger',
    sites: [
      works('Tour de bureaux Île Sud, niveaux 2 à 9', 'renovation', 'nantes', 13),
      works('Entrepôts des Chantiers, halle 2', 'demolition', 'reze', 9),
    ],
  },
  {
    id: 'sillon',
    name: 'Bâti Sillon Rénovation',
    kind: 'firm',
    at: 'saintHerblain',
    takes: 6,
    person: 'Thomas Gauterie',
    sites: [],
  },
  {
    id: 'clisson-bois',
    name: 'Ossature Bois du Vignoble',
    kind: 'firm',
    at: 'clisson',
    takes: 4,
    person: 'Élodie Marsac',
    sites: [works('Chai des Coteaux, dépose de charpente', 'renovation', 'clisson', 4)],
  },
  {
    id: 'francilienne',
    name: 'Francilienne de Dépose Sélective',
    kind: 'firm',
    at: 'montreuil',
    takes: 1,
    person: 'Karim Desrivières',
    sites: [
      works('Immeuble de bureaux Porte Est', 'renovation', 'montreuil', 14),
      works('Ancien hôtel des Entrepreneurs', 'demolition', 'nanterre', 10),
    ],
  },
  {
    id: 'quai-nord',
    name: 'Atelier Quai Nord',
    kind: 'firm',
    at: 'saintDenis',
    takes: 7,
    person: 'Awa Sorel',
    sites: [],
  },
  {
    id: 'bievre',
    name: 'Rénovation des Deux Vallées',
    kind: 'firm',
    at: 'ivry',
    takes: 5,
    person: 'Julien Castagnède',
    sites: [
      works('Foyer de jeunes travailleurs, bâtiment A', 'renovation', 'ivry', 6),
      works('Atelier mécanique de la Plaine', 'demolition', 'saintDenis', 5),
    ],
  },
  {
    id: 'lagon-sud',
    name: 'Dépose Lagon Sud',
    kind: 'firm',
    at: 'saintPierre',
    takes: 2,
    person: 'Jean-Yves Hoareau-Lebon',
    sites: [
      works('Ancienne usine sucrière, magasins', 'demolition', 'saintPierre', 8),
      works('Marché aux légumes, ancien auvent', 'renovation', 'lePort', 3),
    ],
  },
  {
    id: 'karukera',
    name: 'Rénov’ Habitat des Abymes',
    kind: 'firm',
    at: 'lesAbymes',
    takes: 2,
    person: 'Prisca Lurel-Bade',
    sites: [works('École du Morne, bâtiment des classes', 'renovation', 'lesAbymes', 6)],
  },
  {
    id: 'madinina',
    name: 'Chantiers Bois des Mornes',
    kind: 'firm',
    at: 'leLamentin',
    takes: 2,
    person: 'Steeve Marny-Adélaïde',
    sites: [works('Case créole de la Rivière, dépose', 'demolition', 'fortDeFrance', 5)],
  },
  {
    id: 'oyapock',
    name: 'Bâtiment du Mahury',
    kind: 'firm',
    at: 'matoury',
    takes: 2,
    person: 'Lydie Sophie-Rivière',
    sites: [works('Ancien dispensaire, aile est', 'renovation', 'cayenne', 5)],
  },
  {
    id: 'lagon-nord',
    name: 'Lagon Nord Construction',
    kind: 'firm',
    at: 'mamoudzou',
    takes: 2,
    person: 'Anli Saïd-Combo',
    sites: [works('Lycée du Plateau, préfabriqués', 'demolition', 'mamoudzou', 4)],
  },
];

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

const association = (
  id: string,
  name: string,
  at: PlaceName,
  takes: number,
  person: string,
  sites: SiteTale[],
): OrganisationTale => ({ id, name, kind: 'association', socialEconomy: true, at, takes, person, sites });

export const ASSOCIATIONS: OrganisationTale[] = [
  association('prairies', 'Matériauthèque des Prairies', 'rennes', 7, 'Jeanne Le Floc’h', [
    depot('Matériauthèque des Prairies', 'rennes', 16),
  ]),
  association('murs-meles', 'Collectif Murs Mêlés', 'cesson', 5, 'Samuel Orhant', []),
  association('bocage', 'Chantier-école du Bocage', 'vitre', 5, 'Véronique Hamelin', [
    depot('Atelier du Bocage', 'vitre', 6),
  ]),
  association('remise', 'La Remise à Matières', 'reze', 7, 'Aurélien Praud', [
    depot('La Remise, halle de stockage', 'reze', 12),
  ]),
  association('toits-partages', 'Les Toits Partagés', 'saintNazaire', 4, 'Fanny Guérande', [
    depot('Dépôt du Port', 'saintNazaire', 5),
  ]),
  association('ponant', 'Ressourcerie du Ponant', 'brest', 6, 'Tiphaine Abgrall-Kerz', [
    depot('Ressourcerie du Ponant, quai 5', 'brest', 9),
  ]),
  association('lisiere', 'Recyclerie de la Lisière', 'uzel', 6, 'Goulven Rault', [
    depot('Recyclerie de la Lisière', 'uzel', 10),
  ]),
  association('ti-danvez', 'Ti Danvez', 'lannion', 4, 'Nolwenn Perrot', [
    depot('Ti Danvez, le magasin', 'lannion', 5),
  ]),
  association('canaux', 'La Réserve des Canaux', 'pantin', 7, 'Mariam Fontenelle', [
    depot('La Réserve, hangar 7', 'pantin', 14),
  ]),
  association('kaz-remploi', 'Kaz Rémploi', 'saintDenisReunion', 4, 'Emmanuelle Técher-Vaulx', [
    depot('Kaz Rémploi, dépôt des Camélias', 'saintDenisReunion', 6),
  ]),
];

export const ORGANISATIONS = [...FIRMS, ...LANDLORDS, ...COLLECTIVITES, ...ASSOCIATIONS];

/** Private persons: people who renovate a house, without password nor firm. Some offer what they have over. */
export interface PersonTale {
  id: string;
  name: string;
  at: PlaceName;
  site?: SiteTale;
}

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
