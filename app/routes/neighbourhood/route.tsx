import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { MapPinned } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { neighbourhood, REACH_KM } from '#app/domain/neighbourhood/neighbours.server.ts';
import { canCreateSite } from '#app/domain/sites/policy.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Around } from '#app/ui/neighbourhood/Around.tsx';
import { Usual } from '#app/ui/neighbourhood/Usual.tsx';

export const meta = titled('neighbourhood', (t) => t('title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOrganisation(ctx, args.request);
  return { ...(await neighbourhood(ctx)), reachKm: REACH_KM, mayCreateSite: canCreateSite(ctx.actor) };
}

export default function Neighbourhood() {
  const { usual, around, otherSites, reachKm, mayCreateSite } = useLoaderData<typeof loader>();
  const t = useTranslations('neighbourhood');
  return (
    <Page title={t('title')} lead={t('lead', { km: reachKm })}>
      {around.length === 0 ? (
        <EmptyState
          title={t('nowhereTitle')}
          icon={<MapPinned aria-hidden="true" />}
          actions={
            <>
              {mayCreateSite ? (
                <LinkButton variant="primary" to={paths.newSite()}>
                  {t('addSite')}
                </LinkButton>
              ) : null}
              <LinkButton to={paths.lots()}>{t('search')}</LinkButton>
            </>
          }
        >
          {t('nowhere')}
        </EmptyState>
      ) : (
        <>
          <Usual usual={usual} />
          {around.map((one) => (
            <Around key={one.anchor.site ?? 'home'} {...one} usual={usual} reachKm={reachKm} />
          ))}
          {otherSites > 0 ? (
            <p className="mt-8 text-muted">{t('otherSites', { count: otherSites })}</p>
          ) : null}
        </>
      )}
    </Page>
  );
}
