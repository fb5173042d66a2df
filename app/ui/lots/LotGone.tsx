import { useTranslations } from 'use-intl';
import { Alert } from '#app/ui/kit/Alert.tsx';
import type { ShownLot } from './LotFacts.tsx';

/** Says at once that there is nothing to reserve here, and leads to what is like it. */
export function LotGone({
  lot: { status, leftMilli },
  ended,
  similar,
}: {
  lot: Pick<ShownLot, 'status' | 'leftMilli'>;
  ended: boolean;
  similar: boolean;
}) {
  const t = useTranslations('lotPage.gone');
  if (status === 'draft') return null;
  if (status === 'published' && leftMilli > 0 && !ended) return null;
  const why = status === 'withdrawn' ? 'withdrawn' : ended ? 'ended' : 'exhausted';
  return (
    <Alert tone={why === 'exhausted' ? 'info' : 'warning'} className="mb-6">
      {t(why)}{' '}
      {similar ? (
        <a className="link" href="#similar">
          {t('similar')}
        </a>
      ) : null}
    </Alert>
  );
}
