import { createContext, type ReactNode, useContext } from 'react';
import { IntlProvider } from 'use-intl';
import type { PageMessages } from './fr.ts';
import { type Locale, timeZone } from './locale.ts';
import './types.ts';

export interface Catalogue {
  locale: Locale;
  messages: PageMessages;
}

/**
 * The catalogue in force. The server puts the reader's language here (entry.server), the browser the one
 * chunk it has downloaded (entry.client): the messages themselves never travel in the HTML.
 */
const CatalogueContext = createContext<Catalogue | null>(null);
export const CatalogueProvider = CatalogueContext.Provider;

export function useCatalogue(): Catalogue {
  const catalogue = useContext(CatalogueContext);
  if (!catalogue) throw new Error('No catalogue: wrap the tree in <CatalogueProvider>');
  return catalogue;
}

/** Gives use-intl's hooks their language. `now` comes from the server so that both renderings agree. */
export function Speak({ now, children }: { now: Date; children: ReactNode }) {
  const { locale, messages } = useCatalogue();
  return (
    <IntlProvider locale={locale} messages={messages} timeZone={timeZone} now={now}>
      {children}
    </IntlProvider>
  );
}
