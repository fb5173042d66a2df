import { scaleBand, scaleLinear } from 'd3-scale';
import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { MonthFigure } from '#app/domain/statistics/figures.server.ts';
import { formatMonth } from '#app/i18n/dates.ts';
import { formatMass, formatNumber } from '#app/i18n/format.ts';
import { Table } from '#app/ui/kit/Table.tsx';
import { Figures } from './Figures.tsx';

/** Two drawings of one chart, so that words keep their size: for a phone, and for anything wider. */
const SIZES = {
  narrow: { width: 350, height: 220, every: 12, shown: 'sm:hidden print:hidden' },
  wide: { width: 1180, height: 300, every: 3, shown: 'hidden sm:block print:block' },
} as const;
const EDGE = { top: 12, right: 4, bottom: 34, left: 66 };

/** Tonnes month by month: réemploi plain, réutilisation hatched on top of it. */
export function MonthBars({ months, title }: { months: readonly MonthFigure[]; title: string }) {
  const t = useTranslations('statistics');
  const locale = useLocale();
  const hatch = useId();
  const reused = months.some((month) => month.reutilisationG > 0);
  const drawing = (
    <>
      <Bars months={months} size="narrow" hatch={`${hatch}n`} />
      <Bars months={months} size="wide" hatch={`${hatch}w`} />
      <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-1 text-sm" aria-hidden="true">
        <li className="flex items-center gap-2">
          <span className="keep-shape size-4 bg-accent" />
          {t('lines.reemploi')}
        </li>
        {reused ? (
          <li className="flex items-center gap-2">
            <svg width="16" height="16" aria-hidden="true">
              <Hatch id={`${hatch}l`} />
              <rect width="16" height="16" fill={`url(#${hatch}l)`} stroke="var(--info)" />
            </svg>
            {t('lines.reutilisation')}
          </li>
        ) : null}
      </ul>
    </>
  );
  const table = (
    <Table
      caption={title}
      hideCaption
      rows={[...months].reverse()}
      rowKey={(row) => row.month}
      columns={[
        { key: 'month', header: t('month'), rowHeader: true, cell: (row) => formatMonth(locale, row.month) },
        {
          key: 'reemploi',
          header: t('lines.reemploi'),
          numeric: true,
          cell: (row) => formatMass(locale, row.reemploiG),
        },
        {
          key: 'reutilisation',
          header: t('lines.reutilisation'),
          numeric: true,
          cell: (row) => formatMass(locale, row.reutilisationG),
        },
        {
          key: 'handovers',
          header: t('handovers'),
          numeric: true,
          cell: (row) => formatNumber(locale, row.handovers),
        },
      ]}
    />
  );
  return <Figures title={title} drawing={drawing} table={table} />;
}

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill="var(--surface)" />
        <rect width="3" height="6" fill="var(--info)" />
      </pattern>
    </defs>
  );
}

interface BarsProps {
  months: readonly MonthFigure[];
  size: keyof typeof SIZES;
  hatch: string;
}

function Bars({ months, size, hatch }: BarsProps) {
  const locale = useLocale();
  const { width, height, every, shown } = SIZES[size];
  const most = Math.max(1, ...months.map((month) => month.reemploiG + month.reutilisationG));
  const x = scaleBand(
    months.map(({ month }) => month),
    [EDGE.left, width - EDGE.right],
  ).padding(0.22);
  const y = scaleLinear([0, most], [height - EDGE.bottom, EDGE.top]).nice(4);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      className={`h-auto w-full ${shown}`}
      aria-hidden="true"
      focusable="false"
    >
      <Hatch id={hatch} />
      {y.ticks(4).map((tick) => (
        <g key={tick}>
          <line x1={EDGE.left} x2={width - EDGE.right} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
          <text x={EDGE.left - 8} y={y(tick) + 5} textAnchor="end" fontSize="15" fill="var(--muted)">
            {tick === 0 ? '0' : formatMass(locale, tick)}
          </text>
        </g>
      ))}
      {months.map(({ month, reemploiG, reutilisationG }, at) => {
        const left = x(month) ?? 0;
        const first = y(Math.max(0, reemploiG));
        const second = y(Math.max(0, reemploiG) + Math.max(0, reutilisationG));
        const middle = left + x.bandwidth() / 2;
        return (
          <g key={month}>
            <rect x={left} width={x.bandwidth()} y={first} height={y(0) - first} fill="var(--accent)" />
            <rect
              x={left}
              width={x.bandwidth()}
              y={second}
              height={first - second}
              fill={`url(#${hatch})`}
              stroke="var(--info)"
              strokeWidth={first - second > 0 ? 1 : 0}
            />
            {(months.length - 1 - at) % every === 0 ? (
              <text
                x={Math.min(middle, width - 34)}
                y={height - 10}
                textAnchor="middle"
                fontSize="15"
                fill="var(--muted)"
              >
                {formatMonth(locale, month, 'short')}
              </text>
            ) : null}
          </g>
        );
      })}
      <line
        x1={EDGE.left}
        x2={width - EDGE.right}
        y1={y(0)}
        y2={y(0)}
        stroke="var(--ink)"
        strokeWidth="1.5"
      />
    </svg>
  );
}
