import { randomUUID } from 'node:crypto';
import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { formatMilli } from '#app/domain/lots/quantity.ts';
import { quantityText } from '#app/domain/lots/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { relistTaken } from '#app/domain/reservations/commands/relist-taken.server.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import { otherSites } from '#app/domain/sites/other-sites.server.ts';
import { canCreateSite } from '#app/domain/sites/policy.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('lotBatch', (t) => t('relist.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOrganisation(ctx, args.request);
  const found = (await reservationPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (found.side !== 'taker' || !canCreateSite(ctx.actor)) refuse('forbidden');
  if (found.state !== 'handed_over') refuse('wrong-state', { state: found.state });
  const { publicId, takenMilli, unit, lot } = found;
  return {
    reservation: { publicId, unit, title: lot.title, quantity: formatMilli(takenMilli) },
    sites: await otherSites(ctx, null),
    key: randomUUID(),
  };
}

const asked = z.object({ site: z.uuid(), quantity: quantityText });

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(args, asked, async (ctx, { site, quantity }, key) => {
    requireOrganisation(ctx, args.request);
    const made = await relistTaken(ctx, id, { key, site, quantityMilli: quantity });
    const text = translator(ctx.locale, 'lotBatch.relist')('done');
    return redirectWithFlash(paths.editLot(made.publicId), { tone: 'success', text });
  });
}

export default function RelistRoute() {
  const { reservation, sites, key } = useLoaderData<typeof loader>();
  const t = useTranslations('lotBatch.relist');
  const units = useTranslations('lots.unit');
  const answer = useActionData<SubmissionResult<string[]>>();
  const [form, fields] = useForm<{ site: string; quantity: string }>({
    id: 'relist',
    lastResult: answer ?? null,
    defaultValue: { quantity: reservation.quantity, site: sites[0]?.publicId },
    shouldRevalidate: 'onSubmit',
  });
  return (
    <Page
      width="narrow"
      title={t('title')}
      lead={reservation.title}
      breadcrumbs={[
        { label: reservation.title, to: paths.reservation(reservation.publicId) },
        { label: t('title') },
      ]}
    >
      <p className="mb-6">{t('help')}</p>
      {sites.length === 0 ? (
        <Alert actions={<LinkButton to={paths.newSite()}>{t('newSite')}</LinkButton>}>{t('noSite')}</Alert>
      ) : (
        <Form method="post" {...getFormProps(form)} className="space-y-6">
          <FormErrors form={form} labels={{ site: t('site'), quantity: t('quantity') }} />
          <KeyField value={key} />
          <SelectField
            field={withFacts(fields.site, { required: true })}
            label={t('site')}
            choices={sites.map((site) => ({ value: site.publicId, label: site.name }))}
          />
          <NumberField
            field={withFacts(fields.quantity, { required: true })}
            label={t('quantity')}
            unit={units(reservation.unit)}
          />
          <SubmitButton size="large">{t('button')}</SubmitButton>
        </Form>
      )}
    </Page>
  );
}
