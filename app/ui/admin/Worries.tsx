import { useTranslations } from 'use-intl';
import type { Worry } from '#app/domain/operator/worries.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';

/** What the operator should look at first. */
export function Worries({ worries }: { worries: readonly Worry[] }) {
  const t = useTranslations('admin');
  if (worries.length === 0) return <Alert tone="success" title={t('worries.none')} className="mb-8" />;
  return (
    <Alert
      tone={worries.includes('books-broken') ? 'danger' : 'warning'}
      title={t('worries.title', { count: worries.length })}
      className="mb-8"
    >
      <ul className="mt-1 list-disc pl-5">
        {worries.map((worry) => (
          <li key={worry}>{t(`worries.${worry}`)}</li>
        ))}
      </ul>
    </Alert>
  );
}
