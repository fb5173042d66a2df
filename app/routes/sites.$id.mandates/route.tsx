import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { refuse } from '#app/domain/refusal.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actsOn } from '#app/domain/sites/acts.server.ts';
import { endMandate } from '#app/domain/sites/commands/end-mandate.server.ts';
import { giveMandate } from '#app/domain/sites/commands/give-mandate.server.ts';
import { mandateInput } from '#app/domain/sites/mandate-schema.ts';
import { mandatesOfSite } from '#app/domain/sites/mandates.server.ts';
import { canEntrustSite } from '#app/domain/sites/policy.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Acts } from '#app/ui/sites/Acts.tsx';
import { GiveMandate } from '#app/ui/sites/GiveMandate.tsx';
import { MandateList } from '#app/ui/sites/MandateList.tsx';

export const meta = titled<'mandates', Awaited<ReturnType<typeof loader>>>('mandates', (t, data) =>
  t('pageTitle', { name: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const mayEntrust = canEntrustSite(ctx.actor, site);
  if (!mayEntrust && !ctx.actor.onBehalf) refuse('forbidden');
  const mandates = await mandatesOfSite(ctx, site.id);
  const manages =
    ctx.actor.organisation.role === 'site_manager' || ctx.actor.organisation.role === 'administrator';
  return {
    site: { publicId: site.publicId, name: site.name, endsOn: site.kind === 'works' ? site.endsOn : null },
    mandates: mandates.map((one) => ({ ...one, endKey: crypto.randomUUID() })),
    acts: await actsOn(ctx, { site: site.publicId }, 50),
    mayEntrust,
    mayEnd: manages,
    acting: actingFor(ctx.actor),
    today: dayOf(ctx.now, site.zone),
    formKey: crypto.randomUUID(),
  };
}

const intents = z.union([
  z.object({ intent: z.literal('give') }).and(mandateInput),
  z.object({ intent: z.literal('end'), mandate: z.uuid() }),
]);

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  // the person's own context: a mandate neither gives mandates nor is needed to end one's own
  return submit(args, intents, async (ctx, asked, key) => {
    requireOrganisation(ctx, args.request);
    const t = translator(ctx.locale, 'mandates');
    if (asked.intent === 'give') {
      const { mandatary } = await giveMandate(ctx, id, { key, input: asked });
      return redirectWithFlash(paths.mandates(id), {
        tone: 'success',
        text: t('given', { name: mandatary }),
      });
    }
    await endMandate(ctx, asked.mandate, { key });
    const own = await siteWholeView(ctx, id);
    return redirectWithFlash(own ? paths.mandates(id) : paths.sites(), { tone: 'success', text: t('ended') });
  });
}

export default function Mandates() {
  const { site, mandates, acts, mayEntrust, mayEnd, acting, today, formKey } = useLoaderData<typeof loader>();
  const t = useTranslations('mandates');
  const sites = useTranslations('sites.mine');
  const crew = useTranslations('crew.manage');
  return (
    <Page
      width="narrow"
      title={t('heading')}
      lead={t(mayEntrust ? 'lead' : 'leadHeld', { name: site.name, giver: acting?.giver ?? '' })}
      actions={
        mayEntrust ? <LinkButton to={paths.crewLinks(site.publicId)}>{crew('goToCrew')}</LinkButton> : null
      }
      breadcrumbs={[
        { label: sites('title'), to: paths.sites() },
        { label: site.name, to: paths.site(site.publicId) },
        { label: t('heading') },
      ]}
    >
      <MandateList mandates={mandates} mayEnd={mayEnd} held={!mayEntrust} />
      {mayEntrust ? <GiveMandate key={formKey} today={today} endsOn={site.endsOn} formKey={formKey} /> : null}
      <Acts acts={acts} />
    </Page>
  );
}
