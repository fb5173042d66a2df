import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import {
  CHECKPOINTS_PAGE,
  type CheckpointLine,
  checkpointList,
} from '#app/domain/ledger/checkpoints.server.ts';
import { isDay } from '#app/domain/validation.ts';
import { contextOf } from '#app/http/context.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { HowToCheck } from '#app/ui/books/HowToCheck.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Figure } from '#app/ui/kit/measures.tsx';
import { Pagination } from '#app/ui/kit/Pagination.tsx';
import { Table } from '#app/ui/kit/Table.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

export const meta = titled('books', (t) => t('checkpoints.title'));

export async function loader(args: LoaderFunctionArgs) {
  const before = new URL(args.request.url).searchParams.get('before') ?? '';
  const cursor = isDay(before) ? before : null;
  const days = await checkpointList(await contextOf(args), cursor);
  return { days, next: days.length === CHECKPOINTS_PAGE ? (days.at(-1)?.day ?? null) : null };
}

export default function Checkpoints() {
  const { days, next } = useLoaderData<typeof loader>();
  const t = useTranslations('books.checkpoints');
  return (
    <Page title={t('title')} lead={t('lead')}>
      {days.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>
      ) : (
        <>
          <Days days={days} />
          <Pagination next={next ? paths.checkpoints(next) : null} />
        </>
      )}
      <Section title={t('check')} lead={t('checkLead')}>
        <HowToCheck day={days[0]?.day ?? null} />
      </Section>
    </Page>
  );
}

function Days({ days }: { days: readonly CheckpointLine[] }) {
  const t = useTranslations('books.checkpoints');
  const locale = useLocale();
  return (
    <Table
      caption={t('title')}
      hideCaption
      rows={days}
      rowKey={({ day }) => day}
      columns={[
        {
          key: 'day',
          header: t('day'),
          rowHeader: true,
          cell: ({ day }) => (
            <a href={paths.checkpoint(day)} className="link whitespace-nowrap">
              {formatDay(locale, day)}
            </a>
          ),
        },
        { key: 'size', header: t('size'), numeric: true, cell: ({ size }) => <Figure value={size} /> },
        { key: 'moved', header: t('moved'), numeric: true, cell: ({ moved }) => <Figure value={moved} /> },
        {
          key: 'root',
          header: t('root'),
          cell: ({ root }) => <code className="text-sm break-all">{root}</code>,
        },
        {
          key: 'leaves',
          header: t('files'),
          cell: ({ day }) => (
            <a href={paths.checkpointLeaves(day)} className="link" download>
              {t('leaves')}
            </a>
          ),
        },
      ]}
    />
  );
}
