import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf } from '#app/http/context.server.ts';
import { mailReader } from '#app/http/mail-reader.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { readMail } from '#app/platform/mail/outbox.server.ts';
import { Card } from '#app/ui/kit/Card.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Letter } from './Letter.tsx';

export const meta = titled<'outbox', Awaited<ReturnType<typeof loader>>>(
  'outbox',
  (t, data) => data?.mail.subject ?? t('title'),
);

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const reader = mailReader(ctx);
  const mail = (await readMail(ctx.db, publicIdOf(args.params), reader)) ?? refuse('not-found');
  return { mail };
}

export default function OneMail() {
  const { mail } = useLoaderData<typeof loader>();
  const t = useTranslations('outbox');
  const locale = useLocale();
  return (
    <Page
      width="narrow"
      title={mail.subject}
      breadcrumbs={[{ label: t('back'), to: paths.mails() }, { label: mail.subject }]}
    >
      <DescriptionList
        items={[
          { term: t('to'), value: <span className="break-all">{mail.to}</span> },
          { term: t('when'), value: formatInstant(locale, new Date(mail.createdAt)) },
          { term: t('status'), value: t(`statuses.${mail.status}`) },
        ]}
      />
      <Card padding="large" className="mt-6">
        <Letter text={mail.text} locale={mail.locale} />
      </Card>
    </Page>
  );
}
