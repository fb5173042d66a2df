import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { labelLots } from '#app/domain/lots/label-queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { LabelForm } from './LabelForm.tsx';

export const meta = titled<'labels', Awaited<ReturnType<typeof loader>>>('labels', (t, data) =>
  t('title', { site: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  return { site: { publicId: site.publicId, name: site.name }, lots: await labelLots(ctx, site.id) };
}

export default function Labels() {
  const { site, lots } = useLoaderData<typeof loader>();
  const t = useTranslations('labels');
  return (
    <Page
      width="narrow"
      title={t('heading')}
      lead={t('lead')}
      breadcrumbs={[{ label: site.name, to: paths.site(site.publicId) }, { label: t('heading') }]}
    >
      {lots.length === 0 ? (
        <EmptyState
          title={t('none')}
          actions={
            <LinkButton to={paths.newLot(site.publicId)} icon={<Plus aria-hidden="true" />}>
              {t('add')}
            </LinkButton>
          }
        />
      ) : (
        <LabelForm site={site.publicId} lots={lots} />
      )}
    </Page>
  );
}
