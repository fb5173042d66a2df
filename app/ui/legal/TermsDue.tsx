import { useLocation } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';

/** On every page of a person who has not accepted the terms in force. */
export function TermsDue() {
  const t = useTranslations('frame.termsDue');
  const { pathname, search } = useLocation();
  const here = pathname === paths.terms();
  return (
    <div className="mx-auto w-full max-w-[78rem] px-4 pt-4 no-print">
      <Alert
        tone="warning"
        title={t('title')}
        actions={
          <LinkButton to={here ? '#accept' : paths.termsThen(pathname + search)} size="small">
            {t('read')}
          </LinkButton>
        }
      >
        <p>{t('text')}</p>
      </Alert>
    </div>
  );
}
