import { useLocale, useTranslations } from 'use-intl';
import type { LotCard as LotCardView, LotPageOfResults } from '#app/domain/lots/views.ts';
import type { Territory } from '#app/domain/territories/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { LotCard } from '#app/ui/lots/LotCard.tsx';

interface Props {
  territory: Territory;
  cards: LotCardView[];
  total: LotPageOfResults['total'];
}

/** What can be had there now; where nothing can, what else to do. */
export function LotsPart({ territory, cards, total }: Props) {
  const t = useTranslations('territories.lots');
  const locale = useLocale();
  const { level, code, lon } = territory;
  const all = paths.lots({ territory: `${level}:${code}` });
  const shown = formatNumber(locale, total.count);
  const wider = territory.parents[0];
  return (
    <Section
      title={total.more ? t('titleMore', { shown }) : t('title', { count: total.count, shown })}
      actions={total.count > cards.length ? <TextLink to={all}>{t('all')}</TextLink> : null}
    >
      {cards.length > 0 ? (
        <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
          {cards.map((lot) => (
            <li key={lot.publicId} className="flex min-w-0">
              <LotCard lot={lot} />
            </li>
          ))}
        </ul>
      ) : (
        <div className="rounded-lg border-2 border-dashed border-line px-5 py-6">
          <p className="max-w-xl">{t('none')}</p>
          <div className="mt-4 flex flex-wrap gap-3 no-print">
            {level === 'commune' && lon !== null ? (
              <LinkButton to={paths.lots({ around: code, radius_km: 30 })} variant="primary">
                {t('around')}
              </LinkButton>
            ) : wider ? (
              <LinkButton to={paths.lots({ territory: `${wider.level}:${wider.code}` })} variant="primary">
                {t('wider', { name: wider.name })}
              </LinkButton>
            ) : null}
            <LinkButton to={paths.newSite()}>{t('deposit')}</LinkButton>
          </div>
        </div>
      )}
    </Section>
  );
}
