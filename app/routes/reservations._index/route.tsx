import type { LoaderFunctionArgs } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { LISTED, reservationList } from '#app/domain/reservations/list.server.ts';
import { listQuery, readListAddress } from '#app/domain/reservations/list.ts';
import { myPlaces } from '#app/domain/reservations/waitlist.server.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { EmptyList } from '#app/ui/reservations/EmptyList.tsx';
import { ListControls } from '#app/ui/reservations/ListControls.tsx';
import { ReservationList } from '#app/ui/reservations/ReservationList.tsx';
import { MyOffers, MyPlaces } from '#app/ui/waitlist/MyPlaces.tsx';

export const meta = titled('reservations', (t) => t('mine.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const asked = readListAddress(new URL(args.request.url).searchParams);
  const [list, places] = await Promise.all([reservationList(ctx, asked), myPlaces(ctx)]);
  return { ...list, places: asked.view === 'done' || asked.site ? [] : places, asked, most: LISTED };
}

export default function MyReservations() {
  const { reservations, counts, sites, places, asked, most } = useLoaderData<typeof loader>();
  const t = useTranslations('reservations.mine');
  const list = useTranslations('reservationList');
  const calendar = useTranslations('slots.calendar');
  const sides = (['holder', 'taker'] as const)
    .map((side) => ({ side, lines: reservations.filter((one) => one.side === side) }))
    .filter(({ lines }) => lines.length > 0);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        counts[asked.view] > 0 ? (
          <LinkButton
            to={paths.reservationsFile(listQuery(asked))}
            reloadDocument
            icon={<Download aria-hidden="true" />}
          >
            {list('file')}
          </LinkButton>
        ) : null
      }
    >
      <MyOffers places={places} />
      <ListControls asked={asked} counts={counts} sites={sites} />
      {counts[asked.view] > most ? <p className="mt-6">{list('first', { count: most })}</p> : null}
      {sides.map(({ side, lines }) => (
        <Section key={side} title={t(side === 'holder' ? 'asHolder' : 'asTaker')} id={side}>
          <ReservationList reservations={lines} />
        </Section>
      ))}
      {reservations.length === 0 ? <EmptyList asked={asked} /> : null}
      <MyPlaces places={places} />
      <p className="mt-8 no-print">
        <Link className="link" to={paths.calendar()}>
          {calendar('link')}
        </Link>
      </p>
      <p className="mt-4 text-sm text-muted no-print">{list('share')}</p>
    </Page>
  );
}
