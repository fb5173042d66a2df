import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { Ctx } from '#app/domain/context.ts';
import { handleJobs } from '#app/domain/operator/commands/handle-jobs.server.ts';
import { handleMails } from '#app/domain/operator/commands/handle-mails.server.ts';
import { sendTestMail } from '#app/domain/operator/commands/send-test-mail.server.ts';
import { type QueueIntent, queueIntents } from '#app/domain/operator/queue-schema.ts';
import { jobsInTrouble, mailsInTrouble } from '#app/domain/operator/queues.server.ts';
import { contextOf, requireOperator } from '#app/http/context.server.ts';
import { redirectWithFlash } from '#app/http/flash.server.ts';
import { submit } from '#app/http/form.server.ts';
import { paths } from '#app/http/paths.ts';
import { titled } from '#app/i18n/title.ts';
import { translator } from '#app/i18n/translator.ts';
import { AdminPage } from '#app/ui/admin/AdminPage.tsx';
import { JobsInTrouble, MailsInTrouble } from '#app/ui/admin/InTrouble.tsx';
import { TestMail } from '#app/ui/admin/TestMail.tsx';

export const meta = titled('admin', (t) => t('queues.title'));

const newKey = () => crypto.randomUUID();

export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requireOperator(ctx, args.request);
  const [jobs, mails] = await Promise.all([jobsInTrouble(ctx), mailsInTrouble(ctx)]);
  return {
    jobs,
    mails,
    email: ctx.actor.person.email,
    keys: { jobs: newKey(), mails: newKey(), test: newKey() },
  };
}

export async function action(args: ActionFunctionArgs) {
  requireOperator(await contextOf(args), args.request);
  return submit(args, queueIntents, async (ctx, asked, key) => {
    const text = await carryOut(ctx, asked, key);
    return redirectWithFlash(paths.adminQueues(), { tone: 'success', text });
  });
}

async function carryOut(ctx: Ctx, asked: QueueIntent, key: string): Promise<string> {
  const t = translator(ctx.locale, 'admin.queues');
  const { reason } = asked;
  if (asked.intent === 'test') {
    await sendTestMail(ctx, { reason, key });
    return t('testSent');
  }
  const count =
    asked.intent === 'jobs'
      ? await handleJobs(ctx, asked.way, { jobs: asked.job, reason, key })
      : await handleMails(ctx, asked.way, { mails: asked.mail, reason, key });
  return t(asked.way === 'retry' ? 'retried' : 'discarded', { count });
}

export default function AdminQueues() {
  const { jobs, mails, email, keys } = useLoaderData<typeof loader>();
  const t = useTranslations('admin.queues');
  return (
    <AdminPage title={t('title')} lead={t('lead')}>
      <JobsInTrouble jobs={jobs} formKey={keys.jobs} />
      <MailsInTrouble mails={mails} formKey={keys.mails} />
      <TestMail email={email} formKey={keys.test} />
    </AdminPage>
  );
}
