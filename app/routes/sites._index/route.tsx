import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { HardHat, Plus } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { myReservations } from '#app/domain/reservations/queries.server.ts';
import { entrustedSites } from '#app/domain/sites/mandates.server.ts';
import { canCreateSite } from '#app/domain/sites/policy.ts';
import { mySites } from '#app/domain/sites/queries.server.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { awaitsHolder } from '#app/ui/sites/board.ts';
import { EntrustedSites } from '#app/ui/sites/EntrustedSites.tsx';
import { SiteCard } from '#app/ui/sites/SiteCard.tsx';

export const meta = titled('sites', (t) => t('mine.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOrganisation(ctx, args.request);
  const [sites, { asHolder }, entrusted] = await Promise.all([
    mySites(ctx),
    myReservations(ctx),
    entrustedSites(ctx),
  ]);
  const waiting = asHolder.filter(awaitsHolder).map((one) => one.site.publicId);
  return {
    sites: sites.map(({ publicId, kind, name, commune, startsOn, endsOn, status, openLots }) => ({
      ...{ publicId, kind, name, commune, startsOn, endsOn, status, openLots },
      waiting: waiting.filter((id) => id === publicId).length,
    })),
    entrusted,
    mayCreate: canCreateSite(ctx.actor),
    organisation: ctx.actor.organisation.name,
  };
}

export default function MySites() {
  const { sites, entrusted, mayCreate, organisation } = useLoaderData<typeof loader>();
  const t = useTranslations('sites.mine');
  const add = mayCreate ? (
    <LinkButton to={paths.newSite()} variant="primary" icon={<Plus aria-hidden="true" />}>
      {t('add')}
    </LinkButton>
  ) : null;
  return (
    <Page title={t('title')} lead={t('lead', { organisation })} actions={sites.length > 0 ? add : null}>
      {sites.length === 0 ? (
        <EmptyState title={t('empty')} icon={<HardHat aria-hidden="true" />} actions={add}>
          {t(mayCreate ? 'emptyHelp' : 'emptyMember')}
        </EmptyState>
      ) : (
        <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {sites.map((site) => (
            <SiteCard key={site.publicId} site={site} />
          ))}
        </ul>
      )}
      <EntrustedSites sites={entrusted} />
    </Page>
  );
}
