import { useLocale, useTranslations } from 'use-intl';
import type { LoggedAct } from '#app/domain/operator/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { type Column, Table } from '#app/ui/kit/Table.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** The log of acts: what, why, on what, whom it concerns, by whom. */
export function ActTable({ acts }: { acts: readonly LoggedAct[] }) {
  const t = useTranslations('admin.acts');
  const words = useTranslations('operator');
  const locale = useLocale();
  const columns: Column<LoggedAct>[] = [
    {
      key: 'act',
      header: t('act'),
      rowHeader: true,
      cell: ({ act, reason, details }) => (
        <div className="min-w-60">
          {words(`acts.${act}`)}
          <p className="max-w-prose font-normal break-words">{reason}</p>
          <Details details={details} />
        </div>
      ),
    },
    {
      key: 'what',
      header: t('what'),
      cell: ({ subjectKind, subjectId }) => (
        <span className="block min-w-32">
          {words(`subjects.${subjectKind}`)}
          {subjectId ? <span className="block text-sm break-all text-muted">{subjectId}</span> : null}
        </span>
      ),
    },
    { key: 'concerned', header: t('concerned'), cell: (act) => <Concerned act={act} /> },
    {
      key: 'when',
      header: t('when'),
      cell: ({ at }) => <span className="block min-w-32">{formatInstant(locale, new Date(at))}</span>,
    },
    {
      key: 'by',
      header: t('by'),
      cell: ({ by, script }) => (script ? t('script', { login: by }) : by),
    },
  ];
  return (
    <Table
      caption={t('title')}
      hideCaption
      columns={columns}
      rows={acts}
      rowKey={({ publicId }) => publicId}
    />
  );
}

function Details({ details }: { details: Record<string, unknown> }) {
  const t = useTranslations('admin.acts');
  if (Object.keys(details).length === 0) return null;
  return (
    <details className="mt-1 text-sm font-normal">
      <summary className="cursor-pointer text-muted">{t('details')}</summary>
      <pre className="mt-1 max-w-md overflow-x-auto whitespace-pre-wrap break-words">
        {JSON.stringify(details, null, 2)}
      </pre>
    </details>
  );
}

function Concerned({ act: { organisation, person } }: { act: LoggedAct }) {
  const t = useTranslations('admin.acts');
  return (
    <div className="min-w-32">
      {organisation ? (
        <TextLink to={paths.organisation(organisation.slug)}>{organisation.name}</TextLink>
      ) : null}
      {person ? <p className="text-sm break-all text-muted">{t('person', { id: person })}</p> : null}
    </div>
  );
}
