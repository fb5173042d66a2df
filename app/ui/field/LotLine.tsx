import { useLocale, useTranslations } from 'use-intl';
import { formatQuantity } from '#app/i18n/format.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import type { ShownLot } from './overlay.ts';
import { ScreenLine } from './ScreenLink.tsx';

/** A lot of the list: what, how much, where, and whether something about it still waits here. */
export function LotLine({ lot }: { lot: ShownLot }) {
  const t = useTranslations('field.lot');
  const locale = useLocale();
  const facts = [
    formatQuantity(locale, lot.onSiteMilli, lot.unit),
    lot.place,
    t('photos', { count: lot.photos }),
  ];
  return (
    <ScreenLine to={{ name: 'lot', id: lot.publicId }}>
      <FamilyIcon family={lot.family} />
      <span className="min-w-0">
        <span className="block font-semibold break-words">{lot.title}</span>
        <span className="block text-muted">{facts.filter(Boolean).join(' · ')}</span>
        <span className="flex flex-wrap gap-2">
          {lot.status === 'published' ? null : <Badge>{t(lot.status)}</Badge>}
          {lot.waiting > 0 ? <Badge tone="info">{t('here', { count: lot.waiting })}</Badge> : null}
        </span>
      </span>
    </ScreenLine>
  );
}
