import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { refuse } from '#app/domain/refusal.ts';
import { updateSite } from '#app/domain/sites/commands/update-site.server.ts';
import { canManageSite } from '#app/domain/sites/policy.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { siteInput } from '#app/domain/sites/schema.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { env } from '#app/platform/env.server.ts';
import { Meanwhile } from '#app/ui/kit/Meanwhile.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { SiteForm } from '#app/ui/sites/SiteForm.tsx';
import { siteFields } from '#app/ui/sites/site-form.ts';

export const meta = titled<'sites', Awaited<ReturnType<typeof loader>>>('sites', (t, data) =>
  t('edit.title', { name: data?.site.name ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (!canManageSite(ctx.actor, { organisationId: site.organisationId, siteId: site.id }))
    refuse('forbidden');
  return {
    site: siteFields(site),
    communeName: site.commune.name,
    publicId: site.publicId,
    version: site.version,
    formKey: crypto.randomUUID(),
    styleUrl: env.MAP_STYLE_URL ?? null,
  };
}

const editing = siteInput.and(z.object({ version: z.coerce.number().int().positive() }));

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'site'), editing, async (ctx, { version, ...input }, key) => {
    requireOrganisation(ctx, args.request);
    await updateSite(ctx, id, { key, input, version, secret: env.SECRET_KEY });
    const text = translator(ctx.locale, 'sites')('edit.done');
    return redirectWithFlash(paths.site(id), { tone: 'success', text });
  });
}

/** After a refusal as well: what somebody else saved meanwhile is shown, and its version sent next. */
export const shouldRevalidate = () => true;

export default function EditSite() {
  const { site, communeName, publicId, version, formKey, styleUrl } = useLoaderData<typeof loader>();
  const t = useTranslations('sites');
  return (
    <Page
      width="narrow"
      title={t('edit.heading')}
      breadcrumbs={[
        { label: t('mine.title'), to: paths.sites() },
        { label: site.name, to: paths.site(publicId) },
        { label: t('edit.heading') },
      ]}
    >
      <Meanwhile current={site}>
        <SiteForm
          site={site}
          communeName={communeName}
          version={version}
          formKey={formKey}
          styleUrl={styleUrl}
        />
      </Meanwhile>
    </Page>
  );
}
