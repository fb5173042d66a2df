import { getFormProps } from '@conform-to/react';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { proveAgain } from '#app/domain/factors/commands/prove-again.server.ts';
import { proofSchema } from '#app/domain/factors/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf, requirePerson, sessionIdOf, standingIn } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitCodes, limitOwnPassword } from '#app/http/limits.server.ts';
import { paths, safeNext } from '#app/http/paths.ts';
import { factorTools } from '#app/http/second-factor.server.ts';
import { titled } from '#app/i18n/title.ts';
import { AccountPage } from '#app/ui/accounts/AccountPage.tsx';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { PasswordField } from '#app/ui/accounts/PasswordField.tsx';
import { CodeField } from '#app/ui/factors/CodeField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

export const meta = titled('factors', (t) => t('prove.title'));

const nextOf = (request: Request) => safeNext(new URL(request.url).searchParams.get('next'), paths.account());

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  return { byCode: standingIn(ctx)?.secondFactor ?? false };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, proofSchema, async (ctx, { proofPassword }) => {
    requirePerson(ctx, args.request);
    const { id } = ctx.actor.person;
    if (standingIn(ctx)?.secondFactor) await limitCodes(args, id);
    else await limitOwnPassword(args, id);
    const sessionId = sessionIdOf(ctx) ?? refuse('sign-in-needed');
    await proveAgain(ctx, factorTools, { proof: proofPassword, sessionId });
    return redirect(nextOf(args.request));
  });
}

export default function Prove() {
  const { byCode } = useLoaderData<typeof loader>();
  const t = useTranslations('factors.prove');
  const [form, fields] = useAccountForm<{ proofPassword: string }>('prove');
  const label = t(byCode ? 'totp' : 'password');
  return (
    <AccountPage title={t('title')} lead={t('lead')}>
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <FormErrors form={form} labels={{ proofPassword: label }} />
        {byCode ? (
          <CodeField field={fields.proofPassword} label={label} recovery />
        ) : (
          <PasswordField field={fields.proofPassword} kind="current" label={label} />
        )}
        <SubmitButton wide size="large" pendingLabel={t('pending')}>
          {t('submit')}
        </SubmitButton>
      </Form>
    </AccountPage>
  );
}
