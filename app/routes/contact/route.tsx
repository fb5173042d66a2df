import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { legalSettings } from '#app/domain/legal/queries.server.ts';
import { missingSettings } from '#app/domain/legal/rules.ts';
import { contextOf } from '#app/http/context.server.ts';
import { titled } from '#app/i18n/title.ts';
import { env } from '#app/platform/env.server.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { ContactWays } from '#app/ui/legal/ContactWays.tsx';
import { Missing } from '#app/ui/legal/Missing.tsx';

export const meta = titled('legal', (t) => ({ title: t('contact.title'), description: t('contact.lead') }));

export async function loader(args: LoaderFunctionArgs) {
  const settings = await legalSettings(await contextOf(args));
  return { settings, missing: missingSettings(settings), demo: env.DEMO };
}

export default function Contact() {
  const { settings, missing, demo } = useLoaderData<typeof loader>();
  const t = useTranslations('legal.contact');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="space-y-8">
        <Missing names={missing} demo={demo} />
        <ContactWays settings={settings} />
      </div>
    </Page>
  );
}
