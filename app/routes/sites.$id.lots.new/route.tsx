import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { createLot } from '#app/domain/lots/commands/create-lot.server.ts';
import { lotForm } from '#app/domain/lots/schema.ts';
import { typeOptions } from '#app/domain/materials/type-options.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canManageSite } from '#app/domain/sites/policy.ts';
import { siteWholeView } from '#app/domain/sites/queries.server.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { now } from '#app/platform/database/clock.server.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { LotForm } from '#app/ui/lots/LotForm.tsx';
import { newLotFields } from '#app/ui/lots/lot-form.ts';

export const meta = titled('lotForm', (t) => t('new.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'site'));
  requireOrganisation(ctx, args.request);
  const site = (await siteWholeView(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (!canManageSite(ctx.actor, { organisationId: site.organisationId, siteId: site.id }))
    refuse('forbidden');
  return {
    ...(await typeOptions(ctx)),
    site: { publicId: site.publicId, name: site.name },
    siteOperator: site.sortingOperator,
    siteMode: site.acceptMode,
    lot: newLotFields(site),
    siteDates: site.kind === 'works' && Boolean(site.startsOn || site.endsOn),
    formKey: randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const siteId = publicIdOf(args.params);
  return submit(actingAt(args, 'site'), lotForm(dayOf(now())), async (ctx, form, key) => {
    requireOrganisation(ctx, args.request);
    const { intent, version: _version, ...input } = form;
    const { publicId } = await createLot(ctx, siteId, { key, input });
    const t = translator(ctx.locale, 'lotForm');
    if (intent === 'save') {
      return redirectWithFlash(paths.lotPhotos(publicId), { tone: 'success', text: t('new.saved') });
    }
    return redirect(paths.publishLotPage(publicId));
  });
}

export default function NewLot() {
  const { site, ...form } = useLoaderData<typeof loader>();
  const t = useTranslations('lotForm');
  const sites = useTranslations('sites.mine');
  return (
    <Page
      width="narrow"
      title={t('new.title')}
      lead={site.name}
      breadcrumbs={[
        { label: sites('title'), to: paths.sites() },
        { label: site.name, to: paths.site(site.publicId) },
        { label: t('new.title') },
      ]}
    >
      <LotForm {...form} />
    </Page>
  );
}
