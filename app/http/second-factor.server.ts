import type { FactorTools } from '#app/domain/factors/tools.ts';
import { outside } from '#app/http/outside.server.ts';
import { now } from '#app/platform/database/clock.server.ts';
import {
  enrolmentOf,
  mailCodeHash,
  newRecoveryCodes,
  newTotpSecret,
  openSecret,
  recoveryHash,
  sealSecret,
  stepOf,
} from '#app/platform/second-factor.server.ts';
import { newDevice } from '#app/platform/session/device-cookie.server.ts';
import { sessionSecretOf, waitingSession } from '#app/platform/session/session.server.ts';
import type { Database } from '#db/client.ts';

/** The outside world as the commands of `domain/factors` ask for it. */
export const factorTools: FactorTools = {
  ...outside,
  newSealedSecret: (personPublicId) => sealSecret(newTotpSecret(), personPublicId),
  enrolmentOf: (sealed, { publicId, email }) => enrolmentOf(openSecret(sealed, publicId), email),
  stepOf: (sealed, publicId, code) => stepOf(openSecret(sealed, publicId), code, now()),
  newRecoveryCodes,
  recoveryHash,
  mailCodeHash,
  waitingSession,
  newDevice,
};

/** The sign-in of this browser that waits for its second step, with its secret; null when there is none. */
export async function waitingOf({ request, context }: { request: Request; context: { db: Database } }) {
  const secret = sessionSecretOf(request);
  const waiting = secret ? await waitingSession(context.db, secret) : null;
  return waiting && secret ? { ...waiting, secret } : null;
}
