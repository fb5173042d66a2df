import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { legalPage } from '#app/http/legal.server.ts';
import { titled } from '#app/i18n/title.ts';
import { LegalPage } from '#app/ui/legal/LegalPage.tsx';

export const meta = titled('legal', (t) => ({ title: t('privacy.title'), description: t('privacy.lead') }));

export function loader(args: LoaderFunctionArgs) {
  return legalPage(args, 'privacy');
}

export default function Privacy() {
  return <LegalPage data={useLoaderData<typeof loader>()} />;
}
