/** What a demonstration says at start. These accounts exist only where nobody else can reach them (decision 22). */
export const DEMONSTRATION_PASSWORD = 'chantier-ouvert-2026';

export const DEMONSTRATION_ACCOUNTS = [
  { slug: 'demo-holder', email: 'holder@demo.example', name: 'Claire Lemoal' },
  { slug: 'demo-taker', email: 'taker@demo.example', name: 'Yanis Berthelot' },
  { slug: 'demo-landlord', email: 'landlord@demo.example', name: 'Solène Guivarc’h' },
  { slug: 'demo-collectivite', email: 'collectivite@demo.example', name: 'Hugo Marchadour' },
] as const;

/** Reads the figures of demo-collectivite, writes nothing of it. */
export const ANALYST = { email: 'analyst@demo.example', name: 'Inès Kerdoncuff' };
export const ADMINISTRATOR = { email: 'admin@demo.example', name: 'Administration de la démonstration' };
