/** Closed lists of the lot module, in the words of the PEMD diagnosis (domain notes 1.3); labels in the catalogue `lots`. */
export const UNITS = ['u', 'm', 'm2', 'm3', 'kg', 't', 'pallet'] as const;
export type Unit = (typeof UNITS)[number];

/** PEMD "état de conservation": neuf, bon, moyen, dégradé, inconnu. */
export const CONDITIONS = ['new', 'good', 'fair', 'degraded', 'unknown'] as const;
export type Condition = (typeof CONDITIONS)[number];

/** PEMD "type d'assemblage". */
export const ASSEMBLIES = [
  'screwed',
  'glued',
  'sealed',
  'laid',
  'nailed',
  'welded',
  'clipped',
  'other',
  'unknown',
] as const;
export type Assembly = (typeof ASSEMBLIES)[number];

/** PEMD "potentiel de réemploi". */
export const REUSE_POTENTIALS = ['none', 'low', 'medium', 'high'] as const;

/** An empty answer means unknown, never no. */
export const POLLUTANT_ANSWERS = ['yes', 'no', 'unknown', 'not_applicable'] as const;
export type PollutantAnswer = (typeof POLLUTANT_ANSWERS)[number];

export const REMOVALS = ['removed', 'by_holder', 'by_taker'] as const;
export type Removal = (typeof REMOVALS)[number];

/** How what is taken down or stored reaches the ground. */
export const LIFTS = ['none', 'passenger', 'goods'] as const;
export type Lift = (typeof LIFTS)[number];

/** Who or what helps the taker to load. */
export const LOADING_HELPS = ['none', 'people', 'machine'] as const;
export type LoadingHelp = (typeof LOADING_HELPS)[number];

/** The largest vehicle that reaches the material, from the smallest; tonnes are gross weights. */
export const VEHICLES = ['car', 'van', 'truck_3t5', 'truck_12t', 'truck_19t', 'semi'] as const;
export type Vehicle = (typeof VEHICLES)[number];

/** Where the factor of the other unit comes from. */
export const ALT_BASES = ['declared', 'measured'] as const;
export type AltBasis = (typeof ALT_BASES)[number];

/** Who reads a document of a lot: whoever may see the lot, or the holder and its accepted takers. */
export const DOCUMENT_READERS = ['parties', 'everyone'] as const;
export type DocumentReaders = (typeof DOCUMENT_READERS)[number];

/** Where the unit mass comes from; decides the evidence grade of a counted hand-over (B, C, D). */
export const MASS_BASES = ['measured', 'declared', 'default'] as const;
export type MassBasis = (typeof MASS_BASES)[number];

export const PRICE_BASES = ['unit', 'whole'] as const;
export type PriceBasis = (typeof PRICE_BASES)[number];

/** How a price is announced: with VAT in it, without (then at which rate), or by a seller who charges none. */
export const PRICE_TAXES = ['included', 'excluded', 'not_applicable'] as const;
export type PriceTax = (typeof PRICE_TAXES)[number];

/** Rates of VAT in thousandths: metropolitan, then the overseas départements', then the reduced ones. */
export const VAT_RATES = ['200', '100', '85', '55', '21'] as const;

/** What the amount that comes with a price is: as it is announced, or what the taker pays. */
export const PRICE_SAYS = ['announced', 'paid'] as const;
export type PriceSays = (typeof PRICE_SAYS)[number];

/** How a lot is priced, as a person chooses it in the form. */
export const PRICE_CHOICES = ['gift', 'priced', 'on_request'] as const;
export type PriceChoice = (typeof PRICE_CHOICES)[number];

export const LOT_STATUSES = ['draft', 'published', 'exhausted', 'withdrawn'] as const;
export type LotStatus = (typeof LOT_STATUSES)[number];

/** Réemploi and réutilisation are legally distinct and never merged (L541-1-1 code de l'environnement). */
export const LEGAL_LINES = ['reemploi', 'reutilisation', 'other_use', 'new_surplus'] as const;
export type LegalLine = (typeof LEGAL_LINES)[number];

/** What becomes of what is withdrawn. */
export const FATES = ['recycled', 'landfilled', 'kept', 'lost'] as const;
export type Fate = (typeof FATES)[number];

export const SORTS = ['distance', 'newest', 'ending'] as const;
export type Sort = (typeof SORTS)[number];

/** The 14 families, in the order of the taxonomy. */
export const FAMILIES = [
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
export type Family = (typeof FAMILIES)[number];

/** How a lot's requests are answered: as its site says, one by one, or at once. */
export const LOT_ACCEPT_MODES = ['site', 'ask', 'at_once'] as const;
export type LotAcceptMode = (typeof LOT_ACCEPT_MODES)[number];
