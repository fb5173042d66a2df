import { useTranslations } from 'use-intl';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Figure } from '#app/ui/kit/measures.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import type { BoardSite } from './SiteBoard.tsx';
import { SiteMap } from './SiteMap.tsx';

/** What the organisation keeps about its site; most of it is for takers only, once accepted. */
export function SiteFacts({ site, styleUrl }: { site: BoardSite; styleUrl: string | null }) {
  const t = useTranslations('sites.form');
  const page = useTranslations('sites.page');
  const contact = [site.contactName, site.contactPhone].filter(Boolean).join(', ');
  const lines = (text: string | null) => (text ? <span className="whitespace-pre-line">{text}</span> : null);
  return (
    <Section title={page('facts')} lead={page('factsLead')}>
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[3fr_2fr]">
        <DescriptionList
          items={[
            { term: t('description'), value: lines(site.description) },
            { term: t('address'), value: site.address },
            { term: t('position'), value: page(`placed.${site.positionSource}`) },
            { term: t('pickupHours'), value: lines(site.pickupHours) },
            { term: t('accessNote'), value: lines(site.accessNote) },
            { term: page('contact'), value: contact || null },
            { term: t('acceptMode'), value: t(`accept.${site.acceptMode}`) },
            { term: t('permitYear'), value: site.permitYear },
            {
              term: t('floorArea'),
              value:
                site.floorAreaM2 === null ? null : (
                  <>
                    <Figure value={site.floorAreaM2} /> m²
                  </>
                ),
            },
            { term: t('sortingOperator'), value: site.sortingOperator },
          ]}
        />
        <div className="no-print">
          <p className="mb-2 font-semibold">{page('blurred')}</p>
          <SiteMap site={site} styleUrl={styleUrl} />
        </div>
      </div>
    </Section>
  );
}
