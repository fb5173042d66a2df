import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { ticketInput } from '#app/domain/ledger/ticket.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canActOnReservation } from '#app/domain/reservations/policy.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { keepTicket } from '#app/http/tickets.server.ts';
import { formatMass } from '#app/i18n/format.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { TicketField } from '#app/ui/handover/TicketField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';

export const meta = titled('tickets', (t) => t('page'));

/** The photo of the ticket was not at hand when the mass was said. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requireOrganisation(ctx, args.request);
  const found = (await reservationPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (!canActOnReservation(ctx.actor, found, 'handover')) refuse('forbidden');
  const said = found.handoverDetail?.[found.side];
  if (said?.evidence !== 'A') return refuse('ticket-not-weighed');
  const { publicId, lot } = found;
  return {
    ...{ publicId, lot: lot.title, massG: said.massG ?? 0 },
    acting: actingFor(ctx.actor),
    formKey: crypto.randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const reservation = publicIdOf(args.params);
  return submit(actingAt(args, 'reservation'), ticketInput, async (ctx, { ticket }, key) => {
    requireOrganisation(ctx, args.request);
    await keepTicket(ctx, args.context, { key, reservation, ticket });
    const text = translator(ctx.locale, 'tickets')('done');
    return redirectWithFlash(paths.reservation(reservation), { tone: 'success', text });
  });
}

export default function TicketRoute() {
  const { publicId, lot, massG, acting, formKey } = useLoaderData<typeof loader>();
  const t = useTranslations('tickets');
  const mine = useTranslations('reservations.mine');
  const locale = useLocale();
  const lastResult = useActionData() as SubmissionResult<string[]> | undefined;
  const [form, fields] = useForm<{ ticket: File[] }>({ id: 'ticket', lastResult });
  return (
    <Page
      width="narrow"
      title={t('page')}
      lead={t('lead', { mass: formatMass(locale, massG, { exact: true }) })}
      breadcrumbs={[
        { label: mine('title'), to: paths.reservations() },
        { label: lot, to: paths.reservation(publicId) },
        { label: t('page') },
      ]}
    >
      <ActingBanner acting={acting} />
      <Form method="post" encType="multipart/form-data" {...getFormProps(form)} className="space-y-5">
        <FormErrors form={form} labels={{ ticket: t('field.label') }} />
        <KeyField value={formKey} />
        <TicketField field={fields.ticket} required />
        <SubmitButton pendingLabel={t('sending')}>{t('send')}</SubmitButton>
      </Form>
    </Page>
  );
}
