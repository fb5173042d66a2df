import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { contextOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { blankSessionCookie, closeSession, sessionSecretOf } from '#app/platform/session/session.server.ts';
import { AccountPage } from '#app/ui/accounts/AccountPage.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

export const meta = titled('accounts', (t) => t('logout.title'));

/** Typed by hand or followed by a prefetcher, the address only offers the button. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor } = await contextOf(args);
  if (!actor.person) throw redirect(paths.home());
  return null;
}

export async function action(args: ActionFunctionArgs) {
  const { locale } = await contextOf(args);
  const secret = sessionSecretOf(args.request);
  if (secret) await closeSession(args.context.db, secret);
  const text = translator(locale, 'accounts')('logout.done');
  return redirectWithFlash(
    paths.home(),
    { tone: 'success', text },
    new Headers({ 'Set-Cookie': blankSessionCookie() }),
  );
}

export default function Logout() {
  const t = useTranslations('accounts.logout');
  return (
    <AccountPage title={t('title')} lead={t('lead')}>
      <Form method="post">
        <SubmitButton>{t('submit')}</SubmitButton>
      </Form>
    </AccountPage>
  );
}
