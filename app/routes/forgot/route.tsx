import { getFormProps } from '@conform-to/react';
import type { ActionFunctionArgs } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { requestPasswordReset } from '#app/domain/organisations/commands/request-password-reset.server.ts';
import { forgotSchema } from '#app/domain/organisations/schema.ts';
import { evenly } from '#app/http/evenly.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitAsking } from '#app/http/limits.server.ts';
import { outside } from '#app/http/outside.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { AccountPage } from '#app/ui/accounts/AccountPage.tsx';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { MailSent } from '#app/ui/accounts/MailSent.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

export const meta = titled('accounts', (t) => t('forgot.title'));

export function loader() {
  return { key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  return evenly(() =>
    submit(args, forgotSchema, async (ctx, { email }, key) => {
      const { mayMail } = await limitAsking(args, email);
      await requestPasswordReset(ctx, outside, { key, email, mayMail });
      return { sentTo: email };
    }),
  );
}

export default function Forgot() {
  const { key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations('accounts');
  const [form, fields] = useAccountForm<{ email: string }>('forgot');
  if (answer && 'sentTo' in answer)
    return <MailSent about="reset" email={answer.sentTo} again={paths.forgot()} />;
  return (
    <AccountPage
      title={t('forgot.title')}
      lead={t('forgot.lead')}
      after={<TextLink to={paths.login()}>{t('forgot.back')}</TextLink>}
    >
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <KeyField value={key} />
        <FormErrors form={form} labels={{ email: t('fields.email') }} />
        <TextField field={fields.email} label={t('fields.email')} type="email" autoComplete="username" />
        <SubmitButton wide size="large" pendingLabel={t('forgot.pending')}>
          {t('forgot.submit')}
        </SubmitButton>
      </Form>
    </AccountPage>
  );
}
