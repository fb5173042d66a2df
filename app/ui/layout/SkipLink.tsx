import { useTranslations } from 'use-intl';

export function SkipLink() {
  const t = useTranslations('layout');
  return (
    <a
      href="#content"
      className="sr-only rounded bg-ink px-4 py-3 font-semibold text-paper focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-50 focus:px-4 focus:py-3"
    >
      {t('skip')}
    </a>
  );
}
