/** Where the story happens. `zone`: who meets whom; a rare pair crosses from one to its neighbour. */
export type Zone =
  | 'rennes'
  | 'nantes'
  | 'brest'
  | 'uzel'
  | 'paris'
  | 'reunion'
  | 'guadeloupe'
  | 'martinique'
  | 'guyane'
  | 'mayotte';

export interface Place {
  code: string;
  zone: Zone;
  lon: number;
  lat: number;
}

const place = (zone: Zone, code: string, lon: number, lat: number): Place => ({ zone, code, lon, lat });

export const PLACES = {
  rennes: place('rennes', '35238', -1.66985, 48.11194),
  bruz: place('rennes', '35047', -1.74845, 48.02587),
  cesson: place('rennes', '35051', -1.60161, 48.11207),
  saintJacques: place('rennes', '35281', -1.72227, 48.0753),
  saintMalo: place('rennes', '35288', -1.98064, 48.63979),
  fougeres: place('rennes', '35115', -1.19418, 48.35383),
  vitre: place('rennes', '35360', -1.19352, 48.11408),
  redon: place('rennes', '35236', -2.08074, 47.66372),
  nantes: place('nantes', '44109', -1.54862, 47.2294),
  reze: place('nantes', '44143', -1.54643, 47.17546),
  saintHerblain: place('nantes', '44162', -1.63411, 47.22482),
  orvault: place('nantes', '44114', -1.62305, 47.27454),
  saintNazaire: place('nantes', '44184', -2.25255, 47.28276),
  clisson: place('nantes', '44043', -1.27218, 47.09991),
  brest: place('brest', '29019', -4.4968, 48.40309),
  guipavas: place('brest', '29075', -4.39651, 48.43568),
  landerneau: place('brest', '29103', -4.26094, 48.45375),
  morlaix: place('brest', '29151', -3.81965, 48.60012),
  quimper: place('brest', '29232', -4.09744, 48.0057),
  uzel: place('uzel', '22384', -2.84837, 48.2797),
  loudeac: place('uzel', '22136', -2.75673, 48.17338),
  merleac: place('uzel', '22149', -2.91114, 48.27271),
  merdrignac: place('uzel', '22147', -2.38897, 48.19996),
  saintBrieuc: place('uzel', '22278', -2.75054, 48.51053),
  lannion: place('uzel', '22113', -3.43964, 48.74282),
  guingamp: place('uzel', '22070', -3.15158, 48.55963),
  lamballe: place('uzel', '22093', -2.48954, 48.48374),
  montreuil: place('paris', '93048', 2.45331, 48.86571),
  pantin: place('paris', '93055', 2.40877, 48.89807),
  aubervilliers: place('paris', '93001', 2.38427, 48.91088),
  saintDenis: place('paris', '93066', 2.36018, 48.93644),
  paris: place('paris', '75056', 2.3428, 48.85661),
  nanterre: place('paris', '92050', 2.20764, 48.89514),
  colombes: place('paris', '92025', 2.24706, 48.92276),
  creteil: place('paris', '94028', 2.45494, 48.78423),
  ivry: place('paris', '94041', 2.38791, 48.81329),
  saintDenisReunion: place('reunion', '97411', 55.447, -20.93306),
  saintPierre: place('reunion', '97416', 55.48474, -21.31511),
  lePort: place('reunion', '97407', 55.3045, -20.94417),
  lesAbymes: place('guadeloupe', '97101', -61.50163, 16.27238),
  baieMahault: place('guadeloupe', '97103', -61.60601, 16.25073),
  fortDeFrance: place('martinique', '97209', -61.0625, 14.62959),
  leLamentin: place('martinique', '97213', -60.99356, 14.62467),
  cayenne: place('guyane', '97302', -52.31773, 4.92752),
  matoury: place('guyane', '97307', -52.3397, 4.8315),
  mamoudzou: place('mayotte', '97611', 45.19395, -12.78978),
  koungou: place('mayotte', '97610', 45.18659, -12.74683),
} as const satisfies Record<string, Place>;

export type PlaceName = keyof typeof PLACES;

export const NEIGHBOURS: Record<Zone, readonly Zone[]> = {
  rennes: ['nantes', 'uzel'],
  nantes: ['rennes'],
  brest: ['uzel'],
  uzel: ['rennes', 'brest'],
  paris: ['nantes', 'rennes'],
  reunion: ['mayotte'],
  guadeloupe: ['martinique'],
  martinique: ['guadeloupe'],
  guyane: ['martinique'],
  mayotte: ['reunion'],
};
