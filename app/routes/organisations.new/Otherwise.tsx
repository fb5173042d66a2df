import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** The form is not for everybody who lands on it. */
export function Otherwise() {
  const t = useTranslations('organisations.new');
  const join = useTranslations('trust.join');
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <p>
        <strong className="block">{t('invited')}</strong>
        {t('invitedHint')} <TextLink to={paths.joinOrganisation()}>{join('title')}</TextLink>
      </p>
      <Form method="post" action={paths.switchOrganisation()}>
        <p>
          <strong className="block">{t('private')}</strong>
          {t('privateHint')}
        </p>
        <input type="hidden" name="next" value={paths.lots()} />
        <SubmitButton variant="secondary" size="small" name="privately" value="yes" className="mt-2">
          {t('privateButton')}
        </SubmitButton>
      </Form>
    </div>
  );
}
