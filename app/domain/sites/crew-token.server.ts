import { createHash, createHmac } from 'node:crypto';

/**
 * What the code at the gate holds. Drawn from a server secret and the link's public id, so that the same code can be
 * printed again, while the database keeps only its digest.
 */
export const crewToken = (linkPublicId: string, secret: string): string =>
  createHmac('sha256', secret).update(`crew-link|${linkPublicId}`).digest('base64url');

export const hashOfCrewToken = (token: string): Buffer => createHash('sha256').update(token).digest();
