import type { Assembly, Condition, PollutantAnswer, Unit } from '#app/domain/lots/vocabulary.ts';
import { isDay } from '#app/domain/validation.ts';
import { remembered } from './remembered.ts';

/** Words as they are compared: no accents, no case, no punctuation but what carries meaning. */
export const plain = remembered((text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[^a-z0-9%²³*+?]+/g, ' ')
    .trim(),
);

const NUMBERS = /(?<![\p{L}\d])\d+(?![\p{L}\d])|\s+/gu;

/** Numbers alone say nothing of a material, and are what differs from line to line. */
export const withoutNumbers = remembered((text) => text.replace(NUMBERS, ' '));

const SPACES = /[\s\u00a0\u2007\u2009\u202f'’]/g;
const NUMBER = /^[+\-−]?\d+(\.\d+)?(e[+-]?\d{1,2})?$/i;

/** "12 500", "1.234,5", "12,5", "1,234.50" -> a number; null when it is none, or too large to be meant. */
export function readNumber(text: string): number | null {
  let bare = text.replace(SPACES, '').replace(/^[−–]/, '-');
  const comma = bare.lastIndexOf(',');
  const dot = bare.lastIndexOf('.');
  if (comma !== -1 && dot !== -1) {
    // both: the last one is the decimal mark
    bare = comma > dot ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', '');
  } else if (comma !== -1) {
    bare = bare.indexOf(',') === comma ? bare.replace(',', '.') : bare.replaceAll(',', '');
  } else if (dot !== -1 && bare.indexOf('.') !== dot) bare = bare.replaceAll('.', '');
  if (!NUMBER.test(bare)) return null;
  const number = Number(bare);
  return Math.abs(number) < 1e12 ? number : null;
}

/** A number and what is written after it: "12 m²" -> [12, 'm2']. */
export const readMeasure = remembered((text): { number: number; unit: string } | null => {
  const whole = readNumber(text);
  if (whole !== null) return { number: whole, unit: '' };
  const parts = /^(.*?[\d])\s*([\p{L}€%²³/.]+[23²³]?\.?)$/u.exec(text.trim());
  const number = parts?.[1] === undefined ? null : readNumber(parts[1]);
  return number === null ? null : { number, unit: unitKey(parts?.[2] ?? '') };
});

const unitKey = (text: string) => plain(text.replaceAll('²', '2').replaceAll('³', '3')).replaceAll(' ', '');

const UNIT_WORDS: Record<Unit, readonly string[]> = {
  u: [
    'u',
    'un',
    'unite',
    'unites',
    'ens',
    'ensemble',
    'pce',
    'pces',
    'pc',
    'piece',
    'pieces',
    'forfait',
    'ft',
    'ff',
    'lot',
    'unit',
    'units',
    'ea',
  ],
  m: ['m', 'ml', 'metre', 'metres', 'mlineaire', 'metrelineaire', 'metreslineaires'],
  m2: ['m2', 'metrecarre', 'metrescarres', 'sqm'],
  m3: ['m3', 'metrecube', 'metrescubes'],
  kg: ['kg', 'kgs', 'kilo', 'kilos', 'kilogramme', 'kilogrammes'],
  t: ['t', 'tonne', 'tonnes', 'to'],
  pallet: ['palette', 'palettes', 'pal', 'pallet', 'pallets'],
};
const units = new Map(
  Object.entries(UNIT_WORDS).flatMap(([unit, words]) => words.map((word) => [word, unit as Unit] as const)),
);

export const readUnit = remembered((text): Unit | null => units.get(unitKey(text)) ?? null);

const MONTHS = ['janv', 'fevr', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec'];
const DATE = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([T ].*)?$|^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/;

const isoDay = (year: number, month: number, day: number): string | null => {
  const iso = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(iso) ? iso : null;
};

/** ISO, JJ/MM/AAAA or "2 mars 2026" -> YYYY-MM-DD; null when it is no day. */
export const readDay = remembered((text): string | null => {
  const found = DATE.exec(text.trim());
  if (found) {
    const [, year, month, day, , day2, month2, year2] = found;
    if (year) return isoDay(Number(year), Number(month), Number(day));
    const short = Number(year2);
    return isoDay(short < 100 ? 2000 + short : short, Number(month2), Number(day2));
  }
  const written = /^(\d{1,2})(?:er)? ([a-z]+) (\d{4})$/.exec(plain(text));
  if (!written) return null;
  const month = MONTHS.findIndex((name) => written[2]?.startsWith(name));
  return month === -1 ? null : isoDay(Number(written[3]), month + 1, Number(written[1]));
});

export const looksLikeDay = (text: string): boolean => readDay(text) !== null && DATE.test(text.trim());

const SERIAL_FROM = 36_526; // 2000-01-01
const SERIAL_TO = 73_050; // 2099-12-31

/** The number a spreadsheet keeps for a day, when it could be one of this century. */
export function readSerialDay(text: string): string | null {
  const serial = readNumber(text);
  if (serial === null || serial < SERIAL_FROM || serial > SERIAL_TO) return null;
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10);
}

/** Beginnings of words to one answer of a closed list; null when none fits. */
const choose = <T extends string>(words: readonly (readonly [RegExp, T])[]) =>
  remembered((text): T | null => {
    const said = plain(text);
    return words.find(([pattern]) => pattern.test(said))?.[1] ?? null;
  });

export const readCondition = choose<Condition>([
  [/^(neuf|new|jamais)/, 'new'],
  [/^(tres bon|bon|good|b$)/, 'good'],
  [/^(moyen|correct|usage|use|fair|passable|m$)/, 'fair'],
  [/^(degrade|mauvais|endommage|hs|degraded|poor|d$)/, 'degraded'],
  [/^(inconnu|non (renseigne|connu|visible)|nc|nr|ns|unknown|\?)/, 'unknown'],
]);

export const readAssembly = choose<Assembly>([
  [/^(viss|boulonn|screw|bolt)/, 'screwed'],
  [/^(coll|glue)/, 'glued'],
  [/^(scell|ciment|maconn|seal)/, 'sealed'],
  [/^(pose|simple pose|libre|laid|loose)/, 'laid'],
  [/^(clou|agraf|nail)/, 'nailed'],
  [/^(soud|weld)/, 'welded'],
  [/^(clip|emboit|encastr|clic)/, 'clipped'],
  [/^(autre|other|mixte)/, 'other'],
  [/^(inconnu|nc|nr|unknown|\?)/, 'unknown'],
]);

export const readPotential = choose<'none' | 'low' | 'medium' | 'high'>([
  [/^(nul|aucun|non|none|0$)/, 'none'],
  [/^(faible|bas|low)/, 'low'],
  [/^(moyen|medium)/, 'medium'],
  [/^(fort|eleve|bon|tres bon|oui|high)/, 'high'],
]);

/** Nothing said is unknown, never no. */
export const readPollutant = choose<PollutantAnswer>([
  [/^(sans objet|s o$|so$|n a$|na$|not applicable|non concerne)/, 'not_applicable'],
  [/^(inconnu|non (renseigne|connu|verifie|recherche)|a verifier|nc$|nr$|ns$|unknown|\?)/, 'unknown'],
  [/^(oui|o$|yes|y$|presence|present|positif|avere|contient|vrai|true|amiante$|amiante)/, 'yes'],
  [/^(non|n$|no$|absence|absent|negatif|aucun|sans|faux|false|exempt)/, 'no'],
]);

/** Line of a sum, not of a material: "TOTAL", "Sous-total HT", "Total général". */
export const isTotal = (text: string): boolean =>
  // few cells hold these letters, and no other needs to be looked at closely
  /tota/i.test(text) && /^(sous totaux|sous total|totaux|total|grand total|subtotal)\b/.test(plain(text));
