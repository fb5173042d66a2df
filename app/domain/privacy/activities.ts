/** What personal data are processed for, on which ground, and how long they are kept (GDPR, articles 6 and 30). */
const ACTIVITIES = {
  account: { basis: '6.1.b', kept: 'account' },
  security: { basis: '6.1.f', kept: 'year' },
  organisation: { basis: '6.1.b', kept: 'account' },
  offering: { basis: '6.1.b', kept: 'account' },
  imports: { basis: '6.1.c', kept: 'imports' },
  reservation: { basis: '6.1.b', kept: 'account' },
  messages: { basis: '6.1.b', kept: 'messages' },
  letters: { basis: '6.1.b', kept: 'year' },
  alerts: { basis: '6.1.a', kept: 'account' },
  crews: { basis: '6.1.f', kept: 'account' },
  documents: { basis: '6.1.c', kept: 'documents' },
  ledger: { basis: '6.1.f', kept: 'ledger' },
  operation: { basis: '6.1.f', kept: 'quarter' },
  desk: { basis: '6.1.c', kept: 'desk' },
  rights: { basis: '6.1.c', kept: 'rights' },
} as const satisfies Record<string, { basis: Basis; kept: string }>;

/** Points of article 6 of the GDPR: consent, contract, legal obligation, legitimate interest. */
type Basis = '6.1.a' | '6.1.b' | '6.1.c' | '6.1.f';
export type Activity = keyof typeof ACTIVITIES;
