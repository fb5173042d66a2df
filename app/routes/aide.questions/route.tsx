import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { contextOf } from '#app/http/context.server.ts';
import { helpProse } from '#app/http/help.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { HelpLinks } from '#app/ui/help/HelpLinks.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Prose } from '#app/ui/prose/Prose.tsx';

export const meta = titled('help', (t) => t('questions.title'));

export async function loader(args: LoaderFunctionArgs) {
  return { blocks: await helpProse(await contextOf(args), 'questions') };
}

export default function LegalQuestions() {
  const { blocks } = useLoaderData<typeof loader>();
  const t = useTranslations('help');
  const breadcrumbs = [{ label: t('title'), to: paths.help() }, { label: t('questions.title') }];
  return (
    <Page title={t('questions.title')} breadcrumbs={breadcrumbs}>
      <Prose blocks={blocks} />
      <HelpLinks />
    </Page>
  );
}
