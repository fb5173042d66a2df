import { RemixBrowser } from '@remix-run/react';
import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { CatalogueProvider } from '#app/i18n/catalogue.tsx';
import { isLocale, referenceLocale } from '#app/i18n/locale.ts';
import { registeredMessages, settled } from '#app/i18n/registry.ts';

/** The page is already readable: the messages it speaks come first, then React takes it over. */
async function hydrate() {
  const { lang } = document.documentElement;
  const locale = isLocale(lang) ? lang : referenceLocale;
  await settled();
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <CatalogueProvider value={registeredMessages(locale)}>
          <RemixBrowser />
        </CatalogueProvider>
      </StrictMode>,
    );
  });
}

void hydrate();
