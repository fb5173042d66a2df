/** The texts of the platform; each has its page. */
export const LEGAL_KINDS = ['notice', 'terms', 'privacy', 'accessibility'] as const;
export type LegalKind = (typeof LEGAL_KINDS)[number];

/**
 * What the operator says of itself, in the order of its form. Without a `required` one the platform may not be open to the
 * public; the others are left out of the texts when empty.
 */
export const LEGAL_SETTINGS = {
  publisher_name: { group: 'publisher', kind: 'line', required: true },
  publisher_form: { group: 'publisher', kind: 'line', required: true },
  publisher_address: { group: 'publisher', kind: 'line', required: true },
  publisher_registration: { group: 'publisher', kind: 'line', required: true },
  publisher_vat: { group: 'publisher', kind: 'line', required: false },
  publication_director: { group: 'publisher', kind: 'line', required: true },
  contact_email: { group: 'contact', kind: 'email', required: true },
  contact_phone: { group: 'contact', kind: 'phone', required: true },
  help_hours: { group: 'contact', kind: 'line', required: false },
  host_name: { group: 'host', kind: 'line', required: true },
  host_address: { group: 'host', kind: 'line', required: true },
  host_phone: { group: 'host', kind: 'phone', required: true },
  data_protection_contact: { group: 'people', kind: 'email', required: true },
  accessibility_contact: { group: 'people', kind: 'email', required: true },
  mediator_name: { group: 'people', kind: 'line', required: true },
  mediator_website: { group: 'people', kind: 'website', required: true },
} as const satisfies Record<
  string,
  {
    group: 'publisher' | 'contact' | 'host' | 'people';
    kind: 'line' | 'email' | 'phone' | 'website';
    required: boolean;
  }
>;
export type LegalSetting = keyof typeof LEGAL_SETTINGS;
export type LegalSettings = Partial<Record<LegalSetting, string>>;

export const LEGAL_SETTING_NAMES = Object.keys(LEGAL_SETTINGS) as LegalSetting[];
export const LEGAL_GROUPS = ['publisher', 'contact', 'host', 'people'] as const;
