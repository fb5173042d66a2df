import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { createSite } from '#app/domain/sites/commands/create-site.server.ts';
import { siteInput } from '#app/domain/sites/schema.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { env } from '#app/platform/env.server.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { SiteForm } from '#app/ui/sites/SiteForm.tsx';

export const meta = titled('sites', (t) => t('new.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOrganisation(ctx, args.request, 'site_manager');
  return { formKey: crypto.randomUUID(), styleUrl: env.MAP_STYLE_URL ?? null };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, siteInput, async (ctx, input, key) => {
    requireOrganisation(ctx, args.request);
    const { publicId } = await createSite(ctx, { key, input, secret: env.SECRET_KEY });
    const text = translator(ctx.locale, 'sites')('new.done');
    return redirectWithFlash(paths.site(publicId), { tone: 'success', text });
  });
}

export default function NewSite() {
  const { formKey, styleUrl } = useLoaderData<typeof loader>();
  const t = useTranslations('sites');
  return (
    <Page
      width="narrow"
      title={t('new.title')}
      lead={t('new.lead')}
      breadcrumbs={[{ label: t('mine.title'), to: paths.sites() }, { label: t('new.title') }]}
    >
      <SiteForm site={null} formKey={formKey} styleUrl={styleUrl} />
    </Page>
  );
}
