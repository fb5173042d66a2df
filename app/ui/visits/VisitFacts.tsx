import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { VisitPageView } from '#app/domain/reservations/visit-views.ts';
import { paths } from '#app/http/paths.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Instant } from '#app/ui/kit/measures.tsx';
import { Standing } from '#app/ui/organisations/Standing.tsx';
import { LoadSummary } from './LoadSummary.tsx';

/** Who, when, what for, and all that is still to be taken away. */
export function VisitFacts({ visit }: { visit: VisitPageView }) {
  const t = useTranslations('reservations');
  const load = useTranslations('visits.load');
  const open = visit.lines.filter(({ closedAt, lapsed }) => !closedAt && !lapsed);
  return (
    <>
      <DescriptionList
        items={[
          {
            term: t(visit.side === 'taker' ? 'page.from' : 'page.for'),
            value: (
              <>
                {visit.other.name}
                <span className="block text-sm text-muted">
                  <Standing of={visit.other} />
                </span>
                <Link className="link" to={paths.site(visit.site.publicId)}>
                  {visit.site.name}
                </Link>
              </>
            ),
          },
          { term: t('page.requestedAt'), value: <Instant at={visit.requestedAt} /> },
          { term: t('page.purpose'), value: t(`purpose.${visit.purpose}`) },
          { term: t('page.destination'), value: visit.destination?.name ?? null },
          {
            term: t('page.substitution'),
            value: visit.substitution ? t(`substitution.${visit.substitution}`) : null,
          },
          {
            term: load('toTake'),
            value: open.length > 0 ? <LoadSummary carried={open} /> : null,
          },
        ]}
      />
      {visit.notes.length > 0 ? (
        <ul className="mt-6 space-y-3" aria-label={t('page.notes')}>
          {visit.notes.map((note) => (
            <li key={`${note.at}${note.kind}`} className="rounded bg-sunken p-3">
              <p className="text-sm text-muted">
                {t(`noteKind.${note.kind as 'request'}`)} · {note.by} · <Instant at={note.at} />
              </p>
              <p className="whitespace-pre-line">{note.body}</p>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
