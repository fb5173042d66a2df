import { useTranslations } from 'use-intl';
import type { WhatCloses } from '#app/domain/moves/views.ts';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** Collections that one side has declared: they are answered before the site closes. */
export function BegunHandovers({ begun }: { begun: WhatCloses['begun'] }) {
  const t = useTranslations('moves.close');
  if (begun.length === 0) return null;
  return (
    <Alert tone="warning" title={t('begunTitle')} className="mb-8">
      <p>{t('begun')}</p>
      <ul className="mt-2 list-disc pl-6">
        {begun.map((one) => (
          <li key={one.publicId}>
            <TextLink to={paths.reservation(one.publicId)}>{t('begunLine', one)}</TextLink>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
