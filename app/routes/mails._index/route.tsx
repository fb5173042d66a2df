import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Mail } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { contextOf } from '#app/http/context.server.ts';
import { mailReader } from '#app/http/mail-reader.server.ts';
import { optionalPublicId } from '#app/http/param.server.ts';
import { paths, withQuery } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { listMails } from '#app/platform/mail/outbox.server.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Pagination } from '#app/ui/kit/Pagination.tsx';
import { Table } from '#app/ui/kit/Table.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { toneOf } from './tone.ts';

export const meta = titled('outbox', (t) => t('title'));

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const { links } = mailReader(ctx);
  const after = optionalPublicId(new URL(args.request.url).searchParams.get('after'));
  return { ...(await listMails(ctx.db, after)), links };
}

export default function Mails() {
  const { mails, next, links } = useLoaderData<typeof loader>();
  const t = useTranslations('outbox');
  const locale = useLocale();
  return (
    <Page title={t('title')} lead={t(links ? 'intro' : 'intro-admin')}>
      {mails.length === 0 ? (
        <EmptyState title={t('empty')} icon={<Mail aria-hidden="true" />}>
          {t('empty-help')}
        </EmptyState>
      ) : (
        <Table
          caption={t('title')}
          hideCaption
          rows={mails}
          rowKey={({ publicId }) => publicId}
          columns={[
            {
              key: 'subject',
              header: t('subject'),
              rowHeader: true,
              cell: ({ publicId, subject }) => (
                <span className="block min-w-48">
                  <TextLink to={paths.mail(publicId)}>{subject}</TextLink>
                </span>
              ),
            },
            {
              key: 'to',
              header: t('to'),
              cell: ({ to }) => <span className="block min-w-48 break-words">{to}</span>,
            },
            {
              key: 'when',
              header: t('when'),
              cell: ({ createdAt }) => formatInstant(locale, new Date(createdAt)),
            },
            {
              key: 'status',
              header: t('status'),
              cell: ({ status }) => <Badge tone={toneOf[status]}>{t(`statuses.${status}`)}</Badge>,
            },
          ]}
        />
      )}
      <Pagination next={next ? withQuery(paths.mails(), { after: next }) : null} label={t('older')} />
    </Page>
  );
}
