import type { PollutantAnswer, Unit } from '#app/domain/lots/vocabulary.ts';
import type { LegalStatus } from '#app/domain/organisations/vocabulary.ts';
import { mentions } from './mentions.ts';
import type { DocumentKind } from './vocabulary.ts';

export interface OfferingFacts {
  typeCode: string;
  familyCode: string;
  typeRisks: { asbestos: boolean; lead: boolean; other: string | null; listingPolicy: string };
  /** year of the existing building's permit; null is unknown */
  permitYear: number | null;
  asbestos: PollutantAnswer;
  lead: PollutantAnswer;
  otherPollutants: string | null;
  wasteCode: string | null;
  quantityMilli: number | null;
  unit: Unit;
  /** those of the lot and those of its site */
  documents: readonly DocumentKind[];
  /** status of who holds title to the material; null is not said */
  ownerStatus: LegalStatus | null;
  free: boolean;
  /** status of the organisation that offers, who may be someone else than the owner */
  holderStatus?: LegalStatus | null;
  /** requests are accepted without anyone looking */
  acceptsAtOnce?: boolean;
  /** what the lot is called and said to be: a refused material named there is found */
  designation?: string | null;
}

/** Everything a condition names must hold; a name that is absent asks nothing. `{}` always holds. */
export interface OfferingCondition {
  types?: readonly string[];
  families?: readonly string[];
  listingPolicies?: readonly string[];
  asbestosRisk?: boolean;
  leadRisk?: boolean;
  /** words of the type's other hazards */
  hazards?: readonly string[];
  asbestos?: readonly PollutantAnswer[];
  lead?: readonly PollutantAnswer[];
  /** permit of this year or earlier; an unknown year does not answer */
  permitUpTo?: number;
  permitUnknown?: boolean;
  /** words found in the declared pollutants or in the designation, and not denied there */
  mentions?: readonly string[];
  /** words found in the declared pollutants alone */
  pollutants?: readonly string[];
  wasteCodes?: readonly string[];
  dangerousWaste?: boolean;
  /** more than so many thousandths, by unit; other units do not answer */
  quantityOver?: Partial<Record<Unit, number>>;
  owner?: readonly LegalStatus[];
  ownerSaid?: boolean;
  holder?: readonly LegalStatus[];
  free?: boolean;
  acceptsAtOnce?: boolean;
  any?: readonly OfferingCondition[];
  not?: OfferingCondition;
}

type Tests = {
  [K in keyof OfferingCondition]-?: (
    wanted: NonNullable<OfferingCondition[K]>,
    facts: OfferingFacts,
  ) => boolean;
};

const plainCode = (code: string | null) => code?.replaceAll(' ', '') ?? '';
const codeIn = (wanted: readonly string[], code: string | null) =>
  code !== null && wanted.some((one) => plainCode(one) === plainCode(code));

/** One line per word a rule may use. */
const tests: Tests = {
  types: (wanted, { typeCode }) => wanted.includes(typeCode),
  families: (wanted, { familyCode }) => wanted.includes(familyCode),
  listingPolicies: (wanted, { typeRisks }) => wanted.includes(typeRisks.listingPolicy),
  asbestosRisk: (wanted, { typeRisks }) => typeRisks.asbestos === wanted,
  leadRisk: (wanted, { typeRisks }) => typeRisks.lead === wanted,
  hazards: (wanted, { typeRisks }) => mentions(typeRisks.other, wanted),
  asbestos: (wanted, { asbestos }) => wanted.includes(asbestos),
  lead: (wanted, { lead }) => wanted.includes(lead),
  permitUpTo: (wanted, { permitYear }) => permitYear !== null && permitYear <= wanted,
  permitUnknown: (wanted, { permitYear }) => (permitYear === null) === wanted,
  mentions: (wanted, { otherPollutants, designation }) =>
    mentions(otherPollutants, wanted) || mentions(designation ?? null, wanted),
  pollutants: (wanted, { otherPollutants }) => mentions(otherPollutants, wanted),
  wasteCodes: (wanted, { wasteCode }) => codeIn(wanted, wasteCode),
  dangerousWaste: (wanted, { wasteCode }) => plainCode(wasteCode).endsWith('*') === wanted,
  quantityOver: (wanted, { unit, quantityMilli }) =>
    quantityMilli !== null && quantityMilli > (wanted[unit] ?? Number.POSITIVE_INFINITY),
  owner: (wanted, { ownerStatus }) => ownerStatus !== null && wanted.includes(ownerStatus),
  ownerSaid: (wanted, { ownerStatus }) => (ownerStatus !== null) === wanted,
  holder: (wanted, { holderStatus }) => !!holderStatus && wanted.includes(holderStatus),
  free: (wanted, facts) => facts.free === wanted,
  acceptsAtOnce: (wanted, facts) => (facts.acceptsAtOnce ?? false) === wanted,
  any: (wanted, facts) => wanted.some((one) => holds(one, facts)),
  not: (wanted, facts) => !holds(wanted, facts),
};

/** A word that nobody knows never lets a material through: the rule then applies. The database refuses such words anyway. */
export function holds(condition: OfferingCondition, facts: OfferingFacts): boolean {
  return Object.entries(condition).every(([word, wanted]) => {
    const test = tests[word as keyof OfferingCondition] as
      | ((wanted: unknown, facts: OfferingFacts) => boolean)
      | undefined;
    return test ? test(wanted, facts) : true;
  });
}
