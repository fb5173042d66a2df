import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { PasswordField } from '#app/ui/accounts/PasswordField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

export function ChangePassword() {
  const t = useTranslations('accounts');
  const [form, fields] = useAccountForm<{ currentPassword: string; password: string }>('change-password');
  const labels = { currentPassword: t('fields.currentPassword'), password: t('fields.newPassword') };
  return (
    <Form method="post" {...getFormProps(form)} className="grid gap-5">
      <FormErrors form={form} labels={labels} />
      <PasswordField field={fields.currentPassword} kind="current" label={labels.currentPassword} />
      <PasswordField field={fields.password} kind="new" label={labels.password} />
      <div>
        <SubmitButton pendingLabel={t('account.changing')}>{t('account.changePassword')}</SubmitButton>
      </div>
    </Form>
  );
}

/** Somebody who came by a reservation has none: the mailbox proves who they are, not an open session. */
export function ChoosePassword({ email, formKey }: { email: string; formKey: string }) {
  const t = useTranslations('accounts.account');
  return (
    <Form method="post" action={paths.forgot()} className="grid gap-4">
      <p>{t('noPassword')}</p>
      <KeyField value={formKey} />
      <input type="hidden" name="email" value={email} />
      <div>
        <SubmitButton>{t('choosePassword')}</SubmitButton>
      </div>
    </Form>
  );
}
