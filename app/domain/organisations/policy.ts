import type { Actor, Role } from '#app/domain/context.ts';

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

/** One's own personal organisation is not left. */
export function mayLeave(actor: Actor, organisationId: number): boolean {
  return belongsTo(actor, organisationId) && !isPersonal(actor);
}

/** A private person's own organisation never has colleagues. */
function isPersonal(actor: Actor): boolean {
  return actor.organisation?.kind === 'private_person';
}
