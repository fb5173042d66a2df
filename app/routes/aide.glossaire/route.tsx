import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { GLOSSARY } from '#app/help/glossary.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { HelpLinks } from '#app/ui/help/HelpLinks.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('help', (t) => ({ title: t('glossary.title'), description: t('glossary.lead') }));

export async function loader(args: LoaderFunctionArgs) {
  const { locale } = await contextOf(args);
  const entries = GLOSSARY.map(({ word, [locale]: said, fr, en }) => ({
    ...{ word, ...said, other: locale === 'fr' ? en.term : fr.term },
  }));
  return { entries: entries.sort((a, b) => a.term.localeCompare(b.term, locale)) };
}

export default function Glossary() {
  const { entries } = useLoaderData<typeof loader>();
  const t = useTranslations('help');
  const breadcrumbs = [{ label: t('title'), to: paths.help() }, { label: t('glossary.title') }];
  return (
    <Page title={t('glossary.title')} lead={t('glossary.lead')} breadcrumbs={breadcrumbs}>
      <dl className="max-w-[44rem] divide-y divide-line">
        {entries.map(({ word, term, means, source, other }) => (
          <div key={word} id={word} className="scroll-mt-6 py-4 target:bg-sunken">
            <dt className="text-lg font-semibold">{term}</dt>
            <dd>
              <p>{means}</p>
              <p className="text-sm text-muted">{t('glossary.source', { source })}</p>
              <p className="text-sm text-muted">{t('glossary.other', { other })}</p>
            </dd>
          </div>
        ))}
      </dl>
      <HelpLinks />
    </Page>
  );
}
