import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { myReservations } from '#app/domain/reservations/queries.server.ts';
import { myPlaces } from '#app/domain/reservations/waitlist.server.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { ReservationList } from '#app/ui/reservations/ReservationList.tsx';
import { MyPlaces } from '#app/ui/waitlist/MyPlaces.tsx';

export const meta = titled('reservations', (t) => t('mine.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  return { ...(await myReservations(ctx)), places: await myPlaces(ctx) };
}

export default function MyReservations() {
  const { asTaker, asHolder, places } = useLoaderData<typeof loader>();
  const t = useTranslations('reservations.mine');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <MyPlaces places={places} />
      {asHolder.length > 0 ? (
        <Section title={t('asHolder')} id="holder">
          <ReservationList reservations={asHolder} />
        </Section>
      ) : null}
      <Section title={t('asTaker')} id="taker">
        {asTaker.length > 0 ? (
          <ReservationList reservations={asTaker} />
        ) : (
          <EmptyState
            title={t('emptyTaker')}
            actions={
              <LinkButton to={paths.lots()} variant="primary">
                {t('browse')}
              </LinkButton>
            }
          >
            {t('emptyTakerHelp')}
          </EmptyState>
        )}
      </Section>
      {asHolder.length === 0 ? (
        <Section title={t('asHolder')} id="holder">
          <EmptyState
            title={t('emptyHolder')}
            actions={<LinkButton to={paths.sites()}>{t('mySites')}</LinkButton>}
          >
            {t('emptyHolderHelp')}
          </EmptyState>
        </Section>
      ) : null}
    </Page>
  );
}
