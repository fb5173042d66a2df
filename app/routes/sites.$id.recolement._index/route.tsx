import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { deadlineOf } from '#app/domain/recolement/deadline.ts';
import { statesOf, summaryOf } from '#app/domain/recolement/summary.ts';
import { paths } from '#app/http/paths.ts';
import { readRecolement } from '#app/http/recolement.server.ts';
import { dayOf } from '#app/i18n/dates.ts';
import { titled } from '#app/i18n/title.ts';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Page } from '#app/ui/layout/Page.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Countdown } from '#app/ui/recolement/Countdown.tsx';
import { Downloads } from '#app/ui/recolement/Downloads.tsx';
import { OutcomeTable } from '#app/ui/recolement/OutcomeTable.tsx';
import { Rate } from '#app/ui/recolement/Rate.tsx';
import { StateTable } from '#app/ui/recolement/StateTable.tsx';

export const meta = titled<'recolement', Awaited<ReturnType<typeof loader>>>('recolement', (t, data) =>
  t('title', { site: data?.site.name ?? '' }),
);

/** Rows of the page; the exports have them all. */
const SHOWN = 200;

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, site, recolement } = await readRecolement(args);
  const { publicId, name, kind, endsOn, commune } = site;
  const states = statesOf(recolement);
  return {
    site: { publicId, name, kind, communeName: commune.name },
    deadline: kind === 'works' ? deadlineOf(endsOn, dayOf(ctx.now, site.zone)) : null,
    summary: summaryOf(recolement),
    states: states.slice(0, SHOWN),
    hidden: Math.max(0, states.length - SHOWN),
    diagnosis: recolement.diagnosis,
  };
}

export default function RecolementPage() {
  const { site, deadline, summary, states, hidden, diagnosis } = useLoaderData<typeof loader>();
  const t = useTranslations('recolement');
  return (
    <Page
      title={t('heading')}
      lead={[site.name, site.communeName].join(' · ')}
      breadcrumbs={[{ label: site.name, to: paths.site(site.publicId) }, { label: t('heading') }]}
    >
      {states.length === 0 ? (
        <EmptyState title={t('empty')}>{t('emptyHelp')}</EmptyState>
      ) : (
        <>
          <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
            <Rate capture={summary.capture} evidence={summary.evidence} />
            {site.kind === 'works' ? <Countdown deadline={deadline} site={site.publicId} /> : null}
          </div>
          <Section title={t('whereTo')} lead={t('whereToLead')}>
            <OutcomeTable outcomes={summary.outcomes} />
          </Section>
          <Section
            title={t('states')}
            lead={diagnosis ? t('fromDiagnosis', { file: diagnosis.fileName }) : t('noDiagnosis')}
          >
            <StateTable states={states} />
            {hidden > 0 ? <p className="mt-3 text-muted">{t('hidden', { count: hidden })}</p> : null}
          </Section>
          <Downloads site={site.publicId} />
        </>
      )}
    </Page>
  );
}
