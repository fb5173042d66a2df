import { Form, useLocation } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { Button, LinkButton } from '#app/ui/kit/Button.tsx';

/** On every page of a person whose address refuses our mails, until they correct it or say that it works. */
export function AddressFails({ email, since, zone }: { email: string; since: string; zone: string }) {
  const t = useTranslations('layout.addressFails');
  const locale = useLocale();
  const { pathname } = useLocation();
  return (
    <div className="mx-auto w-full max-w-[78rem] px-4 pt-4 no-print">
      <Alert
        tone="warning"
        title={t('title')}
        actions={
          <>
            {pathname === paths.changeEmail() ? null : (
              <LinkButton to={paths.changeEmail()} size="small">
                {t('change')}
              </LinkButton>
            )}
            <Form method="post" action={paths.addressWorks()}>
              <Button type="submit" size="small" variant="quiet">
                {t('works')}
              </Button>
            </Form>
          </>
        }
      >
        <p className="break-words">
          {t('text', { email, when: formatInstant(locale, new Date(since), zone) })}
        </p>
      </Alert>
    </div>
  );
}
