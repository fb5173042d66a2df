import { useLocation } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';

/** On every page of an administrator whose acts wait for a second factor. */
export function FactorDue(props: { since: string; organisation: string; zone: string }) {
  const { since, organisation, zone } = props;
  const t = useTranslations('frame.secondFactor');
  const locale = useLocale();
  const { pathname } = useLocation();
  if (pathname === paths.secondFactor()) return null;
  return (
    <div className="mx-auto w-full max-w-[78rem] px-4 pt-4 no-print">
      <Alert
        tone="warning"
        title={t('title')}
        actions={
          <LinkButton to={paths.secondFactor()} size="small">
            {t('open')}
          </LinkButton>
        }
      >
        <p className="break-words">
          {t('text', { organisation, day: formatDay(locale, dayOf(new Date(since), zone)) })}
        </p>
      </Alert>
    </div>
  );
}
