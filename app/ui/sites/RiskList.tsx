import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { classes } from '#app/ui/kit/classes.ts';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import { DayText, Quantity } from '#app/ui/kit/measures.tsx';
import type { AtRisk } from './board.ts';

/** What becomes waste unless somebody comes, and in how many days. */
export function RiskList({ risks }: { risks: readonly AtRisk[] }) {
  const t = useTranslations('sites.page');
  return (
    <ul className="divide-y divide-line border-y border-line">
      {risks.map(({ lot, lastDay, days }) => (
        <li key={lot.publicId} className="relative flex items-center gap-4 py-3 hover:bg-sunken">
          <FamilyIcon family={lot.family} />
          <div className="min-w-0 flex-1">
            <Link
              to={paths.lot(lot.publicId)}
              className="font-semibold break-words after:absolute after:inset-0"
            >
              {lot.title}
            </Link>
            <p className="text-sm text-muted">
              <Quantity milli={lot.leftMilli} unit={lot.unit} /> · <DayText day={lastDay} exact />
            </p>
          </div>
          <p
            className={classes(
              'shrink-0 text-right font-semibold',
              days <= 7 ? 'text-danger' : 'text-warning',
            )}
          >
            {days < 0 ? t('daysPast', { count: -days }) : t('daysLeft', { count: days })}
          </p>
        </li>
      ))}
    </ul>
  );
}
