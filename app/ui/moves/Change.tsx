import { useTranslations } from 'use-intl';

/** What stands now, and what it becomes. */
export function Change({ before, after }: { before: string; after: string }) {
  const t = useTranslations('moves.table');
  if (before === after)
    return (
      <>
        {after} <span className="text-sm text-muted">({t('same')})</span>
      </>
    );
  return (
    <>
      <span className="text-muted">{before}</span>{' '}
      <span className="whitespace-nowrap">
        <span aria-hidden="true">→ </span>
        <span className="sr-only">{t('becomes')} </span>
      </span>
      <strong>{after}</strong>
    </>
  );
}
