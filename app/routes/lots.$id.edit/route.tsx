import { randomUUID } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { updateLot } from '#app/domain/lots/commands/update-lot.server.ts';
import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { canManageLot } from '#app/domain/lots/policy.ts';
import { lotForm } from '#app/domain/lots/schema.ts';
import { typeOptions } from '#app/domain/materials/type-options.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { now } from '#app/platform/database/clock.server.ts';
import { Meanwhile } from '#app/ui/kit/Meanwhile.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { LotForm } from '#app/ui/lots/LotForm.tsx';
import { lotFields } from '#app/ui/lots/lot-form.ts';

export const meta = titled<'lotForm', Awaited<ReturnType<typeof loader>>>('lotForm', (t, data) =>
  t('edit.title', { title: data?.lot.title ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'lot'));
  requireOrganisation(ctx, args.request);
  const lot = (await lotPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (lot.organisationId !== ctx.actor.organisation.id) refuse('not-found');
  if (!canManageLot(ctx.actor, lot)) refuse('forbidden');
  if (lot.status === 'withdrawn') refuse('lot-closed');
  return {
    ...(await typeOptions(ctx)),
    publicId: lot.publicId,
    site: { publicId: lot.site.publicId, name: lot.site.name },
    siteOperator: lot.site.sortingOperator,
    siteMode: lot.site.acceptMode,
    lot: lotFields(lot, ctx.locale),
    version: lot.version,
    locked: lot.status === 'draft' ? null : { quantityMilli: lot.quantityMilli, unit: lot.unit },
    formKey: randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'lot'), lotForm(dayOf(now())), async (ctx, form, key) => {
    requireOrganisation(ctx, args.request);
    const { intent, version = 0, ...input } = form;
    await updateLot(ctx, id, { key, input, version });
    const t = translator(ctx.locale, 'lotForm');
    if (intent === 'save') {
      return redirectWithFlash(paths.lot(id), { tone: 'success', text: t('edit.saved') });
    }
    return redirect(paths.publishLotPage(id));
  });
}

/** After a refusal as well: what somebody else saved meanwhile is shown, and its version sent next. */
export const shouldRevalidate = () => true;

export default function EditLot() {
  const { site, publicId, ...form } = useLoaderData<typeof loader>();
  const t = useTranslations('lotForm');
  return (
    <Page
      width="narrow"
      title={t('edit.heading')}
      breadcrumbs={[
        { label: site.name, to: paths.site(site.publicId) },
        { label: form.lot.title ?? '', to: paths.lot(publicId) },
        { label: t('edit.heading') },
      ]}
    >
      <Meanwhile current={form.lot}>
        <LotForm {...form} />
      </Meanwhile>
    </Page>
  );
}
