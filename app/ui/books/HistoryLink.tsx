import { useTranslations } from 'use-intl';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** From a lot to its statement. */
export function HistoryLink({ to }: { to: string }) {
  const t = useTranslations('books');
  return (
    <p className="mt-6 no-print">
      <TextLink to={to}>{t('ofLot')}</TextLink>
    </p>
  );
}
