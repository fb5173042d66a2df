import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { z } from 'zod';
import { crewLinkOf, openCrewSession } from '#app/domain/sites/crew.server.ts';
import { contextOf } from '#app/http/context.server.ts';
import { submit } from '#app/http/form.server.ts';
import { limitLinks } from '#app/http/limits.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { crewCookie } from '#app/platform/session/crew-cookie.server.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { StrayErrors } from '#app/ui/kit/StrayErrors.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Page } from '#app/ui/layout/Page.tsx';

export const meta = titled('crew', (t) => t('open.title'));

/** Scanning opens nothing by itself: the page only offers the button. */
export async function loader(args: LoaderFunctionArgs) {
  await limitLinks(args);
  const ctx = await contextOf(args);
  return { found: await crewLinkOf(ctx, args.params.token ?? '') };
}

export async function action(args: ActionFunctionArgs) {
  return submit(args, z.object({ intent: z.literal('enter') }), async (ctx) => {
    await limitLinks(args);
    const { secret } = await openCrewSession(ctx, args.params.token ?? '');
    return redirect(paths.crew(), { headers: { 'Set-Cookie': crewCookie(secret) } });
  });
}

export default function OpenCrew() {
  const { found } = useLoaderData<typeof loader>();
  const t = useTranslations('crew.open');
  if (!found) {
    return (
      <Page width="narrow" title={t('over')}>
        <Alert tone="warning">{t('overHelp')}</Alert>
      </Page>
    );
  }
  return (
    <Page width="narrow" title={t('title')} lead={t('lead', { site: found.site })}>
      <StrayErrors shown={[]} />
      <Form method="post">
        <input type="hidden" name="intent" value="enter" />
        <SubmitButton size="large" wide>
          {t('enter')}
        </SubmitButton>
      </Form>
    </Page>
  );
}
