import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { type LotPageView, lotHolder, lotPage } from '#app/domain/lots/lot-page.server.ts';
import { canReserveLot } from '#app/domain/lots/policy.ts';
import { isClosedTo } from '#app/domain/lots/removal.ts';
import { isOpenToPrice } from '#app/domain/prices/rules.ts';
import { refuse } from '#app/domain/refusal.ts';
import { isPublicGift } from '#app/domain/reservations/gift.server.ts';
import { heldOfLot } from '#app/domain/reservations/held-of-lot.server.ts';
import { homeCommune } from '#app/domain/reservations/queries.server.ts';
import { lineOf } from '#app/domain/reservations/waitlist.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { sayAtLot } from '#app/http/say-at-lot.server.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { titled } from '#app/i18n/title.ts';
import { env } from '#app/platform/env.server.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { ClosedToPrivate } from '#app/ui/lots/ClosedToPrivate.tsx';
import { ReserveForm } from '#app/ui/lots/ReserveForm.tsx';
import { AlreadyHeld } from '#app/ui/reservations/AlreadyHeld.tsx';
import { TooLittleLeft } from '#app/ui/waitlist/TooLittleLeft.tsx';
import { reserveAsGuest, reserveSignedIn } from './reserve.server.ts';

export const meta = titled<'lots', Awaited<ReturnType<typeof loader>>>('lots', (t, data) =>
  t('reserve.title', { title: data?.lot.title ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const lot = (await lotPage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (!canReserveLot(ctx.actor, lot)) throw redirect(paths.lot(lot.publicId));
  const { publicId, title, unit, leftMilli, stepMilli, status, conditions, conditionsDigest } = lot;
  const { searchParams } = new URL(args.request.url);
  return {
    lot: {
      publicId,
      title,
      unit,
      leftMilli,
      stepMilli,
      conditions,
      conditionsDigest,
      closed: isClosedTo(lot, ctx.actor.organisation),
      open: status !== 'withdrawn' && leftMilli > 0,
      withdrawn: status === 'withdrawn',
      waits: status === 'published',
    },
    price:
      ctx.actor.person && isOpenToPrice(lot.priceCents, lot.negotiable)
        ? { ...announced(lot), atOnce: lot.acceptMode === 'at_once' }
        : null,
    line: await lineOf(ctx, publicId),
    held: await heldOfLot(ctx, publicId),
    publicGift: lot.priceCents === 0 && (await isPublicGift(ctx, lot.id)),
    guest: ctx.actor.person === null,
    commune: await homeCommune(ctx),
    formKey: crypto.randomUUID(),
    joinKey: crypto.randomUUID(),
    sent: searchParams.has('sent'),
    mails: env.DEMO,
  };
}

const announced = ({ priceCents, priceBasis, priceTax, vatPermille, negotiable }: LotPageView) => ({
  ...{ priceCents, priceBasis, priceTax, vatPermille, negotiable },
});

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  const ctx = await contextOf(args);
  const lot = (await lotHolder(ctx, id)) ?? refuse('not-found');
  // they have no form here: the sentence is said where the page sends them
  if (!canReserveLot(ctx.actor, lot)) return sayAtLot(ctx, lot);
  return ctx.actor.person ? reserveSignedIn(args, id) : reserveAsGuest(args, id);
}

export default function ReserveRoute() {
  const { lot, price, line, held, publicGift, guest, commune, formKey, joinKey, sent, mails } =
    useLoaderData<typeof loader>();
  const t = useTranslations('lots.reserve');
  const page = useTranslations('lots.page');
  const list = useTranslations('lots.list');
  const gift = useTranslations('offering.gift');
  const left = formatQuantity(useLocale(), lot.leftMilli, lot.unit);
  const breadcrumbs = [
    { label: list('title'), to: paths.lots() },
    { label: lot.title, to: paths.lot(lot.publicId) },
    { label: t('heading') },
  ];
  if (sent) {
    return (
      <Page width="narrow" title={t('mailTitle')} breadcrumbs={breadcrumbs}>
        <Alert tone="success" live>
          {t('mailText')}
          {mails ? (
            <p className="mt-3">
              <Link className="link" to={paths.mails()}>
                {t('mailKept')}
              </Link>
            </p>
          ) : null}
        </Alert>
      </Page>
    );
  }
  return (
    <Page
      width="narrow"
      title={t('title', { title: lot.title })}
      lead={t('left', { quantity: left })}
      breadcrumbs={breadcrumbs}
    >
      <AlreadyHeld held={held} unit={lot.unit} />
      {publicGift ? <Alert className="mb-6">{gift('taker')}</Alert> : null}
      {lot.closed || !lot.open ? <StrayErrors shown={[]} /> : null}
      {lot.closed ? (
        <ClosedToPrivate lot={lot} guest={guest} />
      ) : lot.open ? (
        <ReserveForm lot={lot} price={price} guest={guest} commune={commune} formKey={formKey} />
      ) : (
        <Alert tone="warning" actions={<LinkButton to={paths.lots()}>{list('withoutFilters')}</LinkButton>}>
          {page(lot.withdrawn ? 'notReservable' : 'allHeld')}
        </Alert>
      )}
      {lot.waits && !lot.closed ? (
        <TooLittleLeft lot={lot} {...line} guest={guest} commune={commune} formKey={joinKey} />
      ) : null}
    </Page>
  );
}
