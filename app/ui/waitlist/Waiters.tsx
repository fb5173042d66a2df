import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { WaiterView } from '#app/domain/reservations/waitlist.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatQuantity, type Unit } from '#app/i18n/format.ts';
import { Instant } from '#app/ui/kit/measures.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Deadline } from '#app/ui/reservations/Deadline.tsx';

/** Who waits for a lot, in order, for its holder. */
export function Waiters({
  waiters,
  unit,
  zone,
}: {
  waiters: readonly WaiterView[];
  unit: Unit;
  zone: string;
}) {
  const t = useTranslations('waitlist.waiters');
  const locale = useLocale();
  if (waiters.length === 0) return null;
  const total = waiters.reduce((sum, one) => sum + one.quantityMilli, 0);
  const facts = { count: waiters.length, quantity: formatQuantity(locale, total, unit) };
  return (
    <Section title={t('title')} lead={t('lead', facts)} id="waitlist">
      <ol className="divide-y divide-line border-y border-line">
        {waiters.map((one) => (
          <li key={one.publicId} className="py-3">
            <p>
              <Link className="link font-semibold" to={paths.organisation(one.slug)}>
                {one.name}
              </Link>{' '}
              · {formatQuantity(locale, one.quantityMilli, unit)}
              {one.acceptLess ? <> · {t('less')}</> : null}
            </p>
            <p className="text-sm text-muted">
              {one.offer ? (
                <>
                  {t('offered', { quantity: formatQuantity(locale, one.offer.quantityMilli, unit) })}{' '}
                  <Deadline at={one.offer.expiresAt} zone={zone} />
                </>
              ) : (
                <>
                  {t('since')} <Instant at={one.joinedAt} />
                </>
              )}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
