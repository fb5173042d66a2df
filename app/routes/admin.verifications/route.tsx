import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { approvedDomains, lookedUp, toVerify } from '#app/domain/verification/queries.server.ts';
import { contextOf, requireOperator } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { AdminPage } from '#app/ui/admin/AdminPage.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { ApprovedDomains } from '#app/ui/verification/ApprovedDomains.tsx';
import { ToVerifyCard } from '#app/ui/verification/ToVerifyCard.tsx';
import { VerificationSearch } from '#app/ui/verification/VerificationSearch.tsx';
import { carryOut, intents } from './act.server.ts';

export const meta = titled('trust', (t) => t('desk.title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOperator(ctx, args.request);
  const typed = new URL(args.request.url).searchParams.get('q')?.trim().slice(0, 120) ?? '';
  const [waiting, found, domains] = await Promise.all([
    toVerify(ctx),
    typed ? lookedUp(ctx, typed) : null,
    approvedDomains(ctx),
  ]);
  return { typed, waiting, found, domains, key: crypto.randomUUID() };
}

export async function action(args: ActionFunctionArgs) {
  requireOperator(await contextOf(args), args.request);
  return submit(args, intents, async (ctx, asked, key) => {
    const text = await carryOut(ctx, asked, key);
    return redirectWithFlash(paths.adminVerifications(), { tone: 'success', text });
  });
}

export default function AdminVerifications() {
  const { typed, waiting, found, domains, key } = useLoaderData<typeof loader>();
  const t = useTranslations('trust.desk');
  return (
    <AdminPage title={t('title')} lead={t('lead')}>
      <VerificationSearch typed={typed} />
      {found ? (
        <Section title={t(found.length > 0 ? 'found' : 'foundNone')}>
          {found.map((one) => (
            <ToVerifyCard key={one.publicId} one={one} formKey={key} />
          ))}
        </Section>
      ) : (
        <Section title={t('waiting')}>
          {waiting.length === 0 ? (
            <EmptyState title={t('empty')} level={3}>
              {t('emptyText')}
            </EmptyState>
          ) : (
            waiting.map((one) => <ToVerifyCard key={one.publicId} one={one} formKey={key} />)
          )}
        </Section>
      )}
      <ApprovedDomains domains={domains} formKey={key} />
    </AdminPage>
  );
}
