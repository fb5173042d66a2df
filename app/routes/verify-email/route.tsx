import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { verifyEmail } from '#app/domain/organisations/commands/verify-email.server.ts';
import { linkWorks } from '#app/domain/organisations/links.server.ts';
import { linkSchema } from '#app/domain/organisations/schema.ts';
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
import { DeadLink } from '#app/ui/accounts/DeadLink.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

export const meta = titled('accounts', (t) => t('verify.title'));

/** Looking never confirms: mail scanners follow addresses. The button does. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const read = linkSchema.safeParse({ token: new URL(args.request.url).searchParams.get('token') });
  const works = read.success && (await linkWorks(ctx, 'verify-email', read.data.token));
  const token = works ? read.data.token : null;
  return data({ token }, { status: token ? 200 : 410, headers: { 'Cache-Control': 'no-store' } });
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, linkSchema, async (ctx, { token }) => {
    await limitLinks(args);
    const opened = await verifyEmail(ctx, outside, token, deviceOf(args.request));
    const text = translator(ctx.locale, 'accounts')('verify.done');
    const start = opened.profile === 'professional' ? paths.newOrganisation() : paths.lots();
    const headers = signedInHeaders(args.request, { ...opened, locale: ctx.locale });
    return redirectWithFlash(opened.next ?? start, { tone: 'success', text }, headers);
  });
}

export default function VerifyEmail() {
  const { token } = useLoaderData<typeof loader>();
  const t = useTranslations('accounts.verify');
  if (!token) {
    return (
      <DeadLink
        title={t('deadTitle')}
        actions={
          <>
            <LinkButton to={paths.login()}>{t('login')}</LinkButton>
            <LinkButton to={paths.signup()}>{t('signup')}</LinkButton>
          </>
        }
      >
        {t('dead')}
      </DeadLink>
    );
  }
  return (
    <AccountPage title={t('title')} lead={t('lead')}>
      <Form method="post">
        <input type="hidden" name="token" value={token} />
        <SubmitButton wide size="large" pendingLabel={t('pending')}>
          {t('submit')}
        </SubmitButton>
      </Form>
    </AccountPage>
  );
}
