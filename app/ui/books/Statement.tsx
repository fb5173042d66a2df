import { useLocale, useTranslations } from 'use-intl';
import type { StatementPlace } from '#app/domain/ledger/statement.server.ts';
import type { Cursor, StatementFilter, StatementLine } from '#app/domain/ledger/statement.ts';
import { cursorText } from '#app/domain/ledger/statement.ts';
import { paths } from '#app/http/paths.ts';
import { zoneNote } from '#app/i18n/dates.ts';
import { Button, LinkButton } from '#app/ui/kit/Button.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Pagination } from '#app/ui/kit/Pagination.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { Page } from '#app/ui/layout/Page.tsx';
import { ActingBanner } from '#app/ui/sites/ActingBanner.tsx';
import { BalanceNow } from './BalanceNow.tsx';
import { StatementFilters } from './StatementFilters.tsx';
import { StatementTable } from './StatementTable.tsx';

interface Props {
  kind: 'lot' | 'site';
  id: string;
  place: Omit<StatementPlace, 'of'>;
  filter: StatementFilter;
  lines: readonly StatementLine[];
  next: Cursor | null;
  /** Not the newest lines. */
  paged: boolean;
  acting: { giver: string; by: string } | null;
}

/** What happened to a lot, or to all those of a site, as a bank says it. */
export function Statement({ kind, id, place, filter, lines, next, paged, acting }: Props) {
  const t = useTranslations('books');
  const locale = useLocale();
  const live = useHydrated();
  const here = kind === 'lot' ? paths.lotHistory : paths.siteHistory;
  const file = (kind === 'lot' ? paths.lotHistoryFile : paths.siteHistoryFile)(id, { ...filter });
  const filtered = Object.values(filter).some(Boolean);
  const zone = lines[0] ? zoneNote(locale, new Date(lines[0].at), place.zone) : '';
  return (
    <Page
      title={t('heading')}
      over={place.name}
      lead={t(place.reader === 'taker' ? 'leadTaker' : 'lead')}
      breadcrumbs={[
        ...(kind === 'lot' && place.reader === 'holder'
          ? [{ label: place.site.name, to: paths.site(place.site.publicId) }]
          : []),
        { label: place.name, to: kind === 'lot' ? paths.lot(id) : paths.site(id) },
        { label: t('heading') },
      ]}
      actions={
        lines.length > 0 ? (
          <>
            <LinkButton to={file} reloadDocument size="small">
              {t('download')}
            </LinkButton>
            {live ? (
              <Button size="small" onClick={() => window.print()}>
                {t('print')}
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      <ActingBanner acting={acting} />
      {place.balance && place.unit ? <BalanceNow balance={place.balance} unit={place.unit} /> : null}
      {lines.length === 0 && !filtered && !paged ? (
        <EmptyState title={t('none')}>{t('noneHelp')}</EmptyState>
      ) : (
        <>
          <StatementFilters action={here(id)} filter={filter} months={place.months} />
          {zone ? <p className="mb-3 text-sm text-muted">{t('zone', { zone })}</p> : null}
          {lines.length === 0 ? (
            <EmptyState title={t('noneFound')} actions={<LinkButton to={here(id)}>{t('all')}</LinkButton>}>
              {t('noneFoundHelp')}
            </EmptyState>
          ) : (
            <StatementTable lines={lines} zone={place.zone} ofSite={kind === 'site'} caption={place.name} />
          )}
          <Pagination
            label={t('older')}
            previous={paged ? here(id, { ...filter }) : null}
            next={next ? here(id, { ...filter, before: cursorText(next) }) : null}
          />
        </>
      )}
      <p className="mt-8 no-print">
        <TextLink to={paths.checkpoints()}>{t('checkpoints.title')}</TextLink>
      </p>
    </Page>
  );
}
