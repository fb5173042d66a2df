import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { PasswordField } from '#app/ui/accounts/PasswordField.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { Agree } from '#app/ui/legal/Agree.tsx';

interface Props {
  invitation: { organisation: string; email: string; hasAccount: boolean; mine: boolean };
  signedIn: boolean;
  here: string;
}

/** What the reader still has to do, according to who they are. */
export function Accept({ invitation, signedIn, here }: Props) {
  const t = useTranslations('organisations.invitation');
  const { organisation, email, hasAccount, mine } = invitation;
  if (mine) return <Confirm label={t('accept', { organisation })} />;
  if (signedIn) {
    return (
      <Form method="post" action={paths.logout()} className="grid gap-4">
        <p>{t('other', { email })}</p>
        <div>
          <SubmitButton variant="secondary">{t('logout')}</SubmitButton>
        </div>
      </Form>
    );
  }
  if (hasAccount) {
    return (
      <div className="grid gap-4">
        <p>{t('signIn', { email })}</p>
        <div>
          <LinkButton variant="primary" to={paths.login(here)}>
            {t('signInButton')}
          </LinkButton>
        </div>
      </div>
    );
  }
  return <AcceptAsNew invitation={invitation} />;
}

function Confirm({ label }: { label: string }) {
  const t = useTranslations('organisations.invitation');
  const [form] = useAccountForm('accept');
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-4">
      <FormErrors form={form} />
      <SubmitButton wide size="large" pendingLabel={t('pending')}>
        {label}
      </SubmitButton>
    </Form>
  );
}

function AcceptAsNew({ invitation: { email, organisation } }: Pick<Props, 'invitation'>) {
  const t = useTranslations('organisations.invitation');
  const [form, fields] = useAccountForm<{ name: string; password: string }>('accept');
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-5">
      <p>{t('newLead', { email })}</p>
      <FormErrors form={form} labels={{ name: t('name'), password: t('password') }} />
      <TextField field={fields.name} label={t('name')} autoComplete="name" />
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <PasswordField field={fields.password} kind="new" label={t('password')} />
      <Agree to="join" />
      <SubmitButton wide size="large" pendingLabel={t('pending')}>
        {t('accept', { organisation })}
      </SubmitButton>
    </Form>
  );
}
