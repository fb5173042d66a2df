export const VERIFICATION_DECISIONS = ['approved', 'refused', 'withdrawn'] as const;
export type VerificationDecision = (typeof VERIFICATION_DECISIONS)[number];

export const VERIFICATION_WAYS = ['operator', 'domain', 'script'] as const;
export type VerificationWay = (typeof VERIFICATION_WAYS)[number];

/** Anybody has an address there: it says nothing of whom they work for. */
const OPEN_TO_ALL = new Set([
  ...['gmail.com', 'googlemail.com', 'outlook.com', 'outlook.fr', 'hotmail.com', 'hotmail.fr', 'live.com'],
  ...[
    'live.fr',
    'msn.com',
    'yahoo.com',
    'yahoo.fr',
    'ymail.com',
    'icloud.com',
    'me.com',
    'mac.com',
    'aol.com',
  ],
  ...['orange.fr', 'wanadoo.fr', 'free.fr', 'sfr.fr', 'neuf.fr', 'bbox.fr', 'numericable.fr', 'laposte.net'],
  ...['gmx.fr', 'gmx.com', 'proton.me', 'protonmail.com', 'tutanota.com', 'zoho.com', 'mailo.com', 'ik.me'],
]);

export const isOpenToAll = (domain: string): boolean => OPEN_TO_ALL.has(domain);
