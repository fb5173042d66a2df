import type { Actor, Role } from '#app/domain/context.ts';
import type { LegalStatus, OrganisationKind } from './vocabulary.ts';

/** Each role with those whose powers it includes. An analyst only reads aggregates: no other role's powers, nor they hers. */
const includes: Record<Role, readonly Role[]> = {
  administrator: ['administrator', 'site_manager', 'member'],
  site_manager: ['site_manager', 'member'],
  member: ['member'],
  analyst: ['analyst'],
};

export function allowsRole(actual: Role, asked: Role): boolean {
  return includes[actual].includes(asked);
}

export function belongsTo(actor: Actor, organisationId: number): boolean {
  return actor.organisation?.id === organisationId;
}

/** Names and addresses of colleagues are for those who belong to the organisation. */
export function maySeeMembers(actor: Actor, organisationId: number): boolean {
  return belongsTo(actor, organisationId);
}

export function mayManageMembers(actor: Actor, organisationId: number): boolean {
  return (
    belongsTo(actor, organisationId) && actor.organisation?.role === 'administrator' && !isPersonal(actor)
  );
}

/** Who says who stands in for whom: oneself, or an administrator. */
export function maySetStandIn(actor: Actor, organisationId: number, personPublicId: string): boolean {
  const own =
    belongsTo(actor, organisationId) && !isPersonal(actor) && actor.person?.publicId === personPublicId;
  return own || mayManageMembers(actor, organisationId);
}

/** One's own personal organisation is not left. */
export function mayLeave(actor: Actor, organisationId: number): boolean {
  return belongsTo(actor, organisationId) && !isPersonal(actor);
}

/** A private person's own organisation never has colleagues. */
function isPersonal(actor: Actor): boolean {
  return actor.organisation?.kind === 'private_person';
}

/** What an organisation says of itself, and whether that was checked. */
export interface Claimed {
  kind: OrganisationKind;
  legalStatus: LegalStatus;
  socialEconomy: boolean;
  verified: boolean;
}

/** A right that comes from what an organisation is: declared is not enough, it must have been checked. */
export function hasRightsOf(
  { kind, socialEconomy, verified }: Pick<Claimed, 'kind' | 'socialEconomy' | 'verified'>,
  right: 'landlord' | 'collectivite' | 'public_body' | 'social_economy',
): boolean {
  return verified && (right === 'social_economy' ? socialEconomy : kind === right);
}

/** The same organisation with only what gives it rights: until checked, any firm, or the private person it is. */
export function withCheckedRights(claimed: Claimed): Omit<Claimed, 'verified'> {
  const { kind, legalStatus, verified } = claimed;
  const socialEconomy = hasRightsOf(claimed, 'social_economy');
  if (verified || kind === 'private_person') return { kind, legalStatus, socialEconomy };
  return { kind: 'firm', legalStatus: 'private', socialEconomy };
}
