import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { noteSettlement } from '#app/domain/prices/commands/note-settlement.server.ts';
import { priceOfReservation } from '#app/domain/prices/price.server.ts';
import { settlementInput } from '#app/domain/prices/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { SettlementForm } from '#app/ui/prices/SettlementForm.tsx';
import { SettlementHistory } from '#app/ui/prices/SettlementHistory.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';

export const meta = titled<'prices', Awaited<ReturnType<typeof loader>>>('prices', (t, data) =>
  t('settlement.title', { title: data?.price.lot ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requirePerson(ctx, args.request);
  const price = (await priceOfReservation(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  if (!price.concluded || price.concluded.cents === 0) return refuse('not-found');
  return {
    price,
    acting: actingFor(ctx.actor),
    formKey: crypto.randomUUID(),
    today: dayOf(ctx.now, price.zone),
  };
}

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'reservation'), settlementInput, async (ctx, input, key) => {
    requirePerson(ctx, args.request);
    await noteSettlement(ctx, id, { key, input });
    const { other: name = '' } = (await priceOfReservation(ctx, id)) ?? {};
    const text = translator(ctx.locale, 'prices.done')('noted', { name });
    return redirectWithFlash(paths.reservation(id), { tone: 'success', text });
  });
}

export default function SettlementRoute() {
  const { price, acting, formKey, today } = useLoaderData<typeof loader>();
  const t = useTranslations('prices.settlement');
  const mine = useTranslations('reservations.mine');
  return (
    <Page
      width="narrow"
      title={t('title', { title: price.lot })}
      lead={t('lead', { name: price.other })}
      breadcrumbs={[
        { label: mine('title'), to: paths.reservations() },
        { label: price.lot, to: paths.reservation(price.publicId) },
        { label: t('heading') },
      ]}
    >
      <ActingBanner acting={acting} />
      {price.may.settle ? (
        <SettlementForm note={price.settlements[0]} formKey={formKey} today={today} />
      ) : null}
      <SettlementHistory price={price} />
      <p className="mt-6 text-sm text-muted">{t('notInvoice')}</p>
    </Page>
  );
}
