import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { JobInTrouble, MailInTrouble } from '#app/domain/operator/queues.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { type Column, Table } from '#app/ui/kit/Table.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { ReasonField } from './ReasonField.tsx';

interface ChoiceProps<Row> {
  intent: 'jobs' | 'mails';
  formKey: string;
  name: 'job' | 'mail';
  rows: readonly Row[];
  columns: Column<Row>[];
  idOf: (row: Row) => string;
  labelOf: (row: Row) => string;
}

/** Rows to tick, one reason, two things to do with them. */
function Choice<Row>({ intent, formKey, name, rows, columns, idOf, labelOf }: ChoiceProps<Row>) {
  const t = useTranslations('admin.queues');
  const reason = useTranslations('operator.reason');
  const [form, fields] = useIntentForm<{ job: string[]; mail: string[]; reason: string }>(intent);
  if (rows.length === 0) return <p className="text-muted">{t(`${intent}.none`)}</p>;
  const tick: Column<Row> = {
    key: 'tick',
    header: <span className="sr-only">{t('choose')}</span>,
    cell: (row) => (
      <input
        type="checkbox"
        name={name}
        value={idOf(row)}
        aria-label={t('chooseOne', { what: labelOf(row) })}
        className="size-6 accent-accent"
      />
    ),
  };
  return (
    <Form method="post" {...getFormProps(form)} className="space-y-5">
      <FormErrors form={form} labels={{ [name]: t(`${intent}.chosen`), reason: reason('label') }} />
      <KeyField value={formKey} />
      <input type="hidden" name="intent" value={intent} />
      <Table
        caption={t(`${intent}.title`)}
        hideCaption
        columns={[tick, ...columns]}
        rows={rows}
        rowKey={idOf}
      />
      <div className="max-w-prose">
        <ReasonField field={fields.reason} />
      </div>
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="way" value="retry">
          {t(`${intent}.retry`)}
        </SubmitButton>
        <SubmitButton name="way" value="discard" variant="danger">
          {t(`${intent}.discard`)}
        </SubmitButton>
      </div>
    </Form>
  );
}

const Failure = ({ children }: { children: ReactNode }) => (
  <span className="block min-w-60 max-w-md font-mono text-sm break-words">{children}</span>
);

/** Jobs that failed. */
export function JobsInTrouble({ jobs, formKey }: { jobs: readonly JobInTrouble[]; formKey: string }) {
  const t = useTranslations('admin.queues');
  const locale = useLocale();
  const columns: Column<JobInTrouble>[] = [
    {
      key: 'task',
      header: t('jobs.task'),
      rowHeader: true,
      cell: ({ task, id }) => `${task} ${id}`,
    },
    { key: 'error', header: t('error'), cell: ({ error }) => <Failure>{error}</Failure> },
    {
      key: 'tries',
      header: t('tries'),
      numeric: true,
      cell: ({ attempts, maxAttempts }) => t('of', { some: attempts, all: maxAttempts }),
    },
    {
      key: 'again',
      header: t('jobs.again'),
      cell: ({ again }) => (again ? formatInstant(locale, new Date(again)) : t('jobs.givenUp')),
    },
  ];
  return (
    <Section title={t('jobs.title')} lead={t('jobs.lead')}>
      <Choice
        {...{ intent: 'jobs', name: 'job', formKey, rows: jobs, columns }}
        idOf={({ id }) => id}
        labelOf={({ task, id }) => `${task} ${id}`}
      />
    </Section>
  );
}

/** Mails that did not leave. */
export function MailsInTrouble({ mails, formKey }: { mails: readonly MailInTrouble[]; formKey: string }) {
  const t = useTranslations('admin.queues');
  const statuses = useTranslations('outbox.statuses');
  const locale = useLocale();
  const columns: Column<MailInTrouble>[] = [
    {
      key: 'subject',
      header: t('mails.subject'),
      rowHeader: true,
      cell: ({ publicId, subject, to }) => (
        <div className="min-w-48">
          <TextLink to={paths.mail(publicId)}>{subject}</TextLink>
          <p className="font-normal break-all">{to}</p>
        </div>
      ),
    },
    { key: 'error', header: t('error'), cell: ({ error }) => <Failure>{error}</Failure> },
    { key: 'status', header: t('mails.status'), cell: ({ status }) => statuses(status) },
    {
      key: 'when',
      header: t('mails.when'),
      cell: ({ createdAt }) => formatInstant(locale, new Date(createdAt)),
    },
  ];
  return (
    <Section title={t('mails.title')} lead={t('mails.lead')}>
      <Choice
        {...{ intent: 'mails', name: 'mail', formKey, rows: mails, columns }}
        idOf={({ publicId }) => publicId}
        labelOf={({ subject }) => subject}
      />
      <p className="mt-4">
        <TextLink to={paths.mails()}>{t('mails.all')}</TextLink>
      </p>
    </Section>
  );
}
