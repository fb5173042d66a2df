import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { refuse } from '#app/domain/refusal.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { cancelSlots } from '#app/domain/slots/commands/change-slots.server.ts';
import { openSlots } from '#app/domain/slots/commands/open-slots.server.ts';
import { canOpenSlots } from '#app/domain/slots/policy.ts';
import { slotsOfSite } from '#app/domain/slots/queries.server.ts';
import { cancelInput, openSlotsInput } from '#app/domain/slots/schema.ts';
import { isDay } from '#app/domain/validation.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';
import { gathered } from '#app/ui/slots/gathered.ts';
import { OpenSlots } from '#app/ui/slots/OpenSlots.tsx';
import { SlotDays } from '#app/ui/slots/SlotDays.tsx';

export const meta = titled<'slots', Awaited<ReturnType<typeof loader>>>('slots', (t, data) =>
  t('site.pageTitle', { name: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const today = dayOf(ctx.now, site.zone);
  const asked = new URL(args.request.url).searchParams.get('from') ?? '';
  const from = isDay(asked) ? asked : today;
  const { slots, next } = await slotsOfSite(ctx, site, from);
  return {
    site: { publicId: site.publicId, name: site.name, zone: site.zone, endsOn: site.endsOn },
    days: gathered(slots, (one) => one.day).map(([day, some]) => ({
      day,
      slots: some,
      cancelKey: crypto.randomUUID(),
    })),
    ...{ from, today, next },
    mayOpen: canOpenSlots(ctx.actor, { organisationId: site.organisationId, siteId: site.id }),
    acting: actingFor(ctx.actor),
    formKey: crypto.randomUUID(),
  };
}

const intents = z.discriminatedUnion('intent', [
  openSlotsInput.safeExtend({ intent: z.literal('open') }),
  cancelInput.extend({
    intent: z.literal('cancel'),
    slots: z.preprocess(
      (typed) => (Array.isArray(typed) ? typed : [typed]),
      z.array(z.uuid()).min(1).max(500),
    ),
  }),
]);

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'site'), intents, async (ctx, asked, key) => {
    requireOrganisation(ctx, args.request);
    const t = translator(ctx.locale, 'slots');
    if (asked.intent === 'open') {
      const text = t('open.done', await openSlots(ctx, id, { key, input: asked }));
      return redirectWithFlash(paths.siteSlots(id, asked.on), { tone: 'success', text });
    }
    const { cancelled, takers } = await cancelSlots(ctx, id, { key, ...asked });
    const text = t('site.cancelDayDone', { count: cancelled, takers });
    return redirectWithFlash(paths.siteSlots(id), { tone: 'success', text });
  });
}

export default function SiteSlots() {
  const { site, days, from, today, next, mayOpen, acting, formKey } = useLoaderData<typeof loader>();
  const t = useTranslations('slots.site');
  const sites = useTranslations('sites.mine');
  return (
    <Page
      width="narrow"
      title={t('heading')}
      lead={t('lead', { name: site.name })}
      breadcrumbs={[
        { label: sites('title'), to: paths.sites() },
        { label: site.name, to: paths.site(site.publicId) },
        { label: t('heading') },
      ]}
    >
      <ActingBanner acting={acting} />
      <StrayErrors shown={mayOpen ? ['open'] : []} />
      {days.length > 0 ? <SlotDays site={site} days={days} /> : <p className="text-muted">{t('none')}</p>}
      <nav className="mt-6 flex flex-wrap gap-3 no-print" aria-label={t('heading')}>
        {from > today ? <LinkButton to={paths.siteSlots(site.publicId)}>{t('today')}</LinkButton> : null}
        {next ? <LinkButton to={paths.siteSlots(site.publicId, next)}>{t('later')}</LinkButton> : null}
      </nav>
      {mayOpen ? (
        <OpenSlots
          key={formKey}
          today={today}
          until={site.endsOn && site.endsOn >= today ? site.endsOn : null}
          formKey={formKey}
        />
      ) : null}
    </Page>
  );
}
