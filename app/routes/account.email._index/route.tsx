import { getFormProps } from '@conform-to/react';
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { requestEmailChange } from '#app/domain/organisations/commands/request-email-change.server.ts';
import { myAccount } from '#app/domain/organisations/queries.server.ts';
import { changeEmailSchema } from '#app/domain/organisations/schema.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitAsking, limitOwnPassword } from '#app/http/limits.server.ts';
import { outside } from '#app/http/outside.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { ChoosePassword } from '#app/ui/accounts/ChoosePassword.tsx';
import { PasswordField } from '#app/ui/accounts/PasswordField.tsx';
import { Card } from '#app/ui/kit/Card.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('accounts', (t) => t('email.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const { email, hasPassword } = await myAccount(ctx);
  return { email, hasPassword, key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, changeEmailSchema, async (ctx, { email, currentPassword }, key) => {
    requirePerson(ctx, args.request);
    await limitOwnPassword(args, ctx.actor.person.id);
    const { mayMail } = await limitAsking(args, email);
    await requestEmailChange(ctx, outside, { key, email, currentPassword, mayMail });
    const text = translator(ctx.locale, 'accounts')('email.sent', { email });
    return redirectWithFlash(paths.account(), { tone: 'success', text });
  });
}

export default function ChangeEmail() {
  const { email, hasPassword, key } = useLoaderData<typeof loader>();
  const t = useTranslations('accounts');
  const [form, fields] = useAccountForm<{ email: string; currentPassword: string }>('change-email');
  const labels = { email: t('email.new'), currentPassword: t('fields.currentPassword') };
  const breadcrumbs = [
    { label: t('account.title'), to: paths.account() },
    { label: t('profile.title'), to: paths.profile() },
    { label: t('email.title') },
  ];
  return (
    <Page width="narrow" title={t('email.title')} lead={t('email.lead', { email })} breadcrumbs={breadcrumbs}>
      <Card padding="large">
        {hasPassword ? (
          <Form method="post" {...getFormProps(form)} className="grid gap-5">
            <KeyField value={key} />
            <FormErrors form={form} labels={labels} />
            <TextField field={fields.email} label={labels.email} type="email" autoComplete="email" />
            <PasswordField field={fields.currentPassword} kind="current" label={labels.currentPassword} />
            <SubmitButton wide size="large" pendingLabel={t('email.pending')}>
              {t('email.submit')}
            </SubmitButton>
          </Form>
        ) : (
          <ChoosePassword email={email} formKey={key}>
            {t('email.noPassword')}
          </ChoosePassword>
        )}
      </Card>
    </Page>
  );
}
