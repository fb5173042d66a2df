import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { z } from 'zod';
import { refuse } from '#app/domain/refusal.ts';
import {
  declineOffer,
  leaveWaitlist,
  takeOffer,
} from '#app/domain/reservations/commands/wait-in-line.server.ts';
import { takeInput } from '#app/domain/reservations/schema.ts';
import { type PlaceView, placePage } from '#app/domain/reservations/waitlist.server.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Instant } from '#app/ui/kit/measures.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { OfferForms, OneButton, type PlaceKeys } from '#app/ui/waitlist/OfferForms.tsx';

export const meta = titled<'waitlist', Awaited<ReturnType<typeof loader>>>('waitlist', (t, data) =>
  t('join.title', { title: data?.place.lot.title ?? '' }),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const place = (await placePage(ctx, publicIdOf(args.params))) ?? refuse('not-found');
  const keys: PlaceKeys = {
    take: crypto.randomUUID(),
    decline: crypto.randomUUID(),
    leave: crypto.randomUUID(),
  };
  return { place, keys };
}

const intents = z.union([
  z.object({ intent: z.literal('take') }).and(takeInput),
  z.object({ intent: z.literal('decline') }),
  z.object({ intent: z.literal('leave') }),
]);

export async function action(args: ActionFunctionArgs) {
  const id = publicIdOf(args.params);
  return submit(args, intents, async (ctx, asked, key) => {
    requirePerson(ctx, args.request);
    const t = translator(ctx.locale, 'waitlist.done');
    if (asked.intent === 'take') {
      const { publicId, state } = await takeOffer(ctx, id, { key, input: asked });
      const text = t(state === 'accepted' ? 'takenAccepted' : 'taken');
      return redirectWithFlash(paths.reservation(publicId), { tone: 'success', text });
    }
    const { state } = await (asked.intent === 'decline' ? declineOffer : leaveWaitlist)(ctx, id, { key });
    const done = state === 'waiting' ? 'kept' : asked.intent;
    return redirectWithFlash(paths.waiting(id), { tone: 'success', text: t(done) });
  });
}

export default function PlaceRoute() {
  const { place, keys } = useLoaderData<typeof loader>();
  const t = useTranslations('waitlist.place');
  const mine = useTranslations('reservations.mine');
  const { offer } = place;
  // where declining is leaving, one button is enough
  const keeps = offer && offer.quantityMilli < place.quantityMilli && !place.acceptLess;
  const leaves = keeps || place.state === 'waiting' ? ['leave'] : [];
  const shown = offer ? ['take', 'decline', ...leaves] : leaves;
  return (
    <Page
      width="narrow"
      title={t('title')}
      lead={place.lot.title}
      breadcrumbs={[{ label: mine('title'), to: paths.reservations() }, { label: place.lot.title }]}
    >
      <StrayErrors shown={shown} />
      {offer ? <OfferForms place={place} offer={offer} keys={keys} /> : <WhereItStands place={place} />}
      <Facts place={place} />
      {shown.includes('leave') ? (
        <OneButton intent="leave" formKey={keys.leave}>
          <SubmitButton variant="danger">{t('leave')}</SubmitButton>
        </OneButton>
      ) : null}
    </Page>
  );
}

/** One sentence, and the way on. */
function WhereItStands({ place }: { place: PlaceView }) {
  const t = useTranslations('waitlist.place');
  const { state, ahead, reservation, lot } = place;
  if (state === 'waiting') {
    return <Alert title={t('ahead', { count: ahead ?? 0 })}>{t('waiting')}</Alert>;
  }
  return (
    <Alert
      tone={state === 'taken' ? 'success' : 'info'}
      actions={
        <LinkButton to={reservation ? paths.reservation(reservation) : paths.lot(lot.publicId)}>
          {t(reservation ? 'seeReservation' : 'seeLot')}
        </LinkButton>
      }
    >
      {t(state as 'taken' | 'declined' | 'lapsed' | 'left' | 'closed')}
    </Alert>
  );
}

function Facts({ place }: { place: PlaceView }) {
  const t = useTranslations('waitlist.place');
  const locale = useLocale();
  return (
    <div className="mt-8">
      <DescriptionList
        items={[
          { term: t('wanted'), value: formatQuantity(locale, place.quantityMilli, place.unit) },
          { term: t('less'), value: t(place.acceptLess ? 'lessYes' : 'lessNo') },
          { term: t('holder'), value: place.holder },
          { term: t('commune'), value: place.commune },
          { term: t('joined'), value: <Instant at={place.joinedAt} /> },
        ]}
      />
    </div>
  );
}
