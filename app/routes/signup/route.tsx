import { getFormProps } from '@conform-to/react';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { signUp } from '#app/domain/organisations/commands/sign-up.server.ts';
import { type SignUpInput, signUpSchema } from '#app/domain/organisations/schema.ts';
import { profiles } from '#app/domain/organisations/vocabulary.ts';
import { contextOf } from '#app/http/context.server.ts';
import { evenly } from '#app/http/evenly.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitAsking } from '#app/http/limits.server.ts';
import { outside } from '#app/http/outside.server.ts';
import { paths, safeNext, withQuery } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { AccountPage } from '#app/ui/accounts/AccountPage.tsx';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { MailSent } from '#app/ui/accounts/MailSent.tsx';
import { PasswordField } from '#app/ui/accounts/PasswordField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Agree } from '#app/ui/legal/Agree.tsx';

export const meta = titled('accounts', (t) => t('signup.title'));

const nextOf = (request: Request) => safeNext(new URL(request.url).searchParams.get('next'), '');

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await contextOf(args);
  const next = nextOf(args.request);
  if (actor.person) throw redirect(next || paths.home());
  return { next, key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  return evenly(() =>
    submit(args, signUpSchema, async (ctx, input, key) => {
      const { mayMail } = await limitAsking(args, input.email);
      await signUp(ctx, outside, { key, input, next: nextOf(args.request) || null, mayMail });
      return { sentTo: input.email };
    }),
  );
}

export default function SignUp() {
  const { next, key } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations('accounts');
  const [form, fields] = useAccountForm<SignUpInput>('signup');
  if (answer && 'sentTo' in answer)
    return <MailSent about="signup" email={answer.sentTo} again={paths.signup()} />;
  const labels = {
    profile: t('fields.profile'),
    name: t('fields.name'),
    email: t('fields.email'),
    password: t('fields.password'),
  };
  const choices = profiles.map((value) => ({
    value,
    label: t(`profiles.${value}`),
    hint: t(`profileHints.${value}`),
  }));
  return (
    <AccountPage
      title={t('signup.title')}
      lead={t('signup.lead')}
      after={
        <p>
          {t('signup.already')}{' '}
          <TextLink to={withQuery(paths.login(), { next })}>{t('signup.login')}</TextLink>
        </p>
      }
    >
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <KeyField value={key} />
        <FormErrors form={form} labels={labels} />
        <RadioGroup field={fields.profile} legend={labels.profile} choices={choices} layout="tiles" />
        <TextField field={fields.name} label={labels.name} autoComplete="name" />
        <TextField field={fields.email} label={labels.email} type="email" autoComplete="email" />
        <PasswordField field={fields.password} kind="new" />
        <Agree to="signup" />
        <SubmitButton wide size="large" pendingLabel={t('signup.pending')}>
          {t('signup.submit')}
        </SubmitButton>
      </Form>
    </AccountPage>
  );
}
