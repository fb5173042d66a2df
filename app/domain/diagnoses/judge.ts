import type { PollutantAnswer } from '#app/domain/lots/vocabulary.ts';
import {
  type OfferingFacts,
  type OfferingReason,
  type OfferingRule,
  offeringVerdict,
} from '#app/domain/materials/offering.ts';
import type { MaterialType } from '#app/domain/materials/views.ts';
import type { Amount } from './amount.ts';
import type { Line } from './notes.ts';
import { withoutNumbers } from './values.ts';
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
  /** of the site, and of the lot the line already is */
  documents: OfferingFacts['documents'];
  site: Reference['site'];
}

const CODES = { refuse: 'rule-refuses', wait: 'rule-waits', warn: 'rule-warns' } as const satisfies Record<
  string,
  FindingCode
>;

const risky = (risk: string | null) => risk !== null && risk !== 'none';

/** What the rules of the trade say of a line. A dangerous waste code of the file is already refused: one reason is enough. */
export function judge(line: Line, facts: Facts, rules: readonly OfferingRule[]): void {
  const declared = facts.asbestos === 'yes';
  if (declared) line.say('asbestos-declared', 'amiante');
  const dangerous = line.findings.some(({ code }) => code === 'waste-dangerous');
  for (const { rule, verdict, needs } of reasonsOf(facts, rules)) {
    if (verdict === 'refuse' && (declared || dangerous)) continue;
    line.say(CODES[verdict], undefined, needs ? { rule, needs } : { rule });
  }
}

const MOST = 5000;
const judged = new WeakMap<
  readonly OfferingRule[],
  { over: number[]; known: Map<string, OfferingReason[]> }
>();

/** Lines of a file repeat each other: the rules are asked once for the same facts. */
function reasonsOf(facts: Facts, rules: readonly OfferingRule[]): OfferingReason[] {
  const memory = judged.get(rules) ?? { over: thresholdsOf(rules), known: new Map() };
  judged.set(rules, memory);
  const { type, title, amount, asbestos, lead, otherPollutants, wasteCode, priceCents, documents, site } =
    facts;
  const milli = amount?.quantityMilli ?? null;
  const over = milli === null ? -1 : memory.over.filter((threshold) => milli > threshold).length;
  const words = title === null ? '' : withoutNumbers(title);
  // one text: an array to join costs more than all the rest of judging
  const declared = `${type.code}|${asbestos}|${lead}|${otherPollutants}|${wasteCode}|${priceCents === 0}`;
  const key = `${declared}|${over}|${amount?.unit}|${words}|${site.permitYear}|${site.ownerStatus}|${site.holderStatus}|${documents}`;
  const had = memory.known.get(key);
  if (had) return had;
  if (memory.known.size >= MOST) memory.known.clear();
  const { reasons } = offeringVerdict(offeringFacts(facts), rules);
  memory.known.set(key, reasons);
  return reasons;
}

/** Quantities from which some rule says something else. */
function thresholdsOf(rules: readonly OfferingRule[]): number[] {
  const found: number[] = [];
  JSON.stringify(rules, (name, value: unknown) => {
    if (name === 'quantityOver' && value && typeof value === 'object')
      found.push(...Object.values(value).filter((one): one is number => typeof one === 'number'));
    return value;
  });
  return found;
}

function offeringFacts({ type, title, amount, priceCents, site, ...declared }: Facts): OfferingFacts {
  return {
    ...site,
    ...declared,
    typeCode: type.code,
    familyCode: type.family,
    designation: title,
    typeRisks: {
      asbestos: risky(type.asbestosRisk),
      lead: risky(type.leadRisk),
      other: type.otherHazard,
      listingPolicy: type.listingPolicy,
    },
    quantityMilli: amount?.quantityMilli ?? null,
    unit: amount?.unit ?? type.unit,
    free: priceCents === 0,
  };
}
