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
import { Agree } from '#app/ui/legal/Agree.tsx';

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

type Draft = NonNullable<Awaited<ReturnType<typeof draftOf>>>;

/** Why the link can do nothing any more; null while it can. */
function ending(draft: Draft | null) {
  if (!draft) return 'confirmUnknown';
  if (draft.confirmed) return 'confirmDone';
  if (draft.expired) return 'confirmExpired';
  if (draft.conditionsChanged) return 'confirmChanged';
  return draft.closed ? 'confirmClosed' : null;
}

export default function ConfirmReservationRoute() {
  const { draft } = useLoaderData<typeof loader>();
  const t = useTranslations('lots.reserve');
  const locale = useLocale();
  const [form] = useIntentForm('confirm');
  const dead = ending(draft);
  if (dead || !draft) {
    const [to, label] = draft?.reservationPublicId
      ? ([paths.reservation(draft.reservationPublicId), 'seeReservation'] as const)
      : dead === 'confirmDone'
        ? ([paths.reservations(), 'seeReservations'] as const)
        : draft && !draft.closed
          ? ([paths.reserveLot(draft.lot.publicId), 'askAgain'] as const)
          : ([paths.lots(), 'browse'] as const);
    return (
      <Page width="narrow" title={t('confirmTitle')}>
        <Alert
          tone={dead === 'confirmDone' ? 'info' : 'warning'}
          actions={<LinkButton to={to}>{t(label)}</LinkButton>}
        >
          {t(dead ?? 'confirmUnknown')}
        </Alert>
      </Page>
    );
  }
  const amount = (milli: number) => formatQuantity(locale, milli, draft.lot.unit);
  const short = draft.lot.leftMilli < draft.quantityMilli;
  return (
    <Page width="narrow" title={t('confirmTitle')}>
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
        {short ? (
          <Alert
            tone="warning"
            actions={<LinkButton to={paths.reserveLot(draft.lot.publicId)}>{t('askAgain')}</LinkButton>}
          >
            {t(draft.lot.leftMilli > 0 ? 'confirmShort' : 'confirmNone', {
              quantity: amount(draft.lot.leftMilli),
            })}
          </Alert>
        ) : (
          <>
            <p className="text-muted">
              {t('confirmLeft', { quantity: amount(draft.lot.leftMilli) })} {t('notObliged')}
            </p>
            <Agree to="guest" />
            <SubmitButton size="large">{t('confirmSubmit')}</SubmitButton>
          </>
        )}
      </Form>
    </Page>
  );
}
