import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';

/** On the page of one line: the visit it belongs to. */
export function VisitNotice({ visit }: { visit: string }) {
  const t = useTranslations('visits.page');
  return (
    <p className="mt-4">
      {t('visitOf')}{' '}
      <Link className="link" to={paths.visit(visit)}>
        {t('see')}
      </Link>
    </p>
  );
}
