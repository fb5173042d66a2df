import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';

/** A drawing with its title, and the same figures as a table that anyone can unfold. */
export function Figures({ title, drawing, table }: { title: string; drawing: ReactNode; table: ReactNode }) {
  const t = useTranslations('statistics');
  return (
    <figure aria-label={title}>
      {drawing}
      <Disclosure summary={<span className="text-sm">{t('asTable')}</span>} className="no-print">
        {table}
      </Disclosure>
    </figure>
  );
}
