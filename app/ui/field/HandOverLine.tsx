import { useLocale, useTranslations } from 'use-intl';
import { dayOf, relativeDay } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import type { ShownHandOver } from './overlay.ts';
import { ScreenLine } from './ScreenLink.tsx';

/** One pick-up that is expected: what, for whom, until when, and what has been said of it. */
export function HandOverLine({ handOver: one }: { handOver: ShownHandOver }) {
  const t = useTranslations('field.today');
  const locale = useLocale();
  const day = relativeDay(locale, dayOf(new Date(one.expiresAt), one.zone), dayOf(new Date(), one.zone));
  const words = (milli: number) => formatQuantity(locale, milli, one.lot.unit);
  return (
    <ScreenLine to={{ name: 'hand-over', id: one.reservation }}>
      <FamilyIcon family={one.lot.family} />
      <span className="min-w-0">
        <span className="block font-semibold break-words">
          {words(one.quantityMilli)} · {one.lot.title}
        </span>
        <span className="block">
          {one.side === 'holder' ? t('give', { name: one.other }) : t('collect', { name: one.other })}
        </span>
        <span className="block text-sm text-muted">{one.lapsed ? t('lapsed') : t('until', { day })}</span>
        {one.mine ? (
          <span className="block text-sm">{t('said', { quantity: words(one.mine.quantityMilli) })}</span>
        ) : null}
        {one.theirs ? (
          <span className="block text-sm">{t('theirs', { quantity: words(one.theirs.quantityMilli) })}</span>
        ) : null}
        {one.waiting ? <Badge tone="info">{t('waiting')}</Badge> : null}
      </span>
    </ScreenLine>
  );
}
