import type { LegalStatus, OrganisationKind } from '#app/domain/organisations/vocabulary.ts';
import type { Nature, SellerKind, TakerKind } from './vocabulary.ts';

/** Whose the material is, and who offered it here. */
export interface SellerFacts {
  /** of who holds title; null when it was not said of them */
  titleStatus: LegalStatus | null;
  /** of the organisation that offered the lot */
  offeredBy: OrganisationKind;
}

/** Unknown is a professional: the guarantees of the law are never fewer than they may be. */
export function sellerKind({ titleStatus, offeredBy }: SellerFacts): SellerKind {
  if (titleStatus === null || titleStatus === 'private') return 'professional';
  if (titleStatus === 'private_person')
    return offeredBy === 'private_person' ? 'private_person' : 'entrusted';
  return 'public';
}

export function takerKind({
  kind,
  legalStatus,
}: {
  kind: OrganisationKind;
  legalStatus: LegalStatus;
}): TakerKind {
  if (kind === 'private_person' || legalStatus === 'private_person') return 'private_person';
  if (legalStatus !== 'private') return 'public';
  return kind === 'association' ? 'association' : 'professional';
}

/** A price on request that nobody wrote down is still a price. */
export const natureOf = (priceCents: number | null): Nature => (priceCents === 0 ? 'gift' : 'sale');
