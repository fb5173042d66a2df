import type { LegalStatus, OrganisationKind } from '#app/domain/organisations/vocabulary.ts';
import { holds, type OfferingCondition, type OfferingFacts } from './offering-conditions.ts';
import type { DocumentKind, GiftClause, OfferingEffect } from './vocabulary.ts';

export type { OfferingFacts } from './offering-conditions.ts';

export interface Bilingual {
  fr: string;
  en: string;
}

/** A dated line of table `offering_rule`. `gift` is judged again when the lot is reserved and when its holder accepts. */
export interface OfferingRule {
  code: string;
  effect: OfferingEffect;
  needs: DocumentKind | null;
  reason: Bilingual;
  basis: Bilingual;
  conditions: OfferingCondition;
  gift: GiftTerms | null;
}

/** To whom a public owner may give, and up to which value of one unit. */
export interface GiftTerms {
  recipients: readonly {
    clause: GiftClause;
    kinds?: readonly OrganisationKind[];
    statuses?: readonly LegalStatus[];
    socialEconomy?: boolean;
    types?: readonly string[];
  }[];
  unitValueMaxCents: number;
  /** what happens to anyone else: the holder writes why, or the request is refused */
  otherwise: 'justify' | 'refuse';
}

export interface OfferingReason {
  rule: string;
  verdict: OfferingEffect;
  needs: DocumentKind | null;
  reason: Bilingual;
  basis: Bilingual;
}

export interface OfferingVerdict {
  verdict: 'ok' | OfferingEffect;
  reasons: OfferingReason[];
}

const WEIGHT = { ok: 0, warn: 1, wait: 2, refuse: 3 } as const;

/**
 * May this be offered? Every rule that applies is told, the gravest first; the verdict is the gravest. A document that a
 * rule asks for, once there, answers it. Nothing said of asbestos is unknown, never no.
 */
export function offeringVerdict(facts: OfferingFacts, rules: readonly OfferingRule[]): OfferingVerdict {
  const reasons = rules
    .filter((rule) => holds(rule.conditions, facts))
    .filter(({ needs }) => needs === null || !facts.documents.includes(needs))
    .map(({ code, effect, needs, reason, basis }) => ({ rule: code, verdict: effect, needs, reason, basis }))
    .sort((a, b) => WEIGHT[b.verdict] - WEIGHT[a.verdict]);
  return { verdict: reasons[0]?.verdict ?? 'ok', reasons };
}

export const blocksOffer = ({ verdict }: OfferingVerdict): boolean =>
  verdict === 'wait' || verdict === 'refuse';

export interface GiftRecipient {
  kind: OrganisationKind;
  legalStatus: LegalStatus;
  socialEconomy: boolean;
}

export interface GiftVerdict {
  rule: string;
  reason: Bilingual;
  basis: Bilingual;
  terms: GiftTerms;
  /** cases of L3212-2 this recipient may stand under; empty: none */
  clauses: GiftClause[];
}

/** What a free lot of a public owner asks before it may go to this recipient; null when no rule on gifts applies. */
export function giftVerdict(
  facts: OfferingFacts,
  recipient: GiftRecipient,
  rules: readonly OfferingRule[],
): GiftVerdict | null {
  const rule = rules.find(({ gift, conditions }) => gift !== null && holds(conditions, facts));
  if (!rule?.gift) return null;
  const clauses = rule.gift.recipients
    .filter(
      ({ kinds, statuses, socialEconomy, types }) =>
        (!kinds || kinds.includes(recipient.kind)) &&
        (!statuses || statuses.includes(recipient.legalStatus)) &&
        (socialEconomy === undefined || socialEconomy === recipient.socialEconomy) &&
        (!types || types.includes(facts.typeCode)),
    )
    .map(({ clause }) => clause);
  return { rule: rule.code, reason: rule.reason, basis: rule.basis, terms: rule.gift, clauses };
}
