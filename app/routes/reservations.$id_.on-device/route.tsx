import { randomUUID } from 'node:crypto';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { confirmOnDevice } from '#app/domain/ledger/commands/confirm-on-device.server.ts';
import { onDeviceInput } from '#app/domain/ledger/on-device-schema.ts';
import { ticketInput } from '#app/domain/ledger/ticket.ts';
import { refuse } from '#app/domain/refusal.ts';
import { delaysInForce } from '#app/domain/reservations/delays.server.ts';
import { canActOnReservation } from '#app/domain/reservations/policy.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actingAt, contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitTakerCode } from '#app/http/limits.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { sayWithTicket } from '#app/http/tickets.server.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { takerCode } from '#app/platform/taker-code.server.ts';
import { OnDeviceForm } from '#app/ui/handover/OnDeviceForm.tsx';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';

export const meta = titled('handover', (t) => t('device.title'));

const DAY = 86_400;

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requireOrganisation(ctx, args.request);
  const found = (await reservationPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (found.side !== 'holder' || !canActOnReservation(ctx.actor, found, 'handover')) refuse('forbidden');
  if (found.lapsed || !['accepted', 'scheduled'].includes(found.state))
    refuse('wrong-state', { state: found.state });
  const { publicId, quantityMilli, unit, massBasis, handoverDetail, other, lot, zone } = found;
  return {
    reservation: { publicId, quantityMilli, unit, massBasis, handoverDetail, other, lot },
    acting: actingFor(ctx.actor),
    today: dayOf(ctx.now, zone),
    days: Math.round((await delaysInForce(ctx)).delays.not_me / DAY),
    formKey: randomUUID(),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'reservation'), onDeviceInput.and(ticketInput), async (ctx, input, key) => {
    requireOrganisation(ctx, args.request);
    const { ticket, method } = input;
    const call = { key, reservation: id, ticket, weighed: method === 'weighed' };
    const { state } = await sayWithTicket(ctx, args.context, call, () =>
      confirmOnDevice(ctx, id, {
        ...{ key, input, makeCode: takerCode },
        countTry: (reservation) => limitTakerCode(args, reservation, ctx.actor.organisation?.id ?? 0),
      }),
    );
    const text = translator(
      ctx.locale,
      'handover.device',
    )(state === 'not-collected' ? 'doneNothing' : 'done');
    return redirectWithFlash(paths.reservation(id), { tone: 'success', text });
  });
}

export default function OnDeviceRoute() {
  const { reservation, acting, ...form } = useLoaderData<typeof loader>();
  const t = useTranslations('handover.device');
  const mine = useTranslations('reservations.mine');
  const quantity = formatQuantity(useLocale(), reservation.quantityMilli, reservation.unit);
  const back = paths.reservation(reservation.publicId);
  return (
    <Page
      width="narrow"
      title={t('heading', { name: reservation.other.name })}
      lead={`${quantity} · ${reservation.lot.title}`}
      breadcrumbs={[
        { label: mine('title'), to: paths.reservations() },
        { label: reservation.lot.title, to: back },
        { label: t('title') },
      ]}
    >
      <ActingBanner acting={acting} />
      {reservation.handoverDetail?.taker ? (
        <Alert tone="warning" actions={<LinkButton to={back}>{t('back')}</LinkButton>}>
          {t('saidAlready')}
        </Alert>
      ) : (
        <>
          <p className="mb-6">{t('lead')}</p>
          <OnDeviceForm reservation={reservation} {...form} />
        </>
      )}
    </Page>
  );
}
