import { useLocale, useTranslations } from 'use-intl';
import type { Some, TouchedLot, TouchedReservation } from '#app/domain/moves/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatDayRange, formatInstantAt } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { Pagination } from '#app/ui/kit/Pagination.tsx';
import { Table } from '#app/ui/kit/Table.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Change } from './Change.tsx';

/** Where another page of what is touched is read. */
type PageAt = (page: number) => string;

export function Pages({ of, pageAt }: { of: Pick<Some<unknown>, 'page' | 'pages'>; pageAt: PageAt }) {
  const t = useTranslations('moves.table');
  if (of.pages === 1) return null;
  return (
    <>
      <p className="mt-4 text-sm text-muted">{t('pageOf', { page: of.page, pages: of.pages })}</p>
      <Pagination
        previous={of.page > 1 ? pageAt(of.page - 1) : null}
        next={of.page < of.pages ? pageAt(of.page + 1) : null}
      />
    </>
  );
}

/** Lots with the dates they are offered, before and after. */
export function MovedLots({ lots }: { lots: Some<TouchedLot> }) {
  const t = useTranslations('moves');
  const status = useTranslations('lots.status');
  const locale = useLocale();
  const range = (from: string | null, until: string | null) =>
    formatDayRange(locale, from, until) || t('table.always');
  return (
    <Table
      caption={t('postpone.lots', { count: lots.total })}
      hideCaption
      rows={lots.rows}
      rowKey={(lot) => lot.publicId}
      columns={[
        {
          key: 'lot',
          header: t('table.lot'),
          rowHeader: true,
          cell: (lot) => (
            <>
              <TextLink to={paths.lot(lot.publicId)}>{lot.title}</TextLink>{' '}
              {lot.status === 'published' ? null : <Badge>{status(lot.status)}</Badge>}
            </>
          ),
        },
        {
          key: 'window',
          header: t('table.window'),
          cell: (lot) => (
            <Change before={range(lot.from, lot.until)} after={range(lot.fromAfter, lot.untilAfter)} />
          ),
        },
      ]}
    />
  );
}

/** Who holds what, until when; `moving`: and until when afterwards. */
export function Holds({
  reservations,
  zone,
  moving,
}: {
  reservations: Some<TouchedReservation>;
  zone: string;
  moving: boolean;
}) {
  const t = useTranslations('moves');
  const locale = useLocale();
  const at = (instant: string) => formatInstantAt(locale, new Date(instant), zone);
  return (
    <Table
      caption={t('postpone.reservations', { count: reservations.total })}
      hideCaption
      rows={reservations.rows}
      rowKey={(one) => one.publicId}
      columns={[
        {
          key: 'taker',
          header: t('table.taker'),
          rowHeader: true,
          cell: (one) => (
            <>
              <TextLink to={paths.reservation(one.publicId)}>{one.taker}</TextLink>
              <span className="block font-normal">
                {one.lot} · {formatQuantity(locale, one.quantityMilli, one.unit)}
              </span>
            </>
          ),
        },
        {
          key: 'deadline',
          header: t('table.deadline'),
          cell: (one) => (
            <>
              <span className="block text-sm text-muted">
                {t(one.state === 'requested' || one.state === 'offered' ? 'table.answer' : 'table.collect')}
              </span>
              {moving ? (
                <Change before={at(one.expiresAt)} after={at(one.expiresAfter)} />
              ) : (
                at(one.expiresAt)
              )}
            </>
          ),
        },
      ]}
    />
  );
}
