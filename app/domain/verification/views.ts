import type { FoundOrganisation } from '#app/domain/organisations/find.server.ts';
import type { OrganisationKind } from '#app/domain/organisations/vocabulary.ts';
import type { VerificationDecision, VerificationWay } from './vocabulary.ts';

/** What the operator reads before deciding. */
export interface ToVerify extends Omit<FoundOrganisation, 'id'> {
  sirenValid: boolean;
  socialEconomy: boolean;
  territory: string | null;
  commune: string | null;
  website: string | null;
  createdAt: string;
  verifiedAt: string | null;
  /** mail domains of its confirmed administrators */
  domains: string[];
  lots: number;
  sameSiren: { name: string; slug: string; verified: boolean }[];
  seen: string;
  last: { decision: VerificationDecision; how: VerificationWay; reason: string | null; at: string } | null;
}

export interface ApprovedDomain {
  publicId: string;
  domain: string;
  siren: string;
  kind: OrganisationKind;
  territory: string | null;
  approvedAt: string;
}

/** What its own people read of it. */
export interface OwnVerification {
  state: 'verified' | 'waiting' | 'refused' | 'withdrawn' | 'siren-missing';
  reason: string | null;
}
