import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { openCounts } from '#app/domain/lots/crew-lots.server.ts';
import { questionedLots } from '#app/domain/lots/offering-of-lot.server.ts';
import { lotsOfSite } from '#app/domain/lots/queries.server.ts';
import { canCloseSite, canMoveSite } from '#app/domain/moves/policy.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationsOfSite } from '#app/domain/reservations/queries.server.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actsOn } from '#app/domain/sites/acts.server.ts';
import { titleOfSite } from '#app/domain/sites/ownership.server.ts';
import { canEntrustSite, canManageSite } from '#app/domain/sites/policy.ts';
import { sitePublicView, siteWholeView } from '#app/domain/sites/queries.server.ts';
import { actingAt, contextOf } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { env } from '#app/platform/env.server.ts';
import { SiteBoard } from '#app/ui/sites/SiteBoard.tsx';
import { SitePublic } from '#app/ui/sites/SitePublic.tsx';

export const meta = titled<'sites', Awaited<ReturnType<typeof loader>>>('sites', (t, data) =>
  t('page.title', { name: data?.site.name ?? '', commune: data?.site.commune.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  const publicId = publicIdOf(args.params);
  const styleUrl = env.MAP_STYLE_URL ?? null;
  const whole = await siteWholeView(ctx, publicId);
  if (!whole) {
    const found = (await sitePublicView(ctx, publicId)) ?? refuse('not-found');
    const { organisationId: _organisation, ...site } = found;
    return {
      view: 'public' as const,
      site,
      lots: await lotsOfSite(ctx, publicId, { whole: false }),
      styleUrl,
    };
  }
  const place = { organisationId: whole.organisationId, siteId: whole.id };
  const mayManage = canManageSite(ctx.actor, place);
  const [lots, reservations, questioned, title, acts, counts] = await Promise.all([
    lotsOfSite(ctx, publicId, { whole: true }),
    reservationsOfSite(ctx, publicId),
    mayManage ? questionedLots(ctx, whole.id) : [],
    titleOfSite(ctx, whole.id),
    actsOn(ctx, { site: publicId }, 10),
    canEntrustSite(ctx.actor, whole) ? openCounts(ctx, whole.id) : [],
  ]);
  const { id: _id, organisationId, ...site } = whole;
  return {
    view: 'whole' as const,
    site,
    lots,
    reservations,
    questioned,
    title,
    mayManage,
    mayMove: canMoveSite(ctx.actor, place),
    mayClose: canCloseSite(ctx.actor, place),
    mayEntrust: canEntrustSite(ctx.actor, { organisationId }) || Boolean(ctx.actor.onBehalf),
    acting: actingFor(ctx.actor),
    acts,
    crewCounts: counts.length,
    today: dayOf(ctx.now, site.zone),
    styleUrl,
  };
}

export default function SiteRoute() {
  const data = useLoaderData<typeof loader>();
  return data.view === 'whole' ? <SiteBoard {...data} /> : <SitePublic {...data} />;
}
