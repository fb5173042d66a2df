import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { canReserveLot } from '#app/domain/lots/policy.ts';
import { refuse } from '#app/domain/refusal.ts';
import { homeCommune } from '#app/domain/reservations/queries.server.ts';
import { lotsToVisit } from '#app/domain/reservations/visit.server.ts';
import { sitePublicView } from '#app/domain/sites/queries.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { readDraft } from '#app/ui/visits/draft.ts';
import { VisitForm } from '#app/ui/visits/VisitForm.tsx';
import { keepDraft, sayAtSite, sendVisit } from './send.server.ts';

export const meta = titled<'visits', Awaited<ReturnType<typeof loader>>>('visits', (t, data) =>
  t('form.title', { site: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const site = (await sitePublicView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (!canReserveLot(ctx.actor, site)) throw redirect(paths.site(site.publicId));
  const lots = await lotsToVisit(ctx, site.publicId);
  return {
    site: { publicId: site.publicId, name: site.name, commune: site.commune.name },
    lots,
    draft: readDraft(new URL(args.request.url).searchParams),
    guest: ctx.actor.person === null,
    commune: await homeCommune(ctx),
    formKey: crypto.randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  const ctx = await contextOf(args);
  const site = (await sitePublicView(ctx, id)) ?? refuse('not-found');
  // they have no form here: the sentence is said where the page sends them
  if (!canReserveLot(ctx.actor, site)) return sayAtSite(ctx, site);
  const intent = (await args.request.clone().formData()).get('intent');
  if (!ctx.actor.person || intent === 'total') return keepDraft(args, id, ctx.actor.person === null);
  return sendVisit(args, id);
}

export default function VisitRoute() {
  const { site, lots, ...rest } = useLoaderData<typeof loader>();
  const t = useTranslations('visits.form');
  const list = useTranslations('lots.list');
  return (
    <Page
      width="narrow"
      title={t('heading')}
      over={`${site.name} · ${site.commune}`}
      lead={t('lead')}
      breadcrumbs={[
        { label: list('title'), to: paths.lots() },
        { label: site.name, to: paths.site(site.publicId) },
        { label: t('heading') },
      ]}
    >
      {lots.length === 0 ? (
        <>
          <StrayErrors shown={[]} />
          <EmptyState
            title={t('empty')}
            actions={<LinkButton to={paths.lots()}>{list('withoutFilters')}</LinkButton>}
          />
        </>
      ) : (
        <VisitForm lots={lots} {...rest} />
      )}
    </Page>
  );
}
