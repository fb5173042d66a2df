import type { SubmissionResult } from '@conform-to/react';
import { useActionData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { Counts } from '#app/ui/diagnoses/Counts.tsx';
import { EditRow } from '#app/ui/diagnoses/EditRow.tsx';
import { Following } from '#app/ui/diagnoses/Following.tsx';
import { Guesses } from '#app/ui/diagnoses/Guesses.tsx';
import { Mapping } from '#app/ui/diagnoses/Mapping.tsx';
import { StateBadge } from '#app/ui/diagnoses/StateBadge.tsx';
import { useFocusWhereSent } from '#app/ui/diagnoses/use-focus-where-sent.ts';
import { Who } from '#app/ui/diagnoses/Who.tsx';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { buttonClass, LinkButton } from '#app/ui/kit/Button.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Accept, Done } from './Outcome.tsx';
import type { ImportPageData } from './page.server.ts';
import { Rows } from './Rows.tsx';

/** One import, from its arrival to its lots. */
export function ImportPage(data: ImportPageData) {
  const { view, keys, edit, taxonomy, rules, place } = data;
  const t = useTranslations('diagnoses');
  useFocusWhereSent();
  const refusal = Object.values(useActionData<SubmissionResult<string[]>>()?.error ?? {}).flat()[0];
  const { site, publicId, state, problem } = view;
  const busy = state === 'waiting' || state === 'reading' || state === 'accepting' || state === 'withdrawing';
  return (
    <Page
      title={<span className="break-all">{view.fileName}</span>}
      over={<StateBadge state={state} />}
      lead={<Who card={view} />}
      breadcrumbs={[
        { label: site.name, to: paths.site(site.publicId) },
        { label: t('crumb'), to: paths.diagnoses(site.publicId) },
        { label: view.fileName },
      ]}
      actions={<Downloads {...data} />}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
        {refusal ? (
          <Alert tone="danger" live>
            {refusal}
          </Alert>
        ) : null}
        {busy ? (
          <Following state={state} perMille={view.perMille} rows={view.rows} formKey={keys.act} />
        ) : null}
        {problem && !busy ? <Problem {...data} /> : null}
        {state === 'cancelled' ? <Alert actions={<Another {...data} />}>{t('cancelledText')}</Alert> : null}
        {state === 'accepted' || state === 'withdrawn' ? <Done view={view} formKey={keys.act} /> : null}
        {state === 'read' || state === 'accepted' ? <Counts {...view} /> : null}
        {state === 'read' && view.guesses > 0 ? (
          <Guesses
            count={view.guesses}
            groups={data.groups}
            typeNames={data.typeNames}
            formKey={keys.confirm}
            showTo={`${paths.diagnosis(site.publicId, publicId, { show: 'guess' })}#lines`}
          />
        ) : null}
        {state === 'read' ? <Accept view={view} formKey={keys.act} /> : null}
        {edit && taxonomy ? (
          <EditRow
            key={`${edit.line}`}
            row={edit}
            families={taxonomy.families}
            types={taxonomy.types}
            rules={rules}
            backTo={`${paths.diagnosis(site.publicId, publicId, place)}#line-${edit.line}`}
          />
        ) : null}
        {(state === 'read' || state === 'refused') && view.columns.length > 0 ? (
          <Mapping columns={view.columns} formKey={keys.map} open={state === 'refused'} />
        ) : null}
        {data.page ? <Rows {...data} page={data.page} /> : null}
      </div>
    </Page>
  );
}

function Problem({ view }: ImportPageData) {
  const t = useTranslations('diagnoses');
  const { problem, problemFacts, state } = view;
  const facts = { line: 'none', ...problemFacts };
  return (
    <Alert
      tone="danger"
      live
      title={state === 'refused' ? t('refusedTitle') : undefined}
      actions={state === 'refused' ? <Another view={view} /> : null}
    >
      {t(`problem.${problem as 'damaged'}`, facts)}
    </Alert>
  );
}

function Another({ view }: Pick<ImportPageData, 'view'>) {
  const t = useTranslations('diagnoses');
  return <LinkButton to={paths.diagnoses(view.site.publicId)}>{t('another')}</LinkButton>;
}

function Downloads({ view }: ImportPageData) {
  const t = useTranslations('diagnoses');
  const { site, publicId } = view;
  return (
    <>
      {view.kept ? (
        <a
          href={paths.diagnosisFile(site.publicId, publicId)}
          download
          className={buttonClass({ size: 'small' })}
        >
          {t('download')}
        </a>
      ) : null}
      {view.state === 'read' || view.state === 'accepted' ? (
        <a
          href={paths.diagnosisLines(site.publicId, publicId)}
          download
          className={buttonClass({ size: 'small' })}
        >
          {t('lines')}
        </a>
      ) : null}
    </>
  );
}
