import { MailOpen } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { AccountPage } from './AccountPage.tsx';

/** The same words whether a mail left or not: who has an account is nobody's business. */
export function MailSent({
  about,
  email,
  again,
}: {
  about: 'signup' | 'reset';
  email: string;
  again: string;
}) {
  const t = useTranslations('accounts.sent');
  return (
    <AccountPage title={t('title')}>
      <div role="status" className="flex gap-4">
        <MailOpen className="size-8 shrink-0 text-accent" aria-hidden="true" />
        <div className="min-w-0">
          <p className="text-lg break-words">{t(about, { email })}</p>
          <p className="mt-3 text-muted">{t('late')}</p>
          <div className="mt-5 flex flex-wrap gap-3">
            <LinkButton to={again} reloadDocument>
              {t('again')}
            </LinkButton>
            <LinkButton to={paths.lots()} variant="quiet">
              {t('home')}
            </LinkButton>
          </div>
        </div>
      </div>
    </AccountPage>
  );
}
