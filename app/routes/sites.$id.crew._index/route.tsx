import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { answerCount } from '#app/domain/lots/commands/answer-count.server.ts';
import { openCounts } from '#app/domain/lots/crew-lots.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { createCrewLink } from '#app/domain/sites/commands/create-crew-link.server.ts';
import { revokeCrewLink } from '#app/domain/sites/commands/revoke-crew-link.server.ts';
import { crewLinksOf } from '#app/domain/sites/crew.server.ts';
import { crewLinkInput, lastDayOf } from '#app/domain/sites/crew-schema.ts';
import { canEntrustSite } from '#app/domain/sites/policy.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { env } from '#app/platform/env.server.ts';
import { CountsToAnswer } from '#app/ui/crew/CountsToAnswer.tsx';
import { CrewLinkList } from '#app/ui/crew/CrewLinkList.tsx';
import { NewCrewLink } from '#app/ui/crew/NewCrewLink.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled<'crew', Awaited<ReturnType<typeof loader>>>('crew', (t, data) =>
  t('manage.pageTitle', { name: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (!canEntrustSite(ctx.actor, site)) refuse('forbidden');
  const [links, counts] = await Promise.all([crewLinksOf(ctx, site.id), openCounts(ctx, site.id)]);
  return {
    site: { publicId: site.publicId, name: site.name, zone: site.zone },
    links: links.map((one) => ({ ...one, key: crypto.randomUUID() })),
    counts: counts.map((one) => ({ ...one, keys: [crypto.randomUUID(), crypto.randomUUID()] as const })),
    until: lastDayOf(site, dayOf(ctx.now, site.zone)),
    formKey: crypto.randomUUID(),
  };
}

const intents = z.union([
  z.object({ intent: z.literal('create') }).and(crewLinkInput),
  z.object({ intent: z.literal('revoke'), link: z.uuid() }),
  z.object({ intent: z.enum(['taken', 'set_aside']), count: z.uuid() }),
]);

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(args, intents, async (ctx, asked, key) => {
    requireOrganisation(ctx, args.request);
    const t = translator(ctx.locale, 'crew.manage');
    const done = (to: string, text: string) => redirectWithFlash(to, { tone: 'success', text });
    if (asked.intent === 'create') {
      const { publicId } = await createCrewLink(ctx, id, { key, input: asked, secret: env.SECRET_KEY });
      return done(paths.crewSheet(id, publicId), t('made'));
    }
    if (asked.intent === 'revoke') {
      await revokeCrewLink(ctx, asked.link, { key });
      return done(paths.crewLinks(id), t('done'));
    }
    await answerCount(ctx, asked.count, { key, answer: asked.intent });
    return done(paths.crewLinks(id), t(asked.intent === 'taken' ? 'taken' : 'asideDone'));
  });
}

export default function CrewLinks() {
  const { site, links, counts, until, formKey } = useLoaderData<typeof loader>();
  const t = useTranslations('crew.manage');
  const sites = useTranslations('sites.mine');
  return (
    <Page
      width="narrow"
      title={t('heading')}
      lead={t('lead', { name: site.name })}
      actions={<LinkButton to={paths.mandates(site.publicId)}>{t('goToMandates')}</LinkButton>}
      breadcrumbs={[
        { label: sites('title'), to: paths.sites() },
        { label: site.name, to: paths.site(site.publicId) },
        { label: t('heading') },
      ]}
    >
      <StrayErrors shown={['create']} />
      <CountsToAnswer counts={counts} />
      <CrewLinkList links={links} site={site} />
      <NewCrewLink key={formKey} until={until} formKey={formKey} />
    </Page>
  );
}
