import { ArrowDown, ArrowUp, CircleAlert } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import type { SiteLotRow } from '#app/domain/lots/site-lots.server.ts';
import { type SiteSort, type SiteTableState, tableQuery, turned } from '#app/domain/lots/site-table.ts';
import { LOT_STATUSES } from '#app/domain/lots/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay, formatDayRange } from '#app/i18n/dates.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Price, Quantity } from '#app/ui/kit/measures.tsx';
import { type Column, Table } from '#app/ui/kit/Table.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

interface Props {
  site: { publicId: string };
  state: SiteTableState;
  rows: readonly SiteLotRow[];
  next: string | null;
  refused: readonly { publicId: string; sentence: string }[];
  /** public ids still ticked */
  chosen: readonly string[];
}

/** The lots of a site, to tick; the order and the filter are in the address. */
export function SiteLotsTable({ site, state, rows, next, refused, chosen }: Props) {
  const t = useTranslations('lotBatch.table');
  const states = useTranslations('lots.status');
  const locale = useLocale();
  const at = (change: Partial<SiteTableState>) => paths.siteLots(site.publicId, tableQuery(state, change));
  const reasons = new Map(refused.map((lot) => [lot.publicId, lot.sentence]));
  const by = (sort: SiteSort, label: string) => (
    <SortLink label={label} state={state} sort={sort} to={at(turned(state, sort))} />
  );
  const columns: Column<SiteLotRow>[] = [
    {
      key: 'choose',
      header: <span className="sr-only">{t('choose')}</span>,
      cell: (lot) => (
        <label className="inline-flex size-11 cursor-pointer items-center justify-center">
          <span className="sr-only">{t('chooseNamed', { title: lot.title })}</span>
          <input
            type="checkbox"
            name="lot"
            value={`${lot.publicId}:${lot.version}`}
            defaultChecked={chosen.includes(lot.publicId)}
            disabled={lot.status === 'withdrawn'}
            className="size-6 accent-accent"
          />
        </label>
      ),
    },
    {
      key: 'title',
      header: by('title', t('lot')),
      rowHeader: true,
      className: 'min-w-48',
      cell: (lot) => (
        <>
          <TextLink to={paths.lot(lot.publicId)} className="break-words">
            {lot.title}
          </TextLink>
          {reasons.has(lot.publicId) ? (
            <span className="mt-1 flex gap-1.5 text-sm text-danger">
              <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
              {reasons.get(lot.publicId)}
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'state',
      header: by('status', t('state')),
      cell: (lot) => (
        <>
          {states(lot.status)}
          {lot.opensOn ? (
            <span className="block text-sm text-muted">
              {t('opens', { day: formatDay(locale, lot.opensOn) })}
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'left',
      header: <span className="inline-flex min-h-11 items-center">{t('left')}</span>,
      numeric: true,
      cell: (lot) => <Quantity milli={lot.leftMilli} unit={lot.unit} />,
    },
    {
      key: 'price',
      header: by('price', t('price')),
      cell: (lot) => <Price {...asPrice(lot)} />,
    },
    {
      key: 'until',
      header: by('until', t('window')),
      cell: (lot) => formatDayRange(locale, lot.availableFrom, lot.availableUntil) || '–',
    },
  ];
  return (
    <>
      <nav aria-label={t('filter')} className="mb-4 flex flex-wrap gap-2">
        <LinkButton
          size="small"
          to={at({ state: undefined })}
          variant={state.state ? 'secondary' : 'primary'}
          aria-current={state.state ? undefined : 'page'}
        >
          {t('all')}
        </LinkButton>
        {LOT_STATUSES.map((status) => (
          <LinkButton
            key={status}
            size="small"
            to={at({ state: status })}
            variant={state.state === status ? 'primary' : 'secondary'}
            aria-current={state.state === status ? 'page' : undefined}
          >
            {states(status)}
          </LinkButton>
        ))}
      </nav>
      {rows.length > 0 ? (
        <Table
          caption={t('caption')}
          hideCaption
          columns={columns}
          rows={rows}
          rowKey={(lot) => `${lot.publicId} ${lot.version}`}
        />
      ) : (
        <EmptyState title={t('empty')} />
      )}
      <div className="mt-6 flex flex-wrap justify-between gap-3">
        {state.after ? <LinkButton to={at({})}>{t('first')}</LinkButton> : <span />}
        {next ? (
          <LinkButton to={at({ after: next })} rel="next">
            {t('next')}
          </LinkButton>
        ) : null}
      </div>
    </>
  );
}

function SortLink({
  label,
  state,
  sort,
  to,
}: {
  label: string;
  state: SiteTableState;
  sort: SiteSort;
  to: string;
}) {
  const t = useTranslations('lotBatch.table');
  const Arrow = state.dir === 'asc' ? ArrowUp : ArrowDown;
  const mine = state.sort === sort;
  return (
    <TextLink to={to} className="inline-flex min-h-11 items-center gap-1">
      <span className="sr-only">{t('sortBy', { column: label })}</span>
      <span aria-hidden="true">{label}</span>
      {mine ? (
        <>
          <Arrow className="size-4" aria-hidden="true" />
          <span className="sr-only">{t('sorted', { dir: state.dir })}</span>
        </>
      ) : null}
    </TextLink>
  );
}
