import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';

/** Why a private person cannot ask for this lot, and the way for somebody who acts for an organisation. */
export function ClosedToPrivate({ lot, guest }: { lot: { publicId: string }; guest: boolean }) {
  const t = useTranslations('lotDetails.closed');
  const to = guest ? paths.login(paths.reserveLot(lot.publicId)) : paths.account();
  return (
    <Alert
      tone="warning"
      title={t('title')}
      actions={<LinkButton to={to}>{t('haveOrganisation')}</LinkButton>}
    >
      {t('text')}
    </Alert>
  );
}
