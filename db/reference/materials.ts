import { bytesOf, list, numberOrNull, type Row, rowsOf, text, textOrNull } from '#db/reference/read.ts';

const TAXONOMY = 'materials/taxonomy.csv';
const RULES = 'materials/offering-rules.json';
export const MATERIAL_FILES = [TAXONOMY, RULES];

interface RuleRow {
  code: string;
  valid_from: string;
}

/** Rows of `offering_rule`, in the order of the file. */
export function ruleRows(): (RuleRow & { position: number })[] {
  const rows = JSON.parse(bytesOf(RULES).toString()) as RuleRow[];
  return rows.map((row, position) => ({ ...row, position }));
}

/** Written on every movement beside the mass it gave (decision 6): change it with any number of the file. */
const FACTOR_VERSION = '2026-11';

/** A pallet is counted as such; a `lot` is sold whole, one unit (decision 2). */
const unitOf = (word: string) => (word === 'palette' ? 'pallet' : word === 'lot' ? 'u' : word);

const grams = (row: Row, column: string) => {
  const kg = numberOrNull(row, column);
  return kg === null ? null : Math.round(kg * 1000);
};

/** Rows of the two taxonomy tables; `position` is the order of the file. */
export function materialRows() {
  const rows = rowsOf(TAXONOMY);
  const families = new Map(rows.map((row) => [text(row, 'family_code'), row]));
  return {
    families: [...families].map(([code, row], position) => ({
      code,
      name_fr: text(row, 'family_fr'),
      name_en: text(row, 'family_en'),
      position,
    })),
    types: rows.map((row, position) => ({
      code: text(row, 'type_code'),
      family_code: text(row, 'family_code'),
      core: text(row, 'core') === '1',
      name_fr: text(row, 'type_fr'),
      name_en: text(row, 'type_en'),
      synonyms_fr: list(row, 'synonyms_fr'),
      trade: textOrNull(row, 'corps_etat'),
      pemd_group: textOrNull(row, 'pemd_group'),
      rep_scheme: textOrNull(row, 'rep_scheme'),
      unit: unitOf(text(row, 'unit')),
      alt_units: [...new Set(list(row, 'alt_units').map(unitOf))].filter((unit) => unit !== unitOf(text(row, 'unit'))),
      unit_mass_g: grams(row, 'mass_kg_per_unit'),
      mass_low_g: grams(row, 'mass_low'),
      mass_high_g: grams(row, 'mass_high'),
      mass_basis: textOrNull(row, 'mass_basis'),
      mass_source: textOrNull(row, 'mass_source'),
      waste_code: textOrNull(row, 'waste_code'),
      waste_label: textOrNull(row, 'waste_label'),
      ef_kg_per_kg: textOrNull(row, 'ef_kgco2e_per_kg'),
      ef_low_per_kg: textOrNull(row, 'ef_low_per_kg'),
      ef_high_per_kg: textOrNull(row, 'ef_high_per_kg'),
      ef_scope: textOrNull(row, 'ef_scope'),
      ef_quality: textOrNull(row, 'ef_quality'),
      ef_source: textOrNull(row, 'ef_source'),
      recovery_rate: textOrNull(row, 'recovery_rate'),
      substitution_default: textOrNull(row, 'substitution_default'),
      asbestos_risk: textOrNull(row, 'asbestos_risk'),
      lead_risk: textOrNull(row, 'lead_risk'),
      other_hazard: textOrNull(row, 'other_hazard'),
      listing_policy: text(row, 'listing_policy'),
      decennial_class: textOrNull(row, 'decennial_class'),
      note: textOrNull(row, 'note'),
      factor_version: FACTOR_VERSION,
      position,
    })),
  };
}
