import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { remembered } from '#app/domain/remembered.ts';
import type { Database } from '#db/client.ts';
import type { OfferingCondition } from './offering-conditions.ts';

/** A rule on offering this type, in the words of the law it comes from. */
export interface TypeRule {
  code: string;
  reason: { fr: string; en: string };
  basis: { fr: string; en: string };
  /** nobody has read the text again: to be checked */
  unverified: boolean;
}

/** What the reference data know of a type; null is not known, and is not shown. */
export interface KnowHow {
  unit: 'u' | 'm' | 'm2' | 'm3' | 'kg' | 't' | 'pallet';
  unitMassG: number | null;
  massLowG: number | null;
  massHighG: number | null;
  massSource: string | null;
  wasteCode: string | null;
  wasteLabel: string | null;
  repScheme: string | null;
  asbestosRisk: 'none' | 'possible' | 'high' | null;
  leadRisk: 'none' | 'possible' | 'high' | null;
  otherHazard: string | null;
  note: string | null;
  factorVersion: string;
  rules: TypeRule[];
}

type Row = Omit<KnowHow, 'rules'> & Record<string, unknown>;
interface RuleRow extends Record<string, unknown>, TypeRule {
  conditions: OfferingCondition;
}

/** A rule that names this type, itself or in one of its alternatives. */
const names = (conditions: OfferingCondition, type: string): boolean =>
  (conditions.types?.includes(type) ?? false) || (conditions.any ?? []).some((one) => names(one, type));

const known = remembered(
  200,
  async (db: Database, code: string): Promise<KnowHow | null> => {
    const [[row], rules] = await Promise.all([
      db.execute<Row>(sql`
      select unit, unit_mass_g as "unitMassG", mass_low_g as "massLowG", mass_high_g as "massHighG",
             mass_source as "massSource", waste_code as "wasteCode", waste_label as "wasteLabel", rep_scheme as "repScheme",
             asbestos_risk as "asbestosRisk", lead_risk as "leadRisk", other_hazard as "otherHazard", note,
             factor_version as "factorVersion"
        from material_type where code = ${code}`),
      db.execute<RuleRow>(sql`
      select code, json_build_object('fr', reason_fr, 'en', reason_en) as reason,
             json_build_object('fr', basis_fr, 'en', basis_en) as basis, conditions,
             source_quality like '%unverified%' as unverified
        from offering_rule
       where valid_from <= ledger.clock()::date and (valid_until is null or valid_until >= ledger.clock()::date)
       order by position`),
    ]);
    if (!row) return null;
    return {
      ...row,
      rules: rules.filter((rule) => names(rule.conditions, code)).map(({ conditions: _, ...rule }) => rule),
    };
  },
  { forMs: 3_600_000 },
);

/** What is known of a type, where each figure comes from, and which rule names it. */
export const knowHowOf = (ctx: Ctx, typeCode: string): Promise<KnowHow | null> => known(ctx.db, typeCode);
