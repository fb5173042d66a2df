import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { refuse } from '#app/domain/refusal.ts';
import { crewLinksOf } from '#app/domain/sites/crew.server.ts';
import { crewToken } from '#app/domain/sites/crew-token.server.ts';
import { canEntrustSite } from '#app/domain/sites/policy.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { qrOf } from '#app/http/qr.server.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { env } from '#app/platform/env.server.ts';
import { lastDay } from '#app/ui/crew/CrewLinkList.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled<'crew', Awaited<ReturnType<typeof loader>>>('crew', (t, data) =>
  t('sheet.title', { name: data?.site.name ?? '' }),
);

/** The sheet to print: the code is drawn anew from the server's secret, the database could not give it. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (!canEntrustSite(ctx.actor, site)) refuse('forbidden');
  const id = publicIdOf(args.params, 'link');
  const link = (await crewLinksOf(ctx, site.id)).find(({ publicId, holds }) => publicId === id && holds);
  if (!link) return refuse('not-found');
  const address = new URL(paths.crewOpen(crewToken(id, env.SECRET_KEY)), env.ORIGIN).href;
  return {
    site: { publicId: site.publicId, name: site.name },
    link: { name: link.name, lastDay: lastDay(link.expiresAt, site.zone) },
    address,
    qr: qrOf(address),
  };
}

export default function CrewSheet() {
  const { site, link, address, qr } = useLoaderData<typeof loader>();
  const t = useTranslations('crew.sheet');
  const manage = useTranslations('crew.manage');
  const locale = useLocale();
  return (
    <Page
      width="narrow"
      title={site.name}
      lead={link.name}
      breadcrumbs={[
        { label: site.name, to: paths.site(site.publicId) },
        { label: manage('heading'), to: paths.crewLinks(site.publicId) },
        { label: link.name },
      ]}
    >
      <svg
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={t('alt', { name: site.name })}
        shapeRendering="crispEdges"
        className="w-full max-w-md rounded"
      >
        <rect width={qr.size} height={qr.size} fill="#ffffff" />
        <path d={qr.path} fill="#000000" />
      </svg>
      <p className="mt-6 text-lg font-semibold">{t('how')}</p>
      <p>{t('what')}</p>
      <p className="text-muted">{t('until', { day: formatDay(locale, link.lastDay) })}</p>
      <p className="mt-4 text-sm break-all text-muted">{address}</p>
    </Page>
  );
}
