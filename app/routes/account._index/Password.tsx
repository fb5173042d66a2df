import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { PasswordField } from '#app/ui/accounts/PasswordField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
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
