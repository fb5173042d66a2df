import type { LoaderFunctionArgs } from '@remix-run/node';
import { useTranslations } from 'use-intl';
import { contextOf, requireOperator } from '#app/http/context.server.ts';
import { titled } from '#app/i18n/title.ts';
import { AdminPage } from '#app/ui/admin/AdminPage.tsx';

export const meta = titled('admin', (t) => t('home.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOperator(ctx, args.request);
  return null;
}

export default function AdminHome() {
  const t = useTranslations('admin.home');
  return (
    <AdminPage title={t('title')} lead={t('lead')}>
      {null}
    </AdminPage>
  );
}
