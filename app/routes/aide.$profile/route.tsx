import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { refuse } from '#app/domain/refusal.ts';
import { PROFILES } from '#app/help/profiles.ts';
import { contextOf } from '#app/http/context.server.ts';
import { helpProse } from '#app/http/help.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { HelpLinks } from '#app/ui/help/HelpLinks.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Prose } from '#app/ui/prose/Prose.tsx';

export const meta = titled<'help', Awaited<ReturnType<typeof loader>>>('help', (t, data) =>
  data ? t(`profiles.${data.profile}.title`) : t('title'),
);

export async function loader(args: LoaderFunctionArgs) {
  const profile = PROFILES.find((one) => one === args.params.profile) ?? refuse('not-found');
  return { profile, blocks: await helpProse(await contextOf(args), profile) };
}

export default function HelpOfProfile() {
  const { profile, blocks } = useLoaderData<typeof loader>();
  const t = useTranslations('help');
  const breadcrumbs = [{ label: t('title'), to: paths.help() }, { label: t(`profiles.${profile}.title`) }];
  return (
    <Page title={t(`profiles.${profile}.title`)} breadcrumbs={breadcrumbs}>
      <Prose blocks={blocks} />
      <HelpLinks />
    </Page>
  );
}
