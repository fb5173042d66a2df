import { refuse } from '#app/domain/refusal.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The public id of an address; anything else is answered as a row that does not exist. */
export function publicIdOf(params: Record<string, string | undefined>, name = 'id'): string {
  const value = params[name];
  return value && UUID.test(value) ? value.toLowerCase() : refuse('not-found');
}

/** A public id that may be absent or wrong, such as the cursor of a list: null then. */
export function optionalPublicId(value: string | null): string | null {
  return value && UUID.test(value) ? value.toLowerCase() : null;
}
