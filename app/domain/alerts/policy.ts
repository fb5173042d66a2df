import type { ActingPerson, Actor } from '#app/domain/context.ts';

/** Alerts are a person's own: whoever is signed in, for any organisation or none, but not in another's place. */
export function keepsAlerts(actor: Actor): actor is Actor & { person: ActingPerson } {
  return actor.person !== null && !actor.onBehalf;
}
