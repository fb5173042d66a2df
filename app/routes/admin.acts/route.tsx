import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { loggedActs } from '#app/domain/operator/queries.server.ts';
import { actFilters } from '#app/domain/operator/schema.ts';
import { contextOf, requireOperator } from '#app/http/context.server.ts';
import { optionalPublicId } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { ActFiltersForm } from '#app/ui/admin/ActFiltersForm.tsx';
import { ActTable } from '#app/ui/admin/ActTable.tsx';
import { AdminPage } from '#app/ui/admin/AdminPage.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Pagination } from '#app/ui/kit/Pagination.tsx';

export const meta = titled('admin', (t) => t('acts.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOperator(ctx, args.request);
  const asked = new URL(args.request.url).searchParams;
  const filters = actFilters.parse(Object.fromEntries(asked));
  return { filters, ...(await loggedActs(ctx, filters, optionalPublicId(asked.get('after')))) };
}

export default function AdminActs() {
  const { filters, acts, next } = useLoaderData<typeof loader>();
  const t = useTranslations('admin.acts');
  return (
    <AdminPage title={t('title')} lead={t('lead')}>
      <ActFiltersForm filters={filters} />
      {acts.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyText')}</EmptyState>
      ) : (
        <ActTable acts={acts} />
      )}
      <Pagination next={next ? paths.adminActs({ ...filters, after: next }) : null} label={t('older')} />
    </AdminPage>
  );
}
