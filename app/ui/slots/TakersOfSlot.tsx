import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { SlotTaker } from '#app/domain/slots/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity } from '#app/i18n/format.ts';

/** Who comes at an hour, and for what. */
export function TakersOfSlot({ takers, booked }: { takers: readonly SlotTaker[] | null; booked: number }) {
  const t = useTranslations('slots.site');
  const locale = useLocale();
  if (takers === null) return booked > 0 ? <p className="text-sm text-muted">{t('hiddenTakers')}</p> : null;
  if (takers.length === 0) return <p className="text-sm text-muted">{t('nobody')}</p>;
  return (
    <ul className="mt-1 space-y-1">
      {takers.map((one) => (
        <li key={one.slug}>
          <span className="font-semibold">{one.name}</span>
          {' · '}
          {one.lines.map((line, index) => (
            <span key={line.publicId}>
              {index > 0 ? ', ' : ''}
              <Link className="link" to={paths.reservation(line.publicId)}>
                {formatQuantity(locale, line.quantityMilli, line.unit)} {line.title}
              </Link>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
