import { useLocation } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';

/** On every page of the operator, but the one that lists what is missing, until the law's notices are filled in. */
export function NotReady() {
  const t = useTranslations('frame.notReady');
  const { pathname } = useLocation();
  if (pathname === paths.adminLegal()) return null;
  const fill = (
    <LinkButton to={paths.adminLegal()} size="small">
      {t('fill')}
    </LinkButton>
  );
  return (
    <div className="mx-auto w-full max-w-[78rem] px-4 pt-4 no-print">
      <Alert tone="warning" title={t('title')} actions={fill} />
    </div>
  );
}
