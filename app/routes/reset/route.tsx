import { getFormProps } from '@conform-to/react';
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { resetPassword } from '#app/domain/organisations/commands/reset-password.server.ts';
import { linkWorks } from '#app/domain/organisations/links.server.ts';
import { linkSchema, resetSchema } from '#app/domain/organisations/schema.ts';
import { contextOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitLinks } from '#app/http/limits.server.ts';
import { deviceOf, outside } from '#app/http/outside.server.ts';
import { paths } from '#app/http/paths.ts';
import { signedInHeaders } from '#app/http/signed-in.server.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AccountPage } from '#app/ui/accounts/AccountPage.tsx';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { DeadLink } from '#app/ui/accounts/DeadLink.tsx';
import { PasswordField } from '#app/ui/accounts/PasswordField.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

export const meta = titled('accounts', (t) => t('reset.title'));

/** Looking never uses the link. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const read = linkSchema.safeParse({ token: new URL(args.request.url).searchParams.get('token') });
  const works = read.success && (await linkWorks(ctx, 'reset-password', read.data.token));
  const token = works ? read.data.token : null;
  return data({ token }, { status: token ? 200 : 410, headers: { 'Cache-Control': 'no-store' } });
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, resetSchema, async (ctx, { token, password }) => {
    await limitLinks(args);
    const opened = await resetPassword(ctx, outside, {
      link: token,
      password,
      device: deviceOf(args.request),
    });
    const text = translator(ctx.locale, 'accounts')('reset.done');
    const to = opened.awaits ? paths.loginCode() : paths.home();
    return redirectWithFlash(to, { tone: 'success', text }, signedInHeaders(args.request, opened));
  });
}

export default function Reset() {
  const { token } = useLoaderData<typeof loader>();
  const t = useTranslations('accounts');
  const [form, fields] = useAccountForm<{ password: string }>('reset');
  if (!token) {
    return (
      <DeadLink
        title={t('reset.deadTitle')}
        actions={<LinkButton to={paths.forgot()}>{t('reset.again')}</LinkButton>}
      >
        {t('reset.dead')}
      </DeadLink>
    );
  }
  return (
    <AccountPage title={t('reset.title')} lead={t('reset.lead')}>
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <input type="hidden" name="token" value={token} />
        <FormErrors form={form} labels={{ password: t('fields.newPassword') }} />
        <PasswordField field={fields.password} kind="new" label={t('fields.newPassword')} />
        <SubmitButton wide size="large" pendingLabel={t('reset.pending')}>
          {t('reset.submit')}
        </SubmitButton>
      </Form>
    </AccountPage>
  );
}
