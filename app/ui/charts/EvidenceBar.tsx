import { useId } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Evidence } from '#app/domain/ledger/vocabulary.ts';
import { formatMass, formatPercent } from '#app/i18n/format.ts';

interface Props {
  shares: readonly { evidence: Evidence; massG: number }[];
}

/** The surer, the fuller: weighed is solid ink, a default is dots. */
const FILLS: Record<Evidence, { size: number; turn: number; draw: 'all' | 'line' | 'dot' }> = {
  A: { size: 8, turn: 0, draw: 'all' },
  B: { size: 7, turn: 45, draw: 'line' },
  C: { size: 9, turn: -45, draw: 'line' },
  D: { size: 7, turn: 0, draw: 'dot' },
};

function Pattern({ evidence, id }: { evidence: Evidence; id: string }) {
  const { size, turn, draw } = FILLS[evidence];
  return (
    <pattern
      id={id}
      width={size}
      height={size}
      patternUnits="userSpaceOnUse"
      patternTransform={`rotate(${turn})`}
    >
      <rect width={size} height={size} fill={draw === 'all' ? 'var(--ink)' : 'var(--surface)'} />
      {draw === 'line' ? <rect width={evidence === 'B' ? 4 : 2} height={size} fill="var(--ink)" /> : null}
      {draw === 'dot' ? <circle cx={size / 2} cy={size / 2} r="1.3" fill="var(--ink)" /> : null}
    </pattern>
  );
}

/** How the tonnes were obtained, weighed first: a bar, and its words with each share. */
export function EvidenceBar({ shares }: Props) {
  const t = useTranslations('statistics');
  const locale = useLocale();
  const id = useId();
  const shown = shares.filter(({ massG }) => massG > 0);
  const total = shown.reduce((grams, { massG }) => grams + massG, 0);
  let x = 0;
  return (
    <figure aria-label={t('evidence.title')}>
      <svg
        width="100%"
        height="26"
        className="rounded-sm border border-ink"
        aria-hidden="true"
        focusable="false"
      >
        <defs>
          {shown.map(({ evidence }) => (
            <Pattern key={evidence} evidence={evidence} id={`${id}${evidence}`} />
          ))}
        </defs>
        {shown.map(({ evidence, massG }) => {
          const from = x;
          x += (massG / total) * 100;
          return (
            <g key={evidence}>
              <rect x={`${from}%`} width={`${x - from}%`} height="26" fill={`url(#${id}${evidence})`} />
              <line x1={`${x}%`} x2={`${x}%`} y1="0" y2="26" stroke="var(--ink)" strokeWidth="1.5" />
            </g>
          );
        })}
      </svg>
      <ul className="mt-3 grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2">
        {shown.map(({ evidence, massG }) => (
          <li key={evidence} className="flex items-start gap-2.5">
            <svg
              width="22"
              height="22"
              className="mt-0.5 shrink-0 rounded-sm border border-ink"
              aria-hidden="true"
            >
              <rect width="22" height="22" fill={`url(#${id}${evidence})`} />
            </svg>
            <span>
              <strong className="tabular-nums">{formatPercent(locale, massG / total, 1)}</strong>{' '}
              {t(`evidence.${evidence}`)}{' '}
              <span className="whitespace-nowrap text-muted">({formatMass(locale, massG)})</span>
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
