import type { Actor } from '#app/domain/context.ts';

/** A platform administrator, signed in: no token and no job runs the platform. */
export function isOperator({ person, via }: Actor): boolean {
  return via === 'session' && person !== null && person.platformAdmin;
}
