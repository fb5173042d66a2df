import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import {
  revokeOtherSessions,
  revokeSession,
} from '#app/domain/organisations/commands/revoke-session.server.ts';
import { mySessions } from '#app/domain/organisations/queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf, requirePerson, sessionIdOf } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { browserOf } from './browser.ts';
import { SessionLine } from './SessionLine.tsx';

export const meta = titled('accounts', (t) => t('sessions.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const sessions = await mySessions(ctx, sessionIdOf(ctx));
  return {
    sessions: sessions.map(({ userAgent, ...shown }) => ({ ...shown, device: browserOf(userAgent) })),
  };
}

const handle = z.string().regex(/^[0-9a-f]{64}$/);

export async function action(args: ActionFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const asked = (await args.request.formData()).get('session');
  const sessionId = sessionIdOf(ctx);
  const named = handle.safeParse(asked);
  if (!sessionId || (asked !== 'others' && !named.success)) return refuse('not-found');
  const { ended } = named.success
    ? await revokeSession(ctx, { handle: named.data })
    : await revokeOtherSessions(ctx, { sessionId });
  const text = translator(ctx.locale, 'accounts')('sessions.closed', { count: ended });
  return redirectWithFlash(paths.sessions(), { tone: 'success', text });
}

export default function Sessions() {
  const { sessions } = useLoaderData<typeof loader>();
  const t = useTranslations('accounts');
  const breadcrumbs = [{ label: t('account.title'), to: paths.account() }, { label: t('sessions.title') }];
  return (
    <Page width="narrow" title={t('sessions.title')} lead={t('sessions.lead')} breadcrumbs={breadcrumbs}>
      <ul className="divide-y divide-line border-y border-line">
        {sessions.map((session) => (
          <SessionLine key={session.handle} session={session} />
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Form method="post" className="mt-6">
          <SubmitButton variant="danger" name="session" value="others">
            {t('sessions.closeOthers')}
          </SubmitButton>
        </Form>
      ) : null}
    </Page>
  );
}
