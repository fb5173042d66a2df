import { useLocale, useTranslations } from 'use-intl';
import type { LegalSetting } from '#app/domain/legal/vocabulary.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';

/** What the law asks the operator to say and it has not said; a demonstration says that it has no operator. */
export function Missing({
  names,
  demo,
  actions,
}: {
  names: readonly LegalSetting[];
  demo: boolean;
  actions?: React.ReactNode;
}) {
  const t = useTranslations('legal');
  const locale = useLocale();
  if (names.length === 0) return null;
  if (demo) return <Alert>{t('missingDemo')}</Alert>;
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'long' }).format(
    names.map((name) => t(`settings.${name}`)),
  );
  return (
    <Alert tone="warning" title={t('missingTitle')} actions={actions}>
      <p>{t('missingText', { list })}</p>
    </Alert>
  );
}
