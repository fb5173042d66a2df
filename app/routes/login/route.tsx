import { getFormProps } from '@conform-to/react';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { signIn } from '#app/domain/organisations/commands/sign-in.server.ts';
import { signInSchema } from '#app/domain/organisations/schema.ts';
import { contextOf } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitAsking, limitSignIn, signInWorked } from '#app/http/limits.server.ts';
import { deviceOf, outside } from '#app/http/outside.server.ts';
import { paths, safeNext, withQuery } from '#app/http/paths.ts';
import { waitingOf } from '#app/http/second-factor.server.ts';
import { signedInHeaders } from '#app/http/signed-in.server.ts';
import { titled } from '#app/i18n/title.ts';
import { AccountPage } from '#app/ui/accounts/AccountPage.tsx';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { PasswordField } from '#app/ui/accounts/PasswordField.tsx';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

export const meta = titled('accounts', (t) => t('login.title'));

const nextOf = (request: Request) => safeNext(new URL(request.url).searchParams.get('next'), '');

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await contextOf(args);
  const next = nextOf(args.request);
  if (actor.person) throw redirect(next || paths.home());
  // half signed in, sent here by a page that asks who one is
  if (next && (await waitingOf(args))) throw redirect(paths.loginCode(next));
  return { next };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, signInSchema, async (ctx, { email, password }) => {
    await limitSignIn(args, email);
    const mayMail = () => limitAsking(args, email).then((limit) => limit.mayMail);
    const opened = await signIn(ctx, outside, { email, password, device: deviceOf(args.request), mayMail });
    await signInWorked(args, email);
    const next = nextOf(args.request);
    const to = opened.awaits ? paths.loginCode(next) : next || paths.home();
    return redirect(to, { headers: signedInHeaders(args.request, opened) });
  });
}

export default function Login() {
  const { next } = useLoaderData<typeof loader>();
  const t = useTranslations('accounts');
  const [form, fields] = useAccountForm<{ email: string; password: string }>('login');
  return (
    <AccountPage
      title={t('login.title')}
      after={
        <>
          <TextLink to={paths.forgot()}>{t('login.forgot')}</TextLink>
          <p>
            {t('login.noAccount')}{' '}
            <TextLink to={withQuery(paths.signup(), { next })}>{t('login.signup')}</TextLink>
          </p>
        </>
      }
    >
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        {next && !form.allErrors[''] ? <Alert>{t('login.needed')}</Alert> : null}
        <FormErrors form={form} labels={{ email: t('fields.email'), password: t('fields.password') }} />
        <TextField field={fields.email} label={t('fields.email')} type="email" autoComplete="username" />
        <PasswordField field={fields.password} kind="current" />
        <SubmitButton wide size="large" pendingLabel={t('login.pending')}>
          {t('login.submit')}
        </SubmitButton>
      </Form>
    </AccountPage>
  );
}
