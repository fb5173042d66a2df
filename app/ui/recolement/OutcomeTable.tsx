import { useLocale, useTranslations } from 'use-intl';
import type { OutcomeSum } from '#app/domain/recolement/summary.ts';
import { formatMassRange } from '#app/i18n/format.ts';
import { Figure, Mass } from '#app/ui/kit/measures.tsx';
import { Table } from '#app/ui/kit/Table.tsx';

/** Tonnes by what became of them, with the interval of each sum. */
export function OutcomeTable({ outcomes }: { outcomes: readonly OutcomeSum[] }) {
  const t = useTranslations('recolement');
  const locale = useLocale();
  return (
    <Table
      caption={t('whereTo')}
      hideCaption
      rows={outcomes}
      rowKey={({ outcome }) => outcome}
      columns={[
        {
          key: 'outcome',
          header: t('column.outcome'),
          rowHeader: true,
          cell: ({ outcome }) => t(`outcome.${outcome}`),
        },
        {
          key: 'lines',
          header: t('column.lines'),
          numeric: true,
          cell: ({ lines }) => <Figure value={lines} />,
        },
        { key: 'mass', header: t('column.mass'), numeric: true, cell: ({ massG }) => <Mass grams={massG} /> },
        {
          key: 'range',
          header: t('column.range'),
          numeric: true,
          cell: ({ lowG, highG }) => formatMassRange(locale, lowG, highG),
        },
      ]}
    />
  );
}
