import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { changeDelays } from '#app/domain/reservations/commands/change-delays.server.ts';
import { delayInput } from '#app/domain/reservations/delay-input.ts';
import { delaysNow } from '#app/domain/reservations/delay-settings.server.ts';
import { contextOf, requireOperator } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AdminPage } from '#app/ui/admin/AdminPage.tsx';
import { DelaysForm } from '#app/ui/admin/DelaysForm.tsx';

export const meta = titled('admin', (t) => t('delays.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOperator(ctx, args.request);
  return { delays: await delaysNow(ctx), key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  requireOperator(await contextOf(args), args.request);
  return submit(args, delayInput, async (ctx, input, key) => {
    const count = await changeDelays(ctx, input, key);
    const text = translator(ctx.locale, 'admin.delays')('changed', { count });
    return redirectWithFlash(paths.adminDelays(), { tone: 'success', text });
  });
}

export default function AdminDelays() {
  const { delays, key } = useLoaderData<typeof loader>();
  const t = useTranslations('admin.delays');
  return (
    <AdminPage title={t('title')} lead={t('lead')}>
      <DelaysForm key={key} delays={delays} formKey={key} />
    </AdminPage>
  );
}
