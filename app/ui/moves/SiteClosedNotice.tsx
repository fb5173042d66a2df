import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';

/** Nothing more happens on a closed site; what it was stays readable. */
export function SiteClosedNotice({ site }: { site: string }) {
  const t = useTranslations('moves.close');
  return (
    <Alert
      title={t('closedTitle')}
      className="mb-8"
      actions={<LinkButton to={paths.recolement(site)}>{t('recolement')}</LinkButton>}
    >
      {t('closed')}
    </Alert>
  );
}
