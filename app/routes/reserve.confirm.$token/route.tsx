import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { z } from 'zod';
import { findOrCreateGuest } from '#app/domain/organisations/commands/find-or-create-guest.server.ts';
import {
  confirmGuestRequest,
  draftOf,
} from '#app/domain/reservations/commands/confirm-guest-request.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitLinks } from '#app/http/limits.server.ts';
import { deviceOf, outside } from '#app/http/outside.server.ts';
import { paths } from '#app/http/paths.ts';
import { signedInHeaders } from '#app/http/signed-in.server.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('lots', (t) => t('reserve.confirmTitle'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  return { draft: await draftOf(ctx, args.params.token ?? '') };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, z.object({ intent: z.literal('confirm') }), async (ctx) => {
    await limitLinks(args);
    const device = deviceOf(args.request);
    const { reserved, guest } = await confirmGuestRequest(ctx, args.params.token ?? '', (tx, input) =>
      findOrCreateGuest(tx, outside, { input, device }),
    );
    const text = translator(
      ctx.locale,
      'lots.reserve',
    )(reserved.state === 'accepted' ? 'sentAccepted' : 'sentRequested');
    const headers = signedInHeaders(args.request, { ...guest.session, locale: guest.person.locale });
    return redirectWithFlash(paths.reservation(reserved.publicId), { tone: 'success', text }, headers);
  });
}

export default function ConfirmReservationRoute() {
  const { draft } = useLoaderData<typeof loader>();
  const t = useTranslations('lots.reserve');
  const locale = useLocale();
  const [form] = useIntentForm('confirm');
  const dead = !draft
    ? 'confirmUnknown'
    : draft.confirmed
      ? 'confirmDone'
      : draft.expired
        ? 'confirmExpired'
        : null;
  const amount = (milli: number) => (draft ? formatQuantity(locale, milli, draft.lot.unit) : '');
  return (
    <Page width="narrow" title={t('confirmTitle')}>
      {dead || !draft ? (
        <Alert
          tone={dead === 'confirmDone' ? 'info' : 'warning'}
          actions={
            <LinkButton
              to={
                dead === 'confirmDone'
                  ? paths.reservations()
                  : draft
                    ? paths.lot(draft.lot.publicId)
                    : paths.lots()
              }
            >
              {t('seeLot')}
            </LinkButton>
          }
        >
          {t(dead ?? 'confirmUnknown')}
        </Alert>
      ) : (
        <Form method="post" id={form.id} className="space-y-5">
          <FormErrors form={form} />
          <input type="hidden" name="intent" value="confirm" />
          <p className="text-lg">
            {t('confirmText', {
              name: draft.name,
              quantity: amount(draft.quantityMilli),
              title: draft.lot.title,
            })}
          </p>
          <p className="text-muted">
            {t('confirmLeft', { quantity: amount(draft.lot.leftMilli) })} {t('notObliged')}
          </p>
          <SubmitButton size="large">{t('confirmSubmit')}</SubmitButton>
        </Form>
      )}
    </Page>
  );
}
