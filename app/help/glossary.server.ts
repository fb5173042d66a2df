interface Entry {
  /** its address in the page */
  word: string;
  fr: { term: string; means: string; source: string };
  en: { term: string; means: string; source: string };
}

const trade = { fr: 'usage du métier', en: 'usage of the trade' };
const here = { fr: 'règle de Gisement', en: 'rule of Gisement' };

/** Words of law and of the trade that pages use, with where they come from. */
export const GLOSSARY: readonly Entry[] = [
  {
    word: 'amiante',
    fr: {
      term: 'Amiante',
      means:
        'Fibre interdite depuis 1997, cause de cancers. Un matériau amianté ne s’offre pas ; « inconnu » n’est jamais « non ».',
      source: 'décret n° 96-1133',
    },
    en: {
      term: 'Asbestos (amiante)',
      means:
        'Fibre banned since 1997, a cause of cancers. A material with asbestos is not offered; "unknown" is never "no".',
      source: 'French decree no. 96-1133',
    },
  },
  {
    word: 'autre-usage',
    fr: {
      term: 'Autre usage',
      means:
        'Un objet qui sert à autre chose que ce pour quoi il était fait : une porte devenue table. Ce n’est pas du réemploi au sens de la loi ; il est compté à part.',
      source: 'article L541-1-1 du code de l’environnement, a contrario',
    },
    en: {
      term: 'Other use (autre usage)',
      means:
        'An object that serves for something else than what it was made for: a door made into a table. Not réemploi in the sense of the law; it is counted apart.',
      source: 'article L541-1-1 of the French environment code, a contrario',
    },
  },
  {
    word: 'bailleur',
    fr: {
      term: 'Bailleur social',
      means:
        'Organisme qui loue des logements sociaux : office public, entreprise sociale pour l’habitat, coopérative.',
      source: 'article L411-2 du code de la construction et de l’habitation',
    },
    en: {
      term: 'Social landlord (bailleur social)',
      means: 'Body that rents social housing: public office, social housing company, cooperative.',
      source: 'article L411-2 of the French construction and housing code',
    },
  },
  {
    word: 'compte',
    fr: {
      term: 'Compté',
      means:
        'La masse est calculée : quantité comptée fois masse d’une unité, mesurée, déclarée ou usuelle. La preuve va de B à D.',
      source: here.fr,
    },
    en: {
      term: 'Counted (compté)',
      means:
        'The mass is computed: counted quantity times mass of one unit, measured, declared or usual. The evidence goes from B to D.',
      source: here.en,
    },
  },
  {
    word: 'corps-d-etat',
    fr: {
      term: 'Corps d’état',
      means:
        'Métier du bâtiment : couverture, menuiserie, plomberie. Sur un chantier on dit aussi « lot », ce que Gisement évite.',
      source: trade.fr,
    },
    en: {
      term: 'Trade (corps d’état)',
      means:
        'A building trade: roofing, joinery, plumbing. On French sites "lot" also means that, which Gisement avoids.',
      source: trade.en,
    },
  },
  {
    word: 'detenteur',
    fr: {
      term: 'Détenteur',
      means: 'Qui offre le lot de matériaux : vous donnez, ou vous vendez.',
      source: here.fr,
    },
    en: {
      term: 'Holder (détenteur)',
      means: 'Who offers the lot of materials: you give, or you sell.',
      source: here.en,
    },
  },
  {
    word: 'detourne',
    fr: {
      term: 'Tonnes détournées',
      means: 'Masse partie par un enlèvement confirmé par les deux parties, au lieu de devenir un déchet.',
      source: here.fr,
    },
    en: {
      term: 'Diverted tonnes',
      means: 'Mass that left by a hand-over confirmed by both sides, instead of becoming waste.',
      source: here.en,
    },
  },
  {
    word: 'epci',
    fr: {
      term: 'EPCI',
      means:
        'Établissement public de coopération intercommunale : communauté de communes, d’agglomération, urbaine ou métropole.',
      source: 'article L5210-1-1 A du code général des collectivités territoriales',
    },
    en: {
      term: 'EPCI',
      means: 'Public body that gathers communes: a community of communes, an urban community or a métropole.',
      source: 'article L5210-1-1 A of the French code of local authorities',
    },
  },
  {
    word: 'lot',
    fr: {
      term: 'Lot de matériaux',
      means:
        'Quantité homogène offerte ensemble : un type, une unité, un état. À ne pas confondre avec le lot d’un marché de travaux (voir corps d’état).',
      source: here.fr,
    },
    en: {
      term: 'Lot of materials (lot de matériaux)',
      means:
        'A homogeneous quantity offered together: one type, one unit, one condition. Not the trade package of a works contract (see trade).',
      source: here.en,
    },
  },
  {
    word: 'pemd',
    fr: {
      term: 'Diagnostic PEMD',
      means:
        'Inventaire des produits, équipements, matériaux et déchets, dû avant certaines démolitions et rénovations.',
      source: 'articles L126-34 et L126-35 du code de la construction et de l’habitation',
    },
    en: {
      term: 'PEMD survey',
      means:
        'Inventory of products, equipment, materials and waste, owed before certain demolitions and renovations.',
      source: 'articles L126-34 and L126-35 of the French construction and housing code',
    },
  },
  {
    word: 'pese',
    fr: {
      term: 'Pesé',
      means: 'La masse vient d’une balance ou d’un pont-bascule, avec son ticket : preuve A.',
      source: here.fr,
    },
    en: {
      term: 'Weighed (pesé)',
      means: 'The mass comes from a scale or a weighbridge, with its ticket: evidence A.',
      source: here.en,
    },
  },
  {
    word: 'preneur',
    fr: {
      term: 'Preneur',
      means: 'Qui réserve une partie d’un lot de matériaux et vient l’enlever : vous récupérez.',
      source: here.fr,
    },
    en: {
      term: 'Taker (preneur)',
      means: 'Who reserves part of a lot of materials and comes to collect it.',
      source: here.en,
    },
  },
  {
    word: 'recolement',
    fr: {
      term: 'Récolement',
      means:
        'État final d’un chantier : ce qui a été réemployé et ce que sont devenus les déchets. Dû dans les 90 jours.',
      source: 'article R126-14 du code de la construction et de l’habitation',
    },
    en: {
      term: 'Récolement',
      means: 'Closing statement of a site: what was reused and what became of the waste. Due within 90 days.',
      source: 'article R126-14 of the French construction and housing code',
    },
  },
  {
    word: 'recyclage',
    fr: {
      term: 'Recyclage',
      means: 'Retraitement d’un déchet en matière ou en produit. Jamais compté avec le réemploi.',
      source: 'article L541-1-1 du code de l’environnement',
    },
    en: {
      term: 'Recycling (recyclage)',
      means: 'Reprocessing of waste into substances or products. Never counted with reuse.',
      source: 'article L541-1-1 of the French environment code',
    },
  },
  {
    word: 'reemploi',
    fr: {
      term: 'Réemploi',
      means: 'Un objet qui n’est pas un déchet sert de nouveau, pour le même usage.',
      source: 'article L541-1-1 du code de l’environnement',
    },
    en: {
      term: 'Reuse (réemploi)',
      means: 'An object that is not waste serves again, for the same use.',
      source: 'article L541-1-1 of the French environment code',
    },
  },
  {
    word: 'registre',
    fr: {
      term: 'Registre',
      means:
        'Suite des mouvements de matière, enchaînés par empreinte et signés chaque jour. On n’y efface rien, on corrige par une ligne de plus.',
      source: here.fr,
    },
    en: {
      term: 'Ledger (registre)',
      means:
        'The sequence of movements of material, chained by hash and signed each day. Nothing is erased, a mistake is corrected by one more line.',
      source: here.en,
    },
  },
  {
    word: 'reutilisation',
    fr: {
      term: 'Réutilisation',
      means:
        'Un objet qui était devenu un déchet sert de nouveau, après préparation. Distinct du réemploi, jamais confondu.',
      source: 'article L541-1-1 du code de l’environnement',
    },
    en: {
      term: 'Reuse of waste (réutilisation)',
      means:
        'An object that had become waste serves again, after preparation. Distinct from réemploi, never merged.',
      source: 'article L541-1-1 of the French environment code',
    },
  },
];
