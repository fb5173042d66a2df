import { useTranslations } from 'use-intl';
import { Alert } from '#app/ui/kit/Alert.tsx';

/** Said on every page where one acts for another organisation. */
export function ActingBanner({ acting }: { acting: { giver: string; by: string } | null }) {
  const t = useTranslations('mandates');
  if (!acting) return null;
  return <Alert className="mb-6">{t('acting', acting)}</Alert>;
}
