import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';

/** Says that nothing here is for real; `children` is room for what a demonstration needs to tell besides. */
export function DemoBanner({ children }: { children?: React.ReactNode }) {
  const t = useTranslations('layout.demo');
  return (
    <aside aria-label={t('label')} className="bg-ink text-paper no-print">
      <p className="mx-auto flex w-full max-w-[78rem] flex-wrap gap-x-4 px-4 py-1.5 text-sm">
        <span>{t('text')}</span>
        <Link to={paths.mails()} className="underline underline-offset-2">
          {t('mails')}
        </Link>
        {children}
      </p>
    </aside>
  );
}
