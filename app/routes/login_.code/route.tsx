import { getFormProps } from '@conform-to/react';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { takeSecondStep } from '#app/domain/factors/commands/take-second-step.server.ts';
import { codeSchema } from '#app/domain/factors/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitCodes } from '#app/http/limits.server.ts';
import { deviceOf } from '#app/http/outside.server.ts';
import { paths, safeNext } from '#app/http/paths.ts';
import { factorTools, waitingOf } from '#app/http/second-factor.server.ts';
import { signedInHeaders } from '#app/http/signed-in.server.ts';
import { titled } from '#app/i18n/title.ts';
import { AccountPage } from '#app/ui/accounts/AccountPage.tsx';
import { useAccountForm } from '#app/ui/accounts/account-form.ts';
import { CodeField } from '#app/ui/factors/CodeField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** A key, codes: no cache keeps this page. */
export const headers = () => ({ 'Cache-Control': 'no-store' });

export const meta = titled('factors', (t) => t('step.title'));

const nextOf = (request: Request) => safeNext(new URL(request.url).searchParams.get('next'), '');

export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await contextOf(args);
  if (actor.person) throw redirect(nextOf(args.request) || paths.home());
  const waiting = await waitingOf(args);
  if (!waiting) throw redirect(paths.login(nextOf(args.request)));
  return { awaits: waiting.awaits };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, codeSchema, async (ctx, { code }) => {
    const waiting = (await waitingOf(args)) ?? refuse('step-over');
    await limitCodes(args, waiting.personId);
    const device = deviceOf(args.request);
    const opened = await takeSecondStep(ctx, factorTools, { secret: waiting.secret, code, device });
    const headers = signedInHeaders(args.request, opened);
    if (opened.deviceCookie) headers.append('Set-Cookie', opened.deviceCookie);
    return redirect(nextOf(args.request) || paths.home(), { headers });
  });
}

export default function LoginCode() {
  const { awaits } = useLoaderData<typeof loader>();
  const t = useTranslations('factors');
  const [form, fields] = useAccountForm<{ code: string }>('login-code');
  return (
    <AccountPage
      title={t('step.title')}
      lead={t(awaits === 'totp' ? 'step.totpLead' : 'step.mailLead')}
      after={<TextLink to={paths.login()}>{t('step.again')}</TextLink>}
    >
      <Form method="post" {...getFormProps(form)} className="grid gap-5">
        <FormErrors form={form} labels={{ code: t('code') }} />
        <CodeField field={fields.code} label={t('code')} recovery={awaits === 'totp'} />
        <SubmitButton wide size="large" pendingLabel={t('step.pending')}>
          {t('step.submit')}
        </SubmitButton>
        <p className="text-muted">{t(awaits === 'totp' ? 'step.recovery' : 'step.late')}</p>
      </Form>
    </AccountPage>
  );
}
