import type { PollutantAnswer } from '#app/domain/lots/vocabulary.ts';
import { type OfferingRule, offeringVerdict } from '#app/domain/materials/offering.ts';
import type { MaterialType } from '#app/domain/materials/views.ts';
import type { Amount } from './amount.ts';
import type { Line } from './notes.ts';
import type { Reference } from './views.ts';
import type { FindingCode } from './vocabulary.ts';

interface Facts {
  type: MaterialType;
  title: string | null;
  amount: Amount | null;
  asbestos: PollutantAnswer;
  lead: PollutantAnswer;
  otherPollutants: string | null;
  wasteCode: string | null;
  priceCents: number | null;
  site: Reference['site'];
}

const CODES = { refuse: 'rule-refuses', wait: 'rule-waits', warn: 'rule-warns' } as const satisfies Record<
  string,
  FindingCode
>;

const risky = (risk: string | null) => risk !== null && risk !== 'none';

/** What the rules of the trade say of a line. A dangerous waste code of the file is already refused: one reason is enough. */
export function judge(line: Line, facts: Facts, rules: readonly OfferingRule[]): void {
  const { type, title, amount, site, priceCents, ...declared } = facts;
  const { reasons } = offeringVerdict(
    {
      ...{ ...declared, ...site, typeCode: type.code, familyCode: type.family, designation: title },
      typeRisks: {
        asbestos: risky(type.asbestosRisk),
        lead: risky(type.leadRisk),
        other: type.otherHazard,
        listingPolicy: type.listingPolicy,
      },
      quantityMilli: amount?.quantityMilli ?? null,
      unit: amount?.unit ?? type.unit,
      free: priceCents === 0,
    },
    rules,
  );
  if (declared.asbestos === 'yes') line.say('asbestos-declared', 'amiante');
  const dangerous = line.findings.some(({ code }) => code === 'waste-dangerous');
  for (const { rule, verdict, needs } of reasons) {
    if (verdict === 'refuse' && (declared.asbestos === 'yes' || dangerous)) continue;
    line.say(CODES[verdict], undefined, { rule, ...(needs ? { needs } : {}) });
  }
}
