import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { questionedLots } from '#app/domain/lots/offering-of-lot.server.ts';
import { lotsOfSite } from '#app/domain/lots/queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationsOfSite } from '#app/domain/reservations/queries.server.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actsOn } from '#app/domain/sites/acts.server.ts';
import { titleOfSite } from '#app/domain/sites/ownership.server.ts';
import { canEntrustSite, canManageSite } from '#app/domain/sites/policy.ts';
import { sitePublicView, siteWholeView } from '#app/domain/sites/queries.server.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
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
  const mayManage = canManageSite(ctx.actor, { organisationId: whole.organisationId, siteId: whole.id });
  const [lots, reservations, questioned, title, acts] = await Promise.all([
    lotsOfSite(ctx, publicId, { whole: true }),
    reservationsOfSite(ctx, publicId),
    mayManage ? questionedLots(ctx, whole.id) : [],
    titleOfSite(ctx, whole.id),
    actsOn(ctx, { site: publicId }, 10),
  ]);
  const { id: _id, organisationId, ...site } = whole;
  const drafts = lots.filter((lot) => lot.status === 'draft');
  return {
    view: 'whole' as const,
    site,
    lots,
    reservations,
    questioned,
    title,
    mayManage,
    mayEntrust: canEntrustSite(ctx.actor, { organisationId }) || Boolean(ctx.actor.onBehalf),
    acting: actingFor(ctx.actor),
    acts,
    today: dayOf(ctx.now, site.zone),
    keys: Object.fromEntries(drafts.map((lot) => [lot.publicId, crypto.randomUUID()])),
    styleUrl,
  };
}

const publishing = z.object({ intent: z.literal('publish'), lot: z.uuid() });

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'site'), publishing, async (ctx, { lot }, key) => {
    requireOrganisation(ctx, args.request);
    await publishLot(ctx, lot, { key });
    const text = translator(ctx.locale, 'lots')('page.published');
    return redirectWithFlash(paths.site(id), { tone: 'success', text });
  });
}

export default function SiteRoute() {
  const data = useLoaderData<typeof loader>();
  return data.view === 'whole' ? <SiteBoard {...data} /> : <SitePublic {...data} />;
}
