import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { CatalogueProvider } from '#app/i18n/catalogue.tsx';
import { loadMessages } from '#app/i18n/load.ts';
import { isLocale, referenceLocale } from '#app/i18n/locale.ts';

/** The page is already readable: its language's messages come first, then React takes it over. */
async function hydrate() {
  const { lang } = document.documentElement;
  const locale = isLocale(lang) ? lang : referenceLocale;
  const messages = await loadMessages(locale);
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <CatalogueProvider value={{ locale, messages }}>
          <RemixBrowser />
        </CatalogueProvider>
      </StrictMode>,
    );
  });
}

void hydrate();
