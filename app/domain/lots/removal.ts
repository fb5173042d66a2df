import type { ActingOrganisation } from '#app/domain/context.ts';
import type { Removal } from './vocabulary.ts';

interface ToRemove {
  removal: Removal;
  privateRemovalReason: string | null;
}

/**
 * Taking down by oneself is for professionals and associations, unless the holder opens it with a written reason. A
 * visitor and somebody who acts for no organisation are private persons.
 */
export const isClosedTo = (lot: ToRemove, organisation: Pick<ActingOrganisation, 'kind'> | null): boolean =>
  lot.removal === 'by_taker' &&
  lot.privateRemovalReason === null &&
  (organisation === null || organisation.kind === 'private_person');
