import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { NamedOwner, SiteTitle } from '#app/domain/sites/ownership.server.ts';
import { paths } from '#app/http/paths.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Props {
  title: SiteTitle;
  site: { publicId: string; asbestosSurveyRef: string | null; leadSurveyRef: string | null };
  mayManage: boolean;
}

/** Whose materials, as the site names them; what nobody said is said to be so. */
export function SiteTitleFacts({ title, site, mayManage }: Props) {
  const t = useTranslations('ownership');
  const clause = title.clause ? <span className="whitespace-pre-line">{title.clause}</span> : null;
  return (
    <Section title={t('page.title')}>
      <DescriptionList
        items={[
          { term: t('page.owner'), value: title.owner ? <Named one={title.owner} /> : t('notSaid') },
          {
            term: t('page.titleHolder'),
            value: title.title ? (
              <Named one={title.title} />
            ) : (
              <>
                {t('notSaid')}
                {mayManage ? (
                  <>
                    {' · '}
                    <Link className="link" to={paths.editSite(site.publicId)}>
                      {t('page.complete')}
                    </Link>
                    <span className="block text-sm text-muted">{t('page.missing')}</span>
                  </>
                ) : null}
              </>
            ),
          },
          { term: t('page.contract'), value: title.reference },
          { term: t('page.clause'), value: clause },
          { term: t('asbestosSurvey'), value: site.asbestosSurveyRef },
          { term: t('leadSurvey'), value: site.leadSurveyRef },
        ]}
      />
    </Section>
  );
}

function Named({ one }: { one: NamedOwner }) {
  const statuses = useTranslations('organisations.statuses');
  const about = [one.legalStatus ? statuses(one.legalStatus) : null, one.siren ? `SIREN ${one.siren}` : null];
  return (
    <>
      {one.organisation ? (
        <Link className="link" to={paths.organisation(one.organisation.slug)}>
          {one.name}
        </Link>
      ) : (
        one.name
      )}
      {about.some(Boolean) ? (
        <span className="block text-sm text-muted">{about.filter(Boolean).join(' · ')}</span>
      ) : null}
    </>
  );
}
