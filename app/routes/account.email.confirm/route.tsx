import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { confirmEmailChange } from '#app/domain/organisations/commands/confirm-email-change.server.ts';
import { emailChangeBehind } from '#app/domain/organisations/queries.server.ts';
import { linkSchema } from '#app/domain/organisations/schema.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
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
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

export const meta = titled('accounts', (t) => t('email.confirmTitle'));

/** Looking never uses the link; whoever opens it elsewhere signs in first. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const read = linkSchema.safeParse({ token: new URL(args.request.url).searchParams.get('token') });
  const email = read.success ? await emailChangeBehind(ctx, read.data.token) : null;
  const link = read.success && email ? { token: read.data.token, email } : null;
  return data({ link }, { status: link ? 200 : 410, headers: { 'Cache-Control': 'no-store' } });
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, linkSchema, async (ctx, { token }) => {
    requirePerson(ctx, args.request);
    await limitLinks(args);
    const opened = await confirmEmailChange(ctx, outside, token, deviceOf(args.request));
    const text = translator(ctx.locale, 'accounts')('email.done');
    return redirectWithFlash(
      paths.account(),
      { tone: 'success', text },
      signedInHeaders(args.request, opened),
    );
  });
}

export default function ConfirmEmail() {
  const { link } = useLoaderData<typeof loader>();
  const t = useTranslations('accounts.email');
  if (!link) {
    return (
      <DeadLink
        title={t('deadTitle')}
        actions={
          <>
            <LinkButton to={paths.changeEmail()}>{t('again')}</LinkButton>
            <LinkButton to={paths.account()}>{t('back')}</LinkButton>
          </>
        }
      >
        {t('dead')}
      </DeadLink>
    );
  }
  return (
    <AccountPage title={t('confirmTitle')} lead={t('confirmLead', { email: link.email })}>
      <StrayErrors shown={[]} />
      <Form method="post">
        <input type="hidden" name="intent" value="confirm" />
        <input type="hidden" name="token" value={link.token} />
        <SubmitButton wide size="large" pendingLabel={t('confirming')}>
          {t('confirm')}
        </SubmitButton>
      </Form>
    </AccountPage>
  );
}
