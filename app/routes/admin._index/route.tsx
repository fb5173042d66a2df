import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { ledgerVitals, mailVitals, queueVitals } from '#app/domain/operator/health.server.ts';
import { worriesOf } from '#app/domain/operator/worries.ts';
import { contextOf, requireOperator } from '#app/http/context.server.ts';
import { titled } from '#app/i18n/title.ts';
import { env } from '#app/platform/env.server.ts';
import { databaseVitals } from '#app/platform/vitals/database.server.ts';
import { diskVitals } from '#app/platform/vitals/disk.server.ts';
import { AdminPage } from '#app/ui/admin/AdminPage.tsx';
import { Books, Machine, Queues } from '#app/ui/admin/Health.tsx';
import { Worries } from '#app/ui/admin/Worries.tsx';

export const meta = titled('admin', (t) => t('home.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOperator(ctx, args.request);
  const [database, disk, queue, mails, ledger] = await Promise.all([
    databaseVitals(ctx.db),
    diskVitals(env.DATA_DIR),
    queueVitals(ctx),
    mailVitals(ctx),
    ledgerVitals(ctx),
  ]);
  const vitals = { database, disk, queue, mails, ledger };
  return { vitals, worries: worriesOf({ ...vitals, now: ctx.now }) };
}

export default function AdminHome() {
  const { vitals, worries } = useLoaderData<typeof loader>();
  const t = useTranslations('admin.home');
  return (
    <AdminPage title={t('title')} lead={t('lead')}>
      <Worries worries={worries} />
      <Machine vitals={vitals} />
      <Queues vitals={vitals} />
      <Books vitals={vitals} />
    </AdminPage>
  );
}
