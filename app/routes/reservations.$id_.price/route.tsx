import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { z } from 'zod';
import { answerPrice } from '#app/domain/prices/commands/answer-price.server.ts';
import { proposePrice } from '#app/domain/prices/commands/propose-price.server.ts';
import { priceOfReservation } from '#app/domain/prices/price.server.ts';
import { proposalInput } from '#app/domain/prices/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { AnswerPrice, WithdrawPrice } from '#app/ui/prices/AnswerPrice.tsx';
import { PriceSection } from '#app/ui/prices/PriceSection.tsx';
import { ProposePrice } from '#app/ui/prices/ProposePrice.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';

export const meta = titled<'prices', Awaited<ReturnType<typeof loader>>>('prices', (t, data) =>
  t('proposal.title', { title: data?.price.lot ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requirePerson(ctx, args.request);
  const price = (await priceOfReservation(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  return {
    price,
    acting: actingFor(ctx.actor),
    keys: [crypto.randomUUID(), crypto.randomUUID()] as const,
  };
}

const intents = z.union([
  proposalInput.extend({ intent: z.literal('propose') }),
  z.object({ intent: z.enum(['accepted', 'refused', 'withdrawn']) }),
]);

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(actingAt(args, 'reservation'), intents, async (ctx, asked, key) => {
    requirePerson(ctx, args.request);
    if (asked.intent === 'propose')
      await proposePrice(ctx, id, { key, cents: asked.proposal, sure: asked.sure });
    else await answerPrice(ctx, id, { key, answer: asked.intent });
    const { other: name = '' } = (await priceOfReservation(ctx, id)) ?? {};
    const done = asked.intent === 'propose' ? 'proposed' : asked.intent;
    const text = translator(ctx.locale, 'prices.done')(done, { name });
    return redirectWithFlash(paths.reservation(id), { tone: 'success', text });
  });
}

export default function PriceRoute() {
  const { price, acting, keys } = useLoaderData<typeof loader>();
  const t = useTranslations('prices.proposal');
  const mine = useTranslations('reservations.mine');
  const { may, publicId } = price;
  const words = { name: price.other, quantity: formatQuantity(useLocale(), price.quantityMilli, price.unit) };
  const shown = [
    ...(may.propose ? ['propose'] : []),
    ...(may.withdraw ? ['withdrawn'] : []),
    ...(may.answer ? ['accepted', 'refused'] : []),
  ];
  return (
    <Page
      width="narrow"
      title={t('title', { title: price.lot })}
      lead={t(price.side === 'taker' ? 'leadTaker' : 'leadHolder', words)}
      breadcrumbs={[
        { label: mine('title'), to: paths.reservations() },
        { label: price.lot, to: paths.reservation(publicId) },
        { label: t('heading') },
      ]}
    >
      <ActingBanner acting={acting} />
      <StrayErrors shown={shown} />
      {may.propose ? <ProposePrice price={price} formKey={keys[0]} /> : null}
      {may.answer ? <AnswerPrice price={price} keys={keys} /> : null}
      {may.withdraw ? <WithdrawPrice formKey={keys[0]} /> : null}
      {shown.length === 0 ? <p>{t('nothing')}</p> : null}
      <PriceSection price={{ ...price, may: { ...may, propose: false, answer: false, withdraw: false } }} />
      <p className="mt-6 no-print">
        <TextLink to={paths.reservation(publicId)}>{t('back')}</TextLink>
      </p>
    </Page>
  );
}
