import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { undoableBatches } from '#app/domain/lots/preview.server.ts';
import { siteLots } from '#app/domain/lots/site-lots.server.ts';
import { readTableState } from '#app/domain/lots/site-table.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { otherSites } from '#app/domain/sites/other-sites.server.ts';
import { canManageSite } from '#app/domain/sites/policy.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { listOf } from '#app/ui/kit/fields.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { BulkActions, type Typed } from '#app/ui/lots/BulkActions.tsx';
import { BulkPreview } from '#app/ui/lots/BulkPreview.tsx';
import { SiteLotsTable } from '#app/ui/lots/SiteLotsTable.tsx';
import { UndoBatches } from '#app/ui/lots/UndoBatches.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';
import { carryOut, type TableAnswer } from './act.server.ts';
import { bulkIntents } from './intents.ts';

export const meta = titled<'lotBatch', Awaited<ReturnType<typeof loader>>>('lotBatch', (t, data) =>
  t('table.pageTitle', { name: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (!canManageSite(ctx.actor, { organisationId: site.organisationId, siteId: site.id }))
    refuse('forbidden');
  const state = readTableState(new URL(args.request.url).searchParams);
  const [{ rows, next, total }, batches, sites] = await Promise.all([
    siteLots(ctx, site.id, state),
    undoableBatches(ctx, { site: site.publicId }),
    otherSites(ctx, site.publicId),
  ]);
  return {
    site: { publicId: site.publicId, name: site.name, exact: site.kind === 'depot' },
    state,
    rows,
    next,
    total,
    batches,
    sites,
    acting: actingFor(ctx.actor),
    keys: { act: crypto.randomUUID(), undo: crypto.randomUUID() },
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'site'), bulkIntents, async (ctx, asked, key) => {
    requireOrganisation(ctx, args.request);
    const state = readTableState(new URL(args.request.url).searchParams);
    return carryOut(ctx, { site: id, state, asked, key });
  });
}

export default function SiteLots() {
  const { site, state, rows, next, total, batches, sites, acting, keys } = useLoaderData<typeof loader>();
  const answer = useActionData<TableAnswer>();
  const t = useTranslations('lotBatch.table');
  if (answer?.preview)
    return <BulkPreview {...answer.preview} site={site} state={state} formKey={keys.act} />;
  const refused = answer?.stayed ?? [];
  const typed = answer?.initialValue as Typed | undefined;
  const errors = answer?.error ?? {};
  const beside = Object.keys(errors).some((name) => name !== '' && name !== 'lot');
  const wrong = [errors[''], errors.lot].flatMap((said) => said ?? []);
  return (
    <Page
      title={t('title')}
      lead={`${site.name} · ${t('lead', { total })}`}
      breadcrumbs={[{ label: site.name, to: paths.site(site.publicId) }, { label: t('title') }]}
    >
      <ActingBanner acting={acting} />
      <UndoBatches batches={batches} formKey={keys.undo} />
      {answer?.told ? (
        <Alert tone={refused.length > 0 ? 'warning' : 'success'} live className="mb-6">
          {answer.told}
        </Alert>
      ) : null}
      {wrong.length > 0 || beside ? (
        <Alert tone="danger" live className="mb-6">
          {wrong.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {beside ? <p>{t('beside')}</p> : null}
        </Alert>
      ) : null}
      <BulkActions formKey={keys.act} sites={sites} typed={typed} errors={errors}>
        <SiteLotsTable
          site={site}
          state={state}
          rows={rows}
          next={next}
          refused={refused}
          chosen={
            typed ? listOf(typed.lot).map((lot) => lot.slice(0, 36)) : refused.map((lot) => lot.publicId)
          }
        />
      </BulkActions>
    </Page>
  );
}
