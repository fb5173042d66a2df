/** Sentences that lots, sites and requests are told with. */
export const DETAILS = {
  origin: [
    'Déposé par l’équipe du chantier, trié et compté.',
    'Issu du diagnostic du bâtiment, repéré pièce par pièce.',
    'Dépose soignée avant démolition, rien n’a été forcé.',
    'Provient des étages courants, même série d’origine.',
    'Lot homogène, mis de côté dès le début du chantier.',
    'Déposé lors du changement complet de l’équipement.',
  ],
  depot: [
    'Collecté auprès de plusieurs chantiers, trié à l’atelier.',
    'Nettoyé et vérifié par nos équipes, prêt à repartir.',
    'Arrivé la semaine dernière, stocké à l’abri.',
    'Lot complet, conditionné sur palettes.',
  ],
  state: [
    'Traces d’usage normales, quelques pièces moins belles comptées à part.',
    'Bon état général, stocké au sec sur palettes filmées.',
    'Un contrôle visuel a été fait, les pièces abîmées sont écartées.',
    'Quelques éclats sur les bords, sans gêne pour la pose.',
    'Prévoir un nettoyage avant la pose.',
    'Dimensions relevées sur dix pièces, tolérance de quelques millimètres.',
    'Aspect vieilli mais structure saine.',
  ],
  more: [
    'Possible en plusieurs fois, nous vous gardons ce que vous réservez.',
    'Fiche technique d’origine disponible sur place.',
    'Nous pouvons aider à charger avec un transpalette.',
    'Visite possible avant de réserver, le mardi et le jeudi.',
    'Les accessoires de fixation sont fournis quand ils existent.',
    'Idéal pour une rénovation ou un aménagement d’atelier.',
  ],
} as const;

export const REMOVAL_NOTES = {
  removed: [
    'Sur palettes au rez-de-chaussée, accès camion jusqu’à 12 t.',
    'Au dépôt, quai de chargement et transpalette à disposition.',
    'Stocké sous auvent, prévoir sangles et gants.',
    'Retrait sur rendez-vous, une camionnette suffit.',
  ],
  by_holder: [
    'Nous déposons la semaine du retrait, comptez deux jours de délai.',
    'Dépose par nos soins à l’avancement du chantier.',
  ],
  by_taker: [
    'Dépose à votre charge, électricité coupée.',
    'À démonter sur place, en présence du chef de chantier. Prévoir deux personnes.',
    'Encore en place au 2ᵉ étage.',
  ],
} as const;

/** What comes with each note of a lot that its taker takes down. */
export const REMOVAL_DETAILS = [
  {
    protection: 'Casque, gants et chaussures de sécurité',
    removalTools: 'Visseuse, pied-de-biche, clés plates',
    largestVehicle: 'truck_3t5',
  },
  {
    loadingHelp: 'people',
    siteRules: 'Se présenter au chef de chantier avec une attestation d’assurance.',
    largestVehicle: 'van',
    privateRemovalReason: 'Éléments vissés à hauteur d’homme, déposés en présence du chef de chantier.',
  },
  {
    removalFloor: '2',
    removalLift: 'goods',
    removalAccess: 'Monte-charge disponible le matin, cour accessible par le portail nord.',
    largestVehicle: 'truck_12t',
  },
] as const;

export const ROOMS = [
  {},
  { building: 'A', level: 'RDC', room: 'Hall' },
  { building: 'A', level: 'R+1', room: 'Couloir et bureaux' },
  { building: 'B', level: 'R+2', room: 'Logements traversants' },
  { building: 'B', level: 'Combles' },
  { building: 'C', level: 'Sous-sol', room: 'Local technique' },
  { building: 'Annexe', level: 'RDC', room: 'Atelier' },
];

export const HOURS = [
  'Du lundi au jeudi, 8 h à 16 h 30 ; vendredi jusqu’à midi.',
  'Sur rendez-vous, de préférence le matin.',
  'Mardi, mercredi et samedi, 9 h à 12 h et 14 h à 18 h.',
  'Tous les jours ouvrés, 7 h 30 à 16 h.',
] as const;

export const ACCESS = [
  'Entrée par le portail du fond, sonner à l’accueil du chantier.',
  'Stationnement possible dix minutes devant la grille, puis dans la cour.',
  'Se présenter à la base vie avec son équipement de protection.',
  'Hauteur limitée à 3,50 m sous le porche.',
] as const;

export const NOTES = [
  'Bonjour, nous pouvons passer en semaine avec une camionnette.',
  'Pour une extension, nous avons les menuiseries et il nous manque ceci.',
  'Serait-il possible de charger le vendredi matin ?',
  'Nous prenons aussi les pièces abîmées si cela vous arrange.',
  'C’est pour un atelier associatif, merci pour ce lot.',
  undefined,
  undefined,
  undefined,
] as const;

export const REFUSALS = [
  'Le lot est finalement gardé pour un autre bâtiment.',
  'Nous ne pouvons pas organiser de retrait à cette date.',
] as const;

export const CANCELLATIONS = [
  'Le chantier a changé, nous n’en avons plus besoin.',
  'Nous avons trouvé plus près, merci quand même.',
  'Les dimensions ne conviennent pas après vérification.',
] as const;
