import { useLocale, useTranslations } from 'use-intl';
import type { BooksCheck } from '#app/domain/operator/health.server.ts';
import type { Vitals } from '#app/domain/operator/worries.ts';
import { formatDuration, formatInstant } from '#app/i18n/dates.ts';
import { formatBytes, formatNumber, formatPercent } from '#app/i18n/format.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

type Of<Name extends keyof Vitals> = { vitals: Pick<Vitals, Name> };

/** Database and disk. */
export function Machine({ vitals: { database, disk } }: Of<'database' | 'disk'>) {
  const t = useTranslations('admin.health');
  const locale = useLocale();
  const items = [
    { term: t('version'), value: `PostgreSQL ${database.version}` },
    { term: t('size'), value: formatBytes(locale, database.bytes) },
    {
      term: t('connections'),
      value: t('of', {
        some: formatNumber(locale, database.connections),
        all: formatNumber(locale, database.connectionsMost),
      }),
    },
    { term: t('oldestTransaction'), value: formatDuration(locale, database.oldestTransaction) },
    {
      term: t('replicas'),
      value:
        database.replicas === 0
          ? t('noReplica')
          : t('replicasLate', {
              count: database.replicas,
              late:
                database.replicaLate === null ? t('unknown') : formatDuration(locale, database.replicaLate),
            }),
    },
    {
      term: t('disk'),
      value: disk
        ? t('freeOf', {
            free: formatBytes(locale, disk.freeBytes),
            all: formatBytes(locale, disk.totalBytes),
            share: formatPercent(locale, disk.freeBytes / disk.totalBytes),
          })
        : t('unknown'),
    },
  ];
  return (
    <Section title={t('machine')}>
      <DescriptionList layout="tiles" items={items} />
    </Section>
  );
}

/** What the platform does on its own: jobs, mails. */
export function Queues({ vitals: { queue, mails } }: Of<'queue' | 'mails'>) {
  const t = useTranslations('admin.health');
  const locale = useLocale();
  const count = (value: number) => formatNumber(locale, value);
  const since = (value: number, seconds: number) =>
    value === 0 ? count(0) : t('since', { count: count(value), since: formatDuration(locale, seconds) });
  const items = [
    { term: t('jobsRunning'), value: count(queue.running) },
    { term: t('jobsWaiting'), value: since(queue.waiting, queue.oldestWait) },
    { term: t('jobsFailing'), value: count(queue.failing) },
    { term: t('jobsGivenUp'), value: count(queue.givenUp) },
    { term: t('mailsWaiting'), value: since(mails.waiting, mails.oldestWait) },
    { term: t('mailsSent'), value: count(mails.sentToday) },
    { term: t('mailsFailed'), value: count(mails.failed) },
    { term: t('mailsRefused'), value: count(mails.refused) },
    { term: t('addressesFailing'), value: count(mails.addressesFailing) },
  ];
  return (
    <Section title={t('queues')}>
      <DescriptionList layout="tiles" items={items} />
    </Section>
  );
}

/** The books: their last signature and their last checks. */
export function Books({ vitals: { ledger } }: Of<'ledger'>) {
  const t = useTranslations('admin.health');
  const locale = useLocale();
  const { movements, checkpoint, checks } = ledger;
  const said = (kind: BooksCheck['kind']) => {
    const check = checks.find((one) => one.kind === kind);
    return check ? <Checked check={check} /> : t('never');
  };
  const items = [
    { term: t('movements'), value: t('about', { count: formatNumber(locale, movements) }) },
    {
      term: t('checkpoint'),
      value: checkpoint ? formatInstant(locale, new Date(checkpoint.at)) : t('never'),
    },
    { term: t('checks.balances'), value: said('balances') },
    { term: t('checks.full'), value: said('full') },
  ];
  return (
    <Section title={t('books')} lead={t('booksLead')}>
      <DescriptionList items={items} />
    </Section>
  );
}

function Checked({ check }: { check: BooksCheck }) {
  const t = useTranslations('admin.health');
  const locale = useLocale();
  const { at, milliseconds, movements, breaks } = check;
  return (
    <>
      <p>
        {t('checked', {
          when: formatInstant(locale, new Date(at)),
          count: formatNumber(locale, movements),
          seconds: formatNumber(locale, milliseconds / 1000, { maximumFractionDigits: 1 }),
        })}
      </p>
      {breaks.length === 0 ? (
        <p>{t('balanced')}</p>
      ) : (
        <ul className="mt-1 list-disc pl-5 text-danger">
          {breaks.map((what) => (
            <li key={what} className="break-words">
              {what}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
