import { useTranslations } from 'use-intl';
import type { TerritoryFigures } from '#app/domain/statistics/figures.server.ts';
import { OTHER, VIEWS } from '#app/domain/statistics/vocabulary.ts';
import type { Territory } from '#app/domain/territories/views.ts';
import { paths, withQuery } from '#app/http/paths.ts';
import { FamilyBars } from '#app/ui/charts/FamilyBars.tsx';
import { MonthBars } from '#app/ui/charts/MonthBars.tsx';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { EmptyState } from '#app/ui/kit/EmptyState.tsx';
import { Tabs } from '#app/ui/kit/Tabs.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Headline } from '#app/ui/territories/Headline.tsx';
import { LegalLines } from '#app/ui/territories/LegalLines.tsx';

interface Props {
  territory: Territory;
  figures: TerritoryFigures;
  /** Lots open there now. */
  lots: number;
}

/** Diverted tonnes: seen from where materials came from or where they went, by a link, never both. */
export function FiguresPart({ territory, figures, lots }: Props) {
  const t = useTranslations('statistics');
  const { level, code, name } = territory;
  const here = paths.territory(level, code);
  const tabs = VIEWS.map((view) => ({
    to: withQuery(here, { view: view === 'origin' ? undefined : view }),
    label: t(`views.${view}`),
    current: view === figures.view,
  }));
  return (
    <>
      <Section title={t(`title.${figures.view}`)} lead={t(`lead.${figures.view}`)}>
        <div className="mb-7">
          <Tabs label={t('views.label')} tabs={tabs} />
        </div>
        {figures.handovers > 0 ? (
          <Headline figures={figures} population={territory.population} />
        ) : (
          <EmptyState
            level={3}
            title={t('empty.title', { name })}
            actions={
              <>
                {lots > 0 ? (
                  <LinkButton to={paths.lots({ territory: `${level}:${code}` })} variant="primary">
                    {t('empty.seeLots', { count: lots })}
                  </LinkButton>
                ) : null}
                <LinkButton to={paths.newSite()} variant={lots > 0 ? 'secondary' : 'primary'}>
                  {t('empty.deposit')}
                </LinkButton>
              </>
            }
          >
            {t(`empty.${figures.view}`)}
          </EmptyState>
        )}
      </Section>
      {figures.handovers > 0 ? <Details figures={figures} /> : null}
      {figures.handovers === 0 && figures.aside.some(({ handovers }) => handovers > 0) ? (
        <Section title={t('linesTitle')} lead={t('linesLead')}>
          <LegalLines figures={figures} />
        </Section>
      ) : null}
    </>
  );
}

function Details({ figures }: { figures: TerritoryFigures }) {
  const t = useTranslations('statistics');
  const merged = figures.families.some(({ key }) => key === OTHER);
  return (
    <>
      <Section title={t('months')}>
        <MonthBars months={figures.months} title={t('months')} />
      </Section>
      <div className="mt-10 grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)] [&>section]:mt-0">
        <Section title={t('families')}>
          <FamilyBars cells={figures.families} title={t('families')} />
          {merged ? <p className="mt-2 text-sm text-muted">{t('smallCells')}</p> : null}
        </Section>
        <Section title={t('linesTitle')} lead={t('linesLead')}>
          <LegalLines figures={figures} />
          <Disclosure summary={t('method.title')} className="mt-6">
            <div className="prose text-sm">
              <p>{t('method.when')}</p>
              <p>{t('method.interval')}</p>
              <p>{t('method.views')}</p>
            </div>
          </Disclosure>
        </Section>
      </div>
    </>
  );
}
